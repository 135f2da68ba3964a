"""A brochure of the invented town of Ebersfurt as plain data, of any size, for tests and benchmarks."""

import math
from collections import defaultdict
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from skew_wagtail.pdf.jobs import PdfJob, Variant
from skew_wagtail.pdf.pictures import prepared
from tests.sources import PACKAGE

TEMPLATE: Path = PACKAGE / "brochure/typst/brochure.typ"
LABELS = {
    "contents": "Inhalt",
    "statistics": "Auf einen Blick",
    "profiles": "Porträts von A bis Z",
    "cards": "Weitere Gruppen und Einrichtungen",
    "contact": "Kontakt",
    "page": "Seite",
    "data_as_of": "Stand der Angaben",
    "credits": "Bildnachweise",
    "imprint": "Impressum",
    "funding": "Förderung",
    "bar_chart": "Balkendiagramm",
    "count": "Anzahl",
    "name": "Bezeichnung",
    "version": "Fassung",
}
THEME = {"primary": "#0b5a5a", "on_primary": "#ffffff", "tint": "#e8f1f1"}
TOPICS = [
    "Bildung und Globales Lernen", "Fairer Handel", "Flucht und Ankommen", "Frauen und Gleichstellung", "Gesundheit",
    "Jugend und Sport", "Klima und Umwelt", "Kunst und Kultur", "Menschenrechte", "Sprache", "Städtepartnerschaft",
]  # fmt: skip
COUNTRIES = [
    "Afghanistan", "Äthiopien", "Bolivien", "Burkina Faso", "Côte d’Ivoire", "Eritrea", "Ghana", "Indien", "Irak",
    "Iran", "Kamerun", "Kenia", "Kolumbien", "Kosovo", "Marokko", "Namibia", "Nepal", "Nicaragua", "Peru", "Ruanda",
    "São Tomé und Príncipe", "Senegal", "Somalia", "Sri Lanka", "Syrien", "Tansania", "Togo", "Türkei", "Ukraine",
    "Vietnam",
]  # fmt: skip
_OF = ["Ghanaischer", "Interkultureller", "Syrischer", "Ökumenischer", "Eritreischer", "Kamerunischer", "Ukrainischer",
       "Afghanischer", "Bolivianischer", "Togoischer", "Übersee-", "Kurdischer", "Vietnamesischer"]  # fmt: skip
_WHAT = ["Freundeskreis", "Kulturverein", "Frauentreff", "Elternverein", "Chor", "Partnerschaftsverein",
         "Gemeinschaftsgarten", "Förderverein", "Jugendclub", "Arbeitskreis Eine Welt", "Gesprächskreis"]  # fmt: skip
_WHERE = ["Ebersfurt", "Mühlviertel", "Neustadt", "Unterwald", "Südhang", "Brückenvorstadt", "Altmarkt"]
_SENTENCES = [
    "Wir treffen uns jeden zweiten Donnerstag im Bürgerhaus und kochen, singen und planen miteinander.",
    "Mit unserer Partnerschule tauschen Jugendliche seit vielen Jahren Briefe, Filme und Besuche aus.",
    "Neu Zugezogene begleiten wir zu Behörden, zum Arzt und zum ersten Elternabend.",
    "Auf dem Wochenmarkt verkaufen Ehrenamtliche fair gehandelten Kaffee, Tee und Kunsthandwerk.",
    "Unsere Mitglieder sprechen elf Sprachen und übersetzen bei Gesprächen in Kitas und Schulen.",
    "Das Trinkwasserversorgungsprojekt in der Partnergemeinde versorgt drei Dörfer und eine Schule.",
    "Einmal im Jahr laden wir die Stadt zum Fest der Nachbarschaften auf den Marktplatz ein.",
    "Schulklassen buchen bei uns Werkstätten zu Kleidung, Kakao und Klimagerechtigkeit.",
    "Der Vorstand wird alle zwei Jahre gewählt; die Hälfte der Sitze ist für Frauen vorgesehen.",
    "Aus einer kleinen Hilfsaktion ist ein Verein geworden, der heute Stipendien für Auszubildende vergibt.",
    "Wir suchen Räume für Proben und Menschen, die uns bei Förderanträgen beraten.",
    "Gemeinsam mit der Volkshochschule bieten wir Lesungen, Filmabende und Gespräche an.",
    "Viele von uns haben selbst eine Flucht erlebt und wissen, was in den ersten Wochen hilft.",
    "Im Gemeinschaftsgarten wachsen Okra neben Kohlrabi, und gegessen wird zusammen.",
]
_ROLES = ["Angebote an die Stadtgesellschaft", "Unsere Projekte", "Das wünschen wir uns"]
_COLOURS = [(11, 90, 90), (160, 60, 20), (40, 90, 150), (120, 30, 90), (90, 110, 20), (70, 70, 90)]


def content(
    profiles: int = 20, *, paper: str = "a5", auto_fit: bool = True, cards: int | None = None
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data of a brochure and its pictures; the same for the same numbers."""
    chance = Random(profiles)
    pictures = {
        "cover.jpg": landscape(chance),
        "town.png": logo(chance, "E", (480, 240)),
        "mayor.jpg": portrait(),
    }
    names = chance.sample([*product(_OF, _WHAT, _WHERE)], profiles)
    people = [_profile(number, " ".join(name), chance, pictures) for number, name in enumerate(names)]
    people.sort(key=lambda profile: profile["name"].translate(str.maketrans("ÄÖÜ", "AOU")))
    small = [_card(number, chance) for number in range(profiles // 4 if cards is None else cards)]
    data = {
        "schema": 1,
        "title": "Gemeinsam in der Einen Welt",
        "subtitle": "Migrantische und entwicklungspolitische Organisationen in Ebersfurt",
        "municipality": "Stadt Ebersfurt",
        "data_as_of": "25. November 2026",
        "stamp": "2026-11-25 · a1b2c3d4",
        "language": "de",
        "labels": LABELS,
        "theme": THEME | {"paper": paper, "auto_fit": auto_fit},
        "cover": {
            "picture": "cover.jpg",
            "alt": "Hügel am Rand von Ebersfurt im Abendlicht",
            "logo": "town.png",
            "logo_alt": "Wappen der Stadt Ebersfurt",
        },
        "foreword": {
            "title": "Grußwort",
            "blocks": [_paragraph(chance, 4), _paragraph(chance, 5), _paragraph(chance, 3)],
            "portrait": "mayor.jpg",
            "portrait_alt": "Bürgermeisterin Änne Großkreuz",
            "signature": "Dr. Änne Großkreuz",
            "signature_role": "Bürgermeisterin der Stadt Ebersfurt",
        },
        "chapters_before": [
            {
                "title": "So ist diese Broschüre entstanden",
                "blocks": [
                    _paragraph(chance, 4),
                    _heading("Wen wir gefragt haben", 1),
                    _paragraph(chance, 3),
                    _list(chance),
                    _heading("Was die Zahlen sagen", 1),
                    _paragraph(chance, 4),
                ],
            }
        ],
        "statistics": _statistics(people),
        "groups": _groups(people),
        "cards": small,
        "chapters_after": [
            {"title": "Wie es weitergeht", "blocks": [_paragraph(chance, 5), _list(chance, ordered=True)]}
        ],
        "indexes": [
            _index("Register nach Themen", [*people, *small], "Themen"),
            _index("Register nach Ländern", people, "Länder"),
        ],
        "imprint": [
            {
                "label": "Herausgeberin",
                "text": "Stadt Ebersfurt, Die Bürgermeisterin\nMarktplatz 1, 99999 Ebersfurt",
            },
            {"label": "Redaktion", "text": "Koordinationsstelle Kommunale Entwicklungspolitik"},
            {"label": "Hinweis", "text": "Die Angaben beruhen auf den Auskünften der Organisationen."},
        ],
        "funding": {
            "text": "Gefördert mit Mitteln des Bundes. Für den Inhalt ist allein die Stadt Ebersfurt verantwortlich.",
            "logos": [{"picture": "town.png", "alt": "Logo der Förderstelle"}],
        },
        "credits": [{"what": "Titelbild", "credit": "Stadt Ebersfurt / A. Beispiel"}],
    }
    return data, pictures


def job(data: dict[str, Any], pictures: dict[str, bytes], variant: Variant = Variant.DIGITAL) -> PdfJob:
    """The brochure as a job of the engine."""
    return PdfJob(TEMPLATE, data, pictures, variant, data["title"], data["language"], date(2026, 11, 25))


def _profile(number: int, name: str, chance: Random, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = name.replace("- ", "-") + chance.choice([" e.\xa0V.", "", " gGmbH"])
    picture = None
    if number % 7:
        picture = f"logo-{number}.png"
        pictures[picture] = logo(chance, "".join(word[0] for word in name.split()[:3] if word[0].isalpha()))
    photos = []
    if number % 9 == 4:
        pictures[f"photo-{number}.jpg"] = landscape(chance, (720, 400))
        photos = [{"picture": f"photo-{number}.jpg", "alt": "Blick über Felder", "credit": "Foto: Verein"}]
    topics, countries = (
        chance.sample(TOPICS, chance.randint(1, 4)),
        chance.sample(COUNTRIES, chance.randint(1, 4)),
    )
    sections = [
        {
            "title": "Wer wir sind",
            "blocks": [_paragraph(chance, chance.randint(2, 4)) for _ in range(chance.randint(1, 2))],
        }
    ]
    sections += [
        {"title": role, "blocks": [_list(chance) if role == _ROLES[0] else _paragraph(chance, 2)]}
        for role in chance.sample(_ROLES, chance.randint(0, 2))
    ]
    return {
        "id": f"a{number}",
        "name": name,
        "name_language": "",
        "short_name": "",
        "logo": picture,
        "logo_alt": f"Logo: {name}" if picture else "",
        "summary": chance.choice(_SENTENCES),
        "facts": [
            {"label": "Gegründet", "values": [str(chance.randint(1962, 2025))]},
            {
                "label": "Rechtsform",
                "values": [chance.choice(["eingetragener Verein", "lose Gruppe", "gGmbH"])],
            },
            {"label": "Themen", "values": sorted(topics)},
            {"label": "Länder", "values": sorted(countries)},
            {
                "label": "Sprachen",
                "values": chance.sample(["Deutsch", "Arabisch", "Tigrinya", "Englisch", "Twi"], 3),
            },
        ],
        "sections": sections,
        "pictures": photos,
        "contact": contact(number, chance),
    }


def contact(number: int, chance: Random) -> list[dict[str, Any]]:
    """Lines of a contact; phone, mail and web are links."""
    phone = f"0999 {chance.randint(100000, 999999)}"
    return [
        {"label": "", "text": chance.choice(["Amina Beispiel", "Jörg Muster", "Selam Probe"]), "href": None},
        {"label": "", "text": f"Lindenstraße {number + 1}\n99999 Ebersfurt", "href": None},
        {"label": "Telefon", "text": phone, "href": f"tel:{phone.replace(' ', '')}"},
        {
            "label": "E-Mail",
            "text": f"kontakt{number}@verein.example",
            "href": f"mailto:kontakt{number}@verein.example",
        },
        {"label": "Web", "text": f"verein{number}.example", "href": f"https://verein{number}.example/"},
    ]


def _card(number: int, chance: Random) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "name": f"{chance.choice(_WHAT)} {chance.choice(_WHERE)} Karte {number + 1}",
        "name_language": "",
        "lines": [chance.choice(TOPICS), chance.choice(COUNTRIES)],
        "contact": contact(number, chance)[2 : chance.randint(3, 5)],
    }


def _groups(profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(profiles) < 10:
        return [{"title": None, "profiles": profiles}]
    half = len(profiles) // 2
    return [
        {"title": "Migrantische Organisationen", "profiles": profiles[:half]},
        {"title": "Eine-Welt-Gruppen", "profiles": profiles[half:]},
    ]


def _values(profile: dict[str, Any], label: str) -> list[str]:
    if "lines" in profile:
        return profile["lines"][:1]
    return next(fact["values"] for fact in profile["facts"] if fact["label"] == label)


def _members(profiles: list[dict[str, Any]], label: str) -> dict[str, list[str]]:
    members = defaultdict(list)
    for profile in profiles:
        for value in _values(profile, label):
            members[value].append(profile["id"])
    return members


def _statistics(profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    statistics = []
    for title, label in (("Organisationen nach Themen", "Themen"), ("Organisationen nach Ländern", "Länder")):
        counts = sorted(((len(ids), value) for value, ids in _members(profiles, label).items()), reverse=True)
        rows = [
            {"label": value, "count": max(count, 4), "shown": str(count) if count >= 5 else "unter 5"}
            for count, value in counts
        ]
        statistics.append(
            {"title": title, "rows": rows, "note": "Eine Organisation kann mehrfach gezählt sein."}
        )
    return statistics


def _index(title: str, profiles: list[dict[str, Any]], label: str) -> dict[str, Any]:
    members = sorted(_members(profiles, label).items())
    return {"title": title, "entries": [{"label": value, "refs": ids} for value, ids in members]}


def _paragraph(chance: Random, sentences: int) -> dict[str, Any]:
    first, *others = chance.sample(_SENTENCES, sentences)
    runs = [{"text": f"{first} "}, {"text": " ".join(others), **({"italic": True} if sentences == 3 else {})}]
    return {"kind": "paragraph", "runs": runs}


def _heading(text: str, level: int) -> dict[str, Any]:
    return {"kind": "heading", "level": level, "runs": [{"text": text}]}


def _list(chance: Random, *, ordered: bool = False) -> dict[str, Any]:
    return {
        "kind": "list",
        "ordered": ordered,
        "items": [[{"text": text}] for text in chance.sample(_SENTENCES, 3)],
    }


def _file(picture: Image.Image, most: tuple[int, int]) -> bytes:
    output = BytesIO()
    picture.save(output, "PNG")
    return prepared(BytesIO(output.getvalue()), most)


def logo(chance: Random, letters: str, size: tuple[int, int] | None = None) -> bytes:
    """Letters on a coloured sign, transparent around it."""
    width, height = size or chance.choice([(480, 240), (320, 320), (600, 200)])
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw, colour = ImageDraw.Draw(picture), chance.choice(_COLOURS)
    radius = chance.choice([0, height // 8, height // 2])
    draw.rounded_rectangle((2, 2, width - 3, height - 3), radius, fill=(*colour, 255))
    font = ImageFont.load_default(height // 2)
    draw.text((width // 2, height // 2), letters, fill="white", anchor="mm", font=font)
    return _file(picture, (420, 224))


def landscape(chance: Random, size: tuple[int, int] = (1240, 1000)) -> bytes:
    """Hills one behind the other under an evening sky."""
    width, height = size
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        part = y / height
        draw.line((0, y, width, y), fill=(int(250 - 40 * part), int(200 - 20 * part), int(140 + 60 * part)))
    draw.ellipse(
        (width * 0.62, height * 0.2, width * 0.62 + height * 0.2, height * 0.4), fill=(255, 236, 190)
    )
    for row in range(5):
        base, swing, phase = height * (0.45 + 0.12 * row), height * 0.06, chance.random() * 6
        outline = [
            (x, base + swing * math.sin(x / width * (4 + row) + phase)) for x in range(0, width + 8, 8)
        ]
        draw.polygon(
            [*outline, (width, height), (0, height)], fill=(90 - 16 * row, 140 - 20 * row, 130 - 16 * row)
        )
    return _file(picture, size)


def portrait() -> bytes:
    """A head and shoulders."""
    picture = Image.new("RGB", (480, 600), (214, 226, 226))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 400, 420, 900), fill=(11, 90, 90))
    draw.ellipse((150, 130, 330, 380), fill=(196, 150, 120))
    draw.pieslice((140, 110, 340, 330), 180, 360, fill=(70, 50, 40))
    return _file(picture, (600, 600))
