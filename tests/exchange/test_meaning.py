"""Cells that do not mean what they say: nothing wrong gets in, and whoever wrote them learns what to do."""

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.cells.meaning import meant
from skew_wagtail.exchange.cells.parsing import CellError
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.reading import read_rows
from skew_wagtail.privacy.models import ActorAddress, ContactPerson
from tests.exchange.opendocument import ods
from tests.exchange.sheets import NAME, SHOP, csv_text, import_rows, table, workbook

pytestmark = pytest.mark.usefixtures("terms")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(directory, **cells):
    """What is said about one row with these cells."""
    result = import_rows(directory, SHOP | cells)
    assert not ActorProfilePage.objects.exists()
    return "\n".join(map(str, result.errors))


@pytest.mark.parametrize(
    "text",
    ["k. A.", "k.A.", "K. a.", "keine Angabe", "Keine  Angaben", "-", "–", "---", "n/a", "N. N.", "?", "???", "…",
     "unbekannt", "k.\u00a0A."],
)  # fmt: skip
def test_placeholders_are_nothing_in_every_column(directory, text):
    row = dict.fromkeys(column.german for column in COLUMNS.values()) | SHOP
    empty = import_rows(directory, row)
    assert not empty.errors
    filled = {header: value or text for header, value in row.items()}
    result = import_rows(directory, filled)
    assert (result.errors, result.unchanged) == ([], 1)


def test_a_placeholder_is_no_name(directory):
    assert "Row 2, column “Name of the organisation”: This must not be empty." in refusal(
        directory, **{NAME: "k. A."}
    )


@pytest.mark.parametrize(
    "text", ["SO", "NA", "KA", "x - y", "Siehe oben rechts", "'Ndrangheta", "unbekannte Pfade"]
)
def test_what_only_resembles_a_placeholder_stays(text):
    assert meant(text) == text


@pytest.mark.parametrize("text", ["siehe oben", "s. o.", "s.o.", "Dito", "wie oben", '"', "see above"])
def test_a_cell_that_refers_to_another_is_refused_with_advice(directory, text):
    message = refusal(directory, Ziele=text)
    assert message.startswith(f"Row 2, column “Goals”: “{text}” cannot be carried over")
    assert "Please write out what is meant." in message


@pytest.mark.parametrize("text", ["4,92E+11", "4.92E+11", "4,92e+11", "4.92211234567890E+19"])
@pytest.mark.parametrize("header", ["Telefon", "Kennung", "PLZ", "Gründungsjahr", "Ziele"])
def test_a_shortened_number_is_refused_in_every_column(directory, header, text):
    message = refusal(directory, **{header: text})
    assert f"“{text}” is a number that the spreadsheet program has shortened" in message
    assert "format this column as text" in message and "Did you mean" not in message


def phone_files(value):
    """The row with a phone number that was taken for a number, in every kind of file."""
    lines = table([SHOP | {"Telefon": value}])
    yield workbook(lines), "a.xlsx"
    yield ods(lines), "a.ods"
    yield csv_text(lines).encode(), "a.csv"


@pytest.mark.parametrize(
    ("value", "proposal"),
    [
        (493023125123.0, "+49 30 23125123"),
        (493023125123, "+49 30 23125123"),
        ("493023125123.0", "+49 30 23125123"),
        (3023125123, "+49 30 23125123"),
        ("3023125123,0", "+49 30 23125123"),
        (15112345678, "+49 1511 2345678"),
    ],
)
def test_a_phone_number_that_became_a_number_is_refused_with_what_it_may_have_been(
    directory, value, proposal
):
    for data, name in phone_files(value):
        result = import_actors(data, name, directory, ImportOptions())
        [error] = result.errors
        assert str(error).startswith("Row 2, column “Phone”: “")
        assert "the 0 or + in front is lost. Please format this column as text" in str(error)
        assert error.problem.proposal == proposal
        report = error.as_dict()
        assert report["proposal"] == "" and "3023125123" not in report["message"]
    assert not ContactPerson.objects.exists()


@pytest.mark.parametrize(
    "text", ["115", "116117", "030 23125 123", "'030 23125 123", "+49 30 23125123", "'+49 30 23125123"]
)
def test_phone_numbers_as_people_write_them_are_taken(directory, text):
    assert not import_rows(directory, SHOP | {"Telefon": text}).errors
    assert ContactPerson.objects.get().phone == text.lstrip("'")


@given(number=st.integers(1_000_000, 10**20) | st.floats(1e6, 1e20) | st.floats(-1e20, -1e6))
@example(number=1000000.5)
@settings(max_examples=200, deadline=None)
def test_no_number_ever_becomes_a_phone_number(number):
    for data, name in (
        (workbook([["Telefon"], [number]]), "a.xlsx"),
        (ods([["Telefon"], [number]]), "a.ods"),
    ):
        text = read_rows(data, name)[1][0]
        with pytest.raises(CellError):
            COLUMNS["phone"].parse(text, None)


def test_a_postcode_with_a_decimal_point_is_no_postcode(directory):
    assert "Did you mean “00815”?" in refusal(directory, PLZ="00815.0")
    assert "Did you mean “00815”?" in refusal(directory, PLZ="0815,0")
    assert not import_rows(directory, SHOP | {"PLZ": 815.0}).errors
    assert ActorAddress.objects.get().postcode == "00815"


def test_a_day_that_became_a_number_is_refused_with_the_day(directory):
    for value in (46115, 46115.5, "46115,25"):
        assert "Did you mean “03.04.2026”?" in refusal(directory, Stand=value)
