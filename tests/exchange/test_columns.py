"""Headers as people write them."""

import pytest

from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.importing.headers import match_header
from skew_wagtail.exchange.reading import Row, UnreadableFile

#: The contractor's workbook, word for word.
_GERMAN = (
    "Kennung|Name der Organisation|Sprache des Namens|Kurzbezeichnung|Akteursart|Sektor|Rechtsform|Gemeinnützig|"
    "Gründungsjahr|Mitgliederzahl|Ehrenamtliche|Hauptamtliche|Kurztext|Beschreibung|"
    "Logo|Logo: Alternativtext|Logo: Bildnachweis|Ziele|Aktivitäten vor Ort|"
    "Aktivitäten im Ausland|Handlungsfelder|Schlagwörter|SDGs|Zielgruppen|Länder des Engagements|Aktivitätsgebiete|"
    "Sprachen|Projekte|Kooperationsbedarfe|Kooperationsangebote|Partner und Netzwerke|Unterstützung gesucht|"
    "Unterstützung: Details|Wünsche an die Kommune|Ansprechperson|Funktion|Telefon|E-Mail|Einwilligung|Einwilligung am|"
    "Straße|PLZ|Ort|Postfach|Adressanzeige|Breitengrad|Längengrad|Treffpunkt|Öffnungszeiten|Website|Social Media|"
    "Interview am|Interview durch|Interview mit|Interviewnotizen|Stand|Prüfen bis|Eintragstiefe"
)
GERMAN = _GERMAN.split("|")


def keys(*headers, body=("Verein",)):
    return [column.key for column in match_header([Row(1, headers), Row(2, tuple(body))]).values()]


def complaint(*headers, body=("Verein",)):
    with pytest.raises(UnreadableFile) as caught:
        match_header([Row(3, headers), Row(4, tuple(body))])
    return str(caught.value)


def test_the_contractors_workbook_fills_every_column_in_order():
    assert keys(*GERMAN) == list(COLUMNS)


def test_english_headers_fill_every_column():
    assert keys(*(column.english for column in COLUMNS.values())) == list(COLUMNS)


def test_field_names_fill_every_column():
    assert keys(*COLUMNS) == list(COLUMNS)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("NAME DER ORGANISATION", "title"),
        ("  name der  organisation: ", "title"),
        ("Name", "title"),
        ("Organisation", "title"),
        ("Themen", "topics"),
        ("Tags", "tags"),
        ("Schlagwoerter", "tags"),
        ("Laender", "engagement_countries"),
        ("E-mail", "email"),
        ("Email", "email"),
        ("Strasse", "street"),
        ("Gemeinnuetzig?", "is_charitable"),
        ("Unterstützung Details", "support_wanted_detail"),
        ("social-media", "social_media"),
        ("Founded year", "founded_year"),
    ],
)
def test_case_umlauts_and_punctuation_do_not_matter(header, key):
    assert key in keys(*dict.fromkeys(["title", header] if key != "title" else [header]))


def test_an_unknown_column_is_refused_with_the_nearest_known_one():
    text = complaint("Name", "Handlungsfeder", "Lieblingsfarbe")
    assert "B" in text and "Handlungsfeder" in text and "Handlungsfelder" in text
    assert "C" in text and "Lieblingsfarbe" in text


def test_without_a_name_column_it_says_what_was_found():
    text = complaint("Bezeichnung des Vereins XY", "Telefon")
    assert "Name der Organisation" in text
    assert "3" in text and "Bezeichnung des Vereins XY" in text and "Telefon" in text


def test_a_title_above_the_headers_is_no_header():
    assert "Bestandsaufnahme Ebersfurt" in complaint("Bestandsaufnahme Ebersfurt", body=GERMAN)


def test_a_second_row_of_headers_is_refused():
    assert "4" in complaint(*GERMAN, body=[column.english for column in COLUMNS.values()])


def test_an_organisation_that_sounds_like_a_header_is_welcome():
    assert keys("Name", "Kurztext", "Ort", body=("Partner und Netzwerke", "Wir helfen", "Ebersfurt"))


def test_a_column_twice_is_refused():
    assert "Themen" in complaint("Name", "Handlungsfelder", "Themen")


def test_text_below_no_header_is_refused_by_its_letter():
    text = complaint("Name", "", "Ort", body=("Verein", "verloren", "Ebersfurt"))
    assert "B" in text and "4" in text


def test_an_empty_column_without_header_is_ignored():
    assert keys("Name", "", "Ort", body=("Verein", "", "Ebersfurt")) == ["title", "city"]
