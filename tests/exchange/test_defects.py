"""Defects that contractors' spreadsheets have, each in a real file of each kind; others stand in test_meaning."""

import pytest
from django.utils import translation

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.privacy.models import ContactPerson
from skew_wagtail.vocabulary.models import SpokenLanguage
from tests.exchange.opendocument import ods
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, csv_text, table, workbook

pytestmark = pytest.mark.usefixtures("terms")

KINDS = {
    "xlsx": workbook,
    "ods": ods,
    "csv": lambda lines: csv_text(lines).encode(),
}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(params=KINDS)
def read(request, directory):
    """Import rows as a file of each kind."""

    def import_file(*rows):
        data = KINDS[request.param](table(rows))
        return import_actors(data, f"a.{request.param}", directory, ImportOptions())

    return import_file


def test_two_rows_for_one_organisation_are_refused_with_both_numbers(read):
    rows = [
        {NAME: "Weltladen e. V.", KIND: "Weltladen", "Ort": "Ebersfurt"},
        {NAME: "Chor", KIND: "Schule"},
        {NAME: "WELTLADEN", KIND: "Weltladen", "Ort": "Ebersfurt"},
    ]
    [error] = read(*rows).errors
    assert str(error) == (
        "Row 4, column “Name of the organisation”: The same organisation stands in row 2 already."
    )
    assert not ActorProfilePage.objects.exists()


def test_languages_may_be_mixed_in_a_cell(read):
    SpokenLanguage.objects.create(slug="fr", label_de="Französisch", native="Français")
    row = SHOP | {
        "Handlungsfelder": "Fair trade / Fairer Handel",
        "Sprachen": "Français, Deutsch; العربية / Arabisch",
        KIND: "World shop / Weltladen",
    }
    SpokenLanguage.objects.filter(slug="ar").update(native="العربية")
    assert read(row).errors == []
    page = ActorProfilePage.objects.get()
    assert [topic.slug for topic in page.topics.all()] == ["fair-trade"]
    assert {language.slug for language in page.spoken_languages.all()} == {"ar", "de", "fr"}
    assert page.kind.slug == "world-shop"


def test_two_things_with_a_stroke_between_them_are_asked_about(read):
    [error] = read(SHOP | {"Handlungsfelder": "Fairer Handel / Globales Lernen"}).errors
    assert error.problem.word == "Fairer Handel / Globales Lernen"


def test_text_from_right_to_left_comes_in_unmangled(read):
    name, text = "جمعية الأمل", "نحن نساعد (Ebersfurt) القادمين\nمنذ 2015"
    row = {
        KENNUNG: "AR-1", NAME: f"\u200f{name}", KIND: "Schule", "Beschreibung": f"\u202b{text}\u202c",
        "Sprache des Namens": "Arabisch", "Ansprechperson": "\u200fأمينة", "Telefon": "\u202a+49 30 23125123\u202c",
        "E-Mail": "\u200eamina@example.org\u200f", "Website": "\u200ewww.example.org", "PLZ": "\u200f00815",
        "Gründungsjahr": "2015\u200f", "Handlungsfelder": "\u200eFairer\u200f Handel",
    }  # fmt: skip
    result = read(row)
    assert result.errors == []
    page = ActorProfilePage.objects.get()
    assert (page.title, page.name_language, page.founded_year) == (f"\u200f{name}", "ar", 2015)
    first, second = text.split("\n")
    assert page.description == f"<p>\u202b{first}</p><p>{second}\u202c</p>"
    person = ContactPerson.objects.get()
    assert (person.name, person.phone, person.email) == (
        "\u200fأمينة",
        "+49 30 23125123",
        "amina@example.org",
    )
    assert [link.url for link in page.links.all()] == ["https://www.example.org"]
    # The same organisation, with the marks and without.
    assert read(row).unchanged == 1
    again = read({NAME: name, KIND: "Schule"})
    assert (len(again.created), len(again.updated)) == (0, 1)
