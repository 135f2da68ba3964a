"""The brochure as it is set: whole, accessible, with right numbers of pages, whatever is in it."""

import shutil
import time
from dataclasses import replace

import pytest

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.pdf.scrubbing import scrub
from tests.brochure.hostile import FILES, MARKUP, SCRIPTS, TEXTS, hostile
from tests.brochure.reading import Brochure, squeezed
from tests.brochure.samples import content, job

PROFILES, CARDS = 16, 6
DATA, PICTURES = content(PROFILES, cards=CARDS)
# The same pictures do for both.
DATA_A4, PICTURES_A4 = DATA | {"theme": DATA["theme"] | {"paper": "a4", "auto_fit": False}}, PICTURES
ALL = [profile for group in DATA["groups"] for profile in group["profiles"]]


@pytest.fixture(scope="module")
def pdfs():
    return {
        "a5": make_pdf(job(DATA, PICTURES)),
        "a4 print": make_pdf(job(DATA_A4, PICTURES_A4, Variant.PRINT)),
    }


@pytest.fixture(scope="module", params=["a5", "a4 print"])
def brochure(request, pdfs):
    return Brochure(pdfs[request.param].content)


@pytest.fixture(scope="module")
def attacked():
    """The hostile set, with fonts for its scripts."""
    from django.test import override_settings

    data, pictures, refused = hostile()
    with override_settings(SKEW_WAGTAIL={"PDF_FONTS": ("manimgx_fonts",)}):
        _data, problems = scrub(data)
        return Brochure(make_pdf(job(data, pictures)).content), problems, refused


def chapter(brochure, title, following):
    """The pages (first page 0) from a chapter's title up to the next chapter."""
    pages = dict(brochure.bookmarks)
    return range(pages[title] - 1, pages[following] - 1)


def body(brochure):
    """The pages with portraits and cards."""
    return chapter(brochure, DATA["groups"][0]["title"], "Wie es weitergeht")


def test_each_index_names_the_right_pages(brochure):
    names = {entry["id"]: entry["name"] for entry in [*ALL, *DATA["cards"]]}
    first, second = DATA["indexes"]
    for index, following in ((first, second["title"]), (second, "Impressum")):
        expected = squeezed(index["title"])
        for entry in index["entries"]:
            expected += squeezed(entry["label"])
            for ref in entry["refs"]:
                expected += f"{squeezed(names[ref])}{brochure.page_of(names[ref], body(brochure))}"
        assert (
            "".join(brochure.squeezed[page] for page in chapter(brochure, index["title"], following))
            == expected
        )


def test_the_contents_name_the_right_pages(brochure):
    expected = "Inhalt" + "".join(
        f"{squeezed(title)}{page}" for title, page in brochure.bookmarks if title != "Inhalt"
    )
    assert brochure.squeezed[2] == expected


def test_bookmarks_lead_to_every_chapter_and_portrait(brochure):
    titles = [title for title, _page in brochure.bookmarks]
    assert [profile["name"] for profile in ALL if profile["name"] not in titles] == []
    assert {"Grußwort", "Inhalt", "Auf einen Blick", "Register nach Themen", "Impressum"} <= set(titles)
    for title, page in brochure.bookmarks:
        assert squeezed(title) in brochure.squeezed[page - 1]


def test_numbers_at_the_foot_are_those_of_the_viewer(brochure):
    for number in range(1, len(brochure.texts)):
        page = brochure._pages[number]
        foot = page.get_textpage().get_text_bounded(0, 0, page.get_width(), brochure.edge)
        assert foot.strip() == str(number + 1)


def test_everything_is_there_once(brochure):
    text = "".join(brochure.squeezed)
    for profile in ALL:
        for section in profile["sections"]:
            for block in section["blocks"]:
                for runs in block.get("items", [block.get("runs")]):
                    assert squeezed("".join(run["text"] for run in runs)) in text
        assert squeezed(profile["contact"][3]["text"]) in text
        assert squeezed(profile["facts"][4]["values"][0]) in text
    assert squeezed(DATA["funding"]["text"]) in text
    assert squeezed(DATA["credits"][0]["credit"]) in text
    assert squeezed(DATA["stamp"]) in text
    assert text.count(squeezed(DATA["foreword"]["signature_role"])) == 1


def test_the_structure_is_what_readers_aloud_need(brochure):
    kinds = brochure.kinds()
    assert kinds["/Title"] == 1
    assert kinds["/TOCI"] >= PROFILES
    assert kinds["/H2"] >= PROFILES + CARDS
    assert {"/H1", "/H3", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(
        kinds
    )
    # Two columns of headers at each table.
    assert kinds["/TH"] == 2 * kinds["/Table"]
    alternatives = [str(element.Alt) for element in brochure.elements if element.S == "/Figure"]
    logos = [profile["logo_alt"] for profile in ALL if profile["logo"]]
    assert [logo for logo in logos if logo not in alternatives] == []
    assert any(text.startswith("Balkendiagramm: Organisationen nach Themen. ") for text in alternatives)
    assert len(alternatives) == len(logos) + sum(len(profile["pictures"]) for profile in ALL) + 6


def test_links_lead_to_web_mail_and_phone(brochure):
    targets = {
        bytes(link.A.URI).decode()
        for page in brochure.pdf.pages
        for link in page.get("/Annots", [])
        if "/A" in link and "/URI" in link.A
    }
    assert targets == {
        line["href"] for entry in [*ALL, *DATA["cards"]] for line in entry["contact"] if line["href"]
    }


def test_boxes_say_where_the_paper_is_cut(pdfs):
    brochures = [Brochure(pdfs[name].content) for name in ("a5", "a4 print")]
    digital, printed = (brochure.pdf.pages[0] for brochure in brochures)
    assert [round(float(side)) for side in digital.mediabox] == [0, 0, 420, 595]
    width, height = (
        float(printed.trimbox[2] - printed.trimbox[0]),
        float(printed.trimbox[3] - printed.trimbox[1]),
    )
    assert (round(width), round(height)) == (595, 842)
    assert round(float(printed.mediabox[2]) - width, 1) == 17.0


def test_the_cover_reaches_over_the_cut(pdfs):
    brochure = Brochure(pdfs["a4 print"].content)
    picture = brochure._pages[0].render(scale=1).to_pil().convert("RGB")
    corners = [
        (1, 1),
        (picture.width - 2, 1),
        (1, picture.height - 2),
        (picture.width - 2, picture.height - 2),
    ]
    assert all(min(picture.getpixel(corner)) < 250 for corner in corners)


def test_no_heading_is_left_alone_at_the_foot_of_a_page():
    data, pictures = content(6, cards=0)
    lines = {"kind": "paragraph", "runs": [{"text": "Wir planen.\nWir kochen.\nWir singen."}]}
    for number, profile in enumerate(data["groups"][0]["profiles"]):
        profile["summary"] = "\n".join(["Kurz gesagt"] * (number + 1))
        profile["sections"] = [{"title": f"Abschnitt {part}", "blocks": [lines]} for part in range(20)]
    made = Brochure(make_pdf(job(data, pictures)).content)
    headings = 0
    for number in chapter(made, "Porträts von A bis Z", "Wie es weitergeht"):
        pieces = made.pieces(number)
        for heading in (piece for piece in pieces if piece.text.startswith("Abschnitt")):
            headings += 1
            below = [piece for piece in pieces if piece.high < heading.low + 2 and piece.left < heading.right]
            assert below, (number + 1, heading.text)
    assert headings == 6 * 20


@pytest.mark.parametrize("fits", [False, True])
def test_after_portraits_that_fill_a_second_page_no_page_is_nearly_empty(fits):
    data, pictures = content(5, cards=0)
    paragraph = {"kind": "paragraph", "runs": [{"text": "Wir treffen uns im Bürgerhaus und planen. " * 8}]}
    for number, profile in enumerate(data["groups"][0]["profiles"]):
        profile["sections"] = [{"title": "Wer wir sind", "blocks": [paragraph] * (5 + number % 2)}]
    data["theme"]["auto_fit"] = fits
    made = Brochure(make_pdf(job(data, pictures)).content)
    pages = chapter(made, "Porträts von A bis Z", "Wie es weitergeht")
    assert len(pages) < 9
    for number in pages[:-1]:
        height = made._pages[number].get_height()
        assert min(piece.low for piece in made.pieces(number)) < 0.5 * height, number + 1


def test_no_page_of_portraits_is_nearly_empty(brochure):
    for number in body(brochure):
        height = brochure._pages[number].get_height()
        lowest = min(piece.low for piece in brochure.pieces(number))
        assert lowest < 0.75 * height, number + 1


def test_nothing_runs_off_a_page(brochure):
    for number in range(1, len(brochure.texts)):
        assert brochure.beyond_the_margins(number, 20) == []


def test_auto_fit_keeps_a_portrait_on_its_page():
    data, pictures = content(1, cards=0)
    profile = data["groups"][0]["profiles"][0]
    paragraph = {"kind": "paragraph", "runs": [{"text": "Wir treffen uns im Bürgerhaus und planen. " * 8}]}
    profile["sections"] = [{"title": "Wer wir sind", "blocks": [paragraph] * 4}]

    def pages_of_the_portrait(fits):
        data["theme"]["auto_fit"] = fits
        made = Brochure(make_pdf(job(data, pictures)).content)
        return len(chapter(made, "Porträts von A bis Z", "Wie es weitergeht"))

    assert (pages_of_the_portrait(False), pages_of_the_portrait(True)) == (2, 1)


def test_the_same_content_gives_the_same_bytes(pdfs, tmp_path, monkeypatch):
    first = job(DATA, PICTURES)
    elsewhere = shutil.copytree(first.template.parent, tmp_path / "an other place")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    second = make_pdf(replace(first, template=elsewhere / first.template.name))
    monkeypatch.undo()
    time.tzset()
    assert second == pdfs["a5"]
    assert replace(first, template=elsewhere / first.template.name).fingerprint() == first.fingerprint()


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_the_least_that_a_brochure_can_hold(paper):
    data, pictures = content(1, paper=paper, cards=0)
    data |= {"foreword": None, "chapters_before": [], "chapters_after": [], "statistics": [], "indexes": []}
    data |= {"imprint": [], "funding": None, "credits": [], "subtitle": ""}
    data["cover"] |= {"picture": None, "logo": None}
    data["groups"][0]["profiles"][0] |= {
        "logo": None,
        "summary": "",
        "facts": [],
        "sections": [],
        "contact": [],
    }
    assert make_pdf(job(data, pictures)).pages == 4


def test_hostile_texts_are_shown_and_not_obeyed(attacked):
    brochure, _problems, _refused = attacked
    text = "".join(brochure.squeezed)
    assert text.count(squeezed(MARKUP)) > 20
    assert "root:x:" not in text
    assert squeezed("vorher nachher ende") in text
    assert "a" * 600 in text
    for script in SCRIPTS.values():
        letters = set(squeezed(script))
        assert any(letters <= set(page) for page in brochure.squeezed), script


def test_hostile_texts_stay_on_the_page(attacked):
    brochure, _problems, _refused = attacked
    for number in range(len(brochure.texts)):
        assert brochure.beyond_the_margins(number, 14) == [], number + 1


def test_hostile_links_are_gone(attacked):
    brochure, _problems, _refused = attacked
    links = [link for page in brochure.pdf.pages for link in page.get("/Annots", []) if "/A" in link]
    assert links
    assert all(bytes(link.A.URI).startswith((b"https://", b"mailto:", b"tel:")) for link in links)


def test_parts_in_other_languages_say_so(attacked):
    brochure, _problems, _refused = attacked
    languages = {str(element.Lang) for element in brochure.elements if "/Lang" in element}
    assert set(SCRIPTS) <= languages
    assert {"zz9", "quatsch!"}.isdisjoint(languages)


def test_problems_name_the_profile(attacked):
    _brochure, problems, refused = attacked
    told = {problem.owner: problem.message for problem in problems if "javascript" not in problem.message}
    for name in ("Umgekehrt", "Unbekannte Zeichen"):
        assert any(owner.startswith(name) for owner in told), name
    unknown = next(message for owner, message in told.items() if owner.startswith("Unbekannte Zeichen"))
    assert "U+13000" in unknown and "�" in unknown
    assert refused == ["Logo kaputt", "Logo als Zeichnung"]
    assert len(TEXTS) + len(FILES) + len(SCRIPTS) >= 12
