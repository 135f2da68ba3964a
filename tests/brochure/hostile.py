"""Profiles that try to break the page: what editors paste, and what somebody might try on purpose."""

from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

from skew_wagtail.pdf.pictures import PictureProblem, prepared
from tests.brochure.samples import COUNTRIES, contact, content
from tests.pictures import camera_jpeg, photo, written

MARKUP = (
    '#import "@preview/x:0.1.0": * #panic("x") #read("/etc/passwd") $x^2$ *fett* _kursiv_ `roh` <a1> @a1 // nichts '
    "/* nichts */ \\ #{ while true {} } = Kein Titel {{ settings.SECRET_KEY }} {% include 'x' %} "
    "<script>alert(1)</script>"
)
SCRIPTS = {
    "ar": "جمعية الصداقة السورية الألمانية",
    "fa": "انجمن فرهنگی افغان‌های شهر",
    "am": "የኢትዮጵያ ማኅበር በጀርመን",
    "uk": "Українсько-німецьке товариство",
    "ta": "தமிழ் சங்கம்",
    "bn": "বাংলা সমিতি",
    "hi": "हिन्दी संघ",
    "ka": "ქართული საზოგადოება",
    "he": "אגודת הידידות",
    "th": "สมาคมไทย",
    "km": "សមាគមខ្មែរ",
    "el": "Ελληνική κοινότητα",
}
#: Names of profiles, and what each has in all its texts.
TEXTS = {
    "Auszeichnung": MARKUP,
    "Umgekehrt": "vorher \u202enach\u2066her\u202c ende",
    "Bilderschrift": "Wir \u2764\ufe0f Vielfalt \U0001f30d\U0001f91d\U0001f3fd \U0001f469\u200d\U0001f467",
    "Unbekannte Zeichen": "\u2713 \u260e \U00013000 \ue000 \U0001d518 A\u0336\u0322\u0336B",
    "Ohne Leerzeichen": "a" * 600,
    "Lange Adresse": "https://verein.example/" + "ÄW-" * 150,
    "Leer": "",
    "Nur Leerzeichen": " \u00a0\u3000\n\t ",
    "Steuerzeichen": "Ton\x07 Ende\x00 \x1b[31mrot\x1b[0m \ud800 \ufffe \x85 Zeile\u2028neu",
    "Viele Zeilen": "\n".join("Zeile" for _ in range(45)),
    "Großbuchstaben": "WIR MACHEN MIT WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW " * 8,
}
FILES = {
    "Logo riesig": written(photo((3000, 2000)), "PNG"),
    "Logo kaputt": written(photo(), "PNG")[:900],
    "Logo für den Druck": written(Image.new("CMYK", (300, 200), (0, 200, 200, 0)), "JPEG"),
    "Logo bewegt": written(photo(), "GIF", save_all=True, append_images=[photo(seed=2)]),
    "Logo als Zeichnung": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "Logo mit Ort": camera_jpeg(),
}


def hostile(paper: str = "a5") -> tuple[dict[str, Any], dict[str, bytes], list[str]]:
    """A brochure of such profiles, its pictures, and the names of those whose logo is refused."""
    data, pictures = content(1, paper=paper, cards=1)
    profiles = [_everywhere(number, name, text) for number, (name, text) in enumerate(TEXTS.items())]
    profiles += [
        _everywhere(100 + number, f"{text}", text) | {"name_language": code}
        for number, (code, text) in enumerate(SCRIPTS.items())
    ]
    refused = []
    for number, (name, file) in enumerate(FILES.items()):
        profile = _everywhere(200 + number, name, "Text")
        try:
            pictures[f"h{number}.png"] = prepared(BytesIO(file), (420, 224))
            profile |= {"logo": f"h{number}.png", "logo_alt": "" if name == "Logo mit Ort" else "Logo"}
        except PictureProblem:
            refused.append(name)
        profiles.append(profile)
    countries = _everywhere(300, "Vierzig Länder", "Text")
    countries["facts"] = [{"label": "Länder", "values": [*COUNTRIES, *COUNTRIES][:40]}]
    data["groups"].append({"title": MARKUP, "profiles": [*profiles, countries]})
    data["cards"] += [
        {
            "id": f"hc{number}",
            "name": text,
            "name_language": "quatsch!",
            "lines": [text, text],
            "contact": _contact(text),
        }
        for number, text in enumerate(TEXTS.values())
    ]
    data |= {"title": MARKUP, "subtitle": MARKUP, "municipality": MARKUP}
    data["foreword"] |= {"title": MARKUP, "signature": MARKUP, "signature_role": "a" * 600}
    data["chapters_after"] = [{"title": MARKUP, "blocks": _blocks(MARKUP)}]
    rows = [
        {"label": text, "count": number, "shown": str(number)} for number, text in enumerate(TEXTS.values())
    ]
    data["statistics"].append({"title": MARKUP, "rows": rows, "note": MARKUP})
    ids = [profile["id"] for profile in profiles]
    data["indexes"].append(
        {"title": MARKUP, "entries": [{"label": text, "refs": ids} for text in (MARKUP, "", "a" * 600)]}
    )
    return data, pictures, refused


def _everywhere(number: int, name: str, text: str) -> dict[str, Any]:
    return {
        "id": f"h{number}",
        "name": name if name in FILES or text == "Text" else f"{name} {text}".strip(),
        "name_language": "",
        "short_name": text,
        "logo": None,
        "logo_alt": text,
        "summary": text,
        "facts": [{"label": text, "values": [text, text]}, {"label": "Leer", "values": []}],
        "sections": [{"title": text, "blocks": _blocks(text)}],
        "pictures": [],
        "contact": _contact(text),
    }


def _contact(text: str) -> list[dict[str, Any]]:
    lines = contact(1, Random(1))
    return [*lines, {"label": text, "text": text, "href": f"https://verein.example/{text}"},
            {"label": text, "text": text, "href": "javascript:alert(1)"}]  # fmt: skip


def _blocks(text: str) -> list[dict[str, Any]]:
    runs = [
        {"text": text, "bold": True, "italic": True},
        {"text": text, "lang": "zz9", "href": f"https://x.example/{text}"},
    ]
    return [
        {"kind": "heading", "level": 1, "runs": runs},
        {"kind": "paragraph", "runs": runs},
        {"kind": "list", "ordered": True, "items": [runs, runs]},
    ]
