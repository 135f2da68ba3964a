"""The table in a file is found below what contractors write above it, and nothing is dropped in silence."""

import pytest
from django.utils import translation
from openpyxl import Workbook

from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.importing.headers import match_header, read_table
from skew_wagtail.exchange.reading import UnreadableFile
from tests.exchange.opendocument import ods
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, csv_text, saved, table, workbook

TITLE = ["Bestandsaufnahme Stadt X, Stand: 3. Mai 2026"]
HEADERS = [KENNUNG, NAME, KIND]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read(lines):
    """The table of these lines, the same in every kind of file."""
    files = [(workbook(lines), "a.xlsx"), (ods(lines), "a.ods"), (csv_text(lines).encode(), "a.csv")]
    found = [read_table(*file) for file in files]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_headers_in_the_first_row_leave_nothing_out():
    found = read([HEADERS, ["1", "Verein", "Schule"]])
    assert (found.header.number, [row.number for row in found.rows], found.notes) == (1, [2], [])


def test_headers_are_found_below_title_rows():
    found = read(
        [TITLE, [], ["Ansprechpartnerin im Rathaus", "Amina Beispiel"], HEADERS, ["1", "Verein", "Schule"]]
    )
    assert (found.header.number, found.rows[0].number) == (4, 5)
    assert found.notes == ["Rows 1 to 3 were left out: they stand above the headers."]
    assert read([[], TITLE, HEADERS]).notes == ["Row 2 was left out: it stands above the headers."]


def test_a_row_of_groups_above_the_headers_is_no_row_of_headers():
    groups = ["Organisation", None, None, "Kontakt", None, "Ort"]
    headers = [*HEADERS, "Telefon", "E-Mail", "Straße", "PLZ"]
    assert read([groups, headers, ["1", "Verein", "Schule"]]).header.number == 2


def test_of_two_rows_of_headers_the_first_counts_and_the_second_is_refused():
    english_headers = ["Reference", "Name of the organisation", "Kind of actor"]
    found = read([HEADERS, english_headers])
    assert found.header.number == 1
    with pytest.raises(UnreadableFile, match="Row 2 is a second row"):
        match_header([found.header, *found.rows])


def test_without_a_name_the_row_that_looks_most_like_headers_is_named():
    found = read([TITLE, ["Bezeichnung", "Telefon", "PLZ", "Ort"], ["Verein", "030", "00815", "Ebersfurt"]])
    with pytest.raises(UnreadableFile, match="Row 2 must hold the headers"):
        match_header([found.header, *found.rows])


def test_headers_are_sought_at_the_top_only():
    lines = [[f"Zeile {number}"] for number in range(20)]
    assert read([*lines[:19], HEADERS]).header.number == 20
    assert read([*lines, HEADERS]).header.number == 1


def test_rows_of_the_table_are_never_taken_for_headers():
    body = [["2", column.german, "Schule"] for column in COLUMNS.values()]
    assert read([HEADERS, *body]).header.number == 1


def test_merged_cells_and_formulas_of_a_title_do_no_harm():
    book = Workbook()
    for line in (TITLE, ["Stand:", "=TODAY()"], HEADERS, ["1", "Verein", "Schule"]):
        book.active.append(line)
    book.active.merge_cells("A1:C1")
    assert read_table(saved(book), "a.xlsx").header.number == 3
    book.active.merge_cells("A2:A3")
    with pytest.raises(UnreadableFile, match="A2:A3"):
        read_table(saved(book), "a.xlsx")


def test_merged_cells_and_formulas_below_the_headers_are_named():
    book = Workbook()
    for line in (TITLE, HEADERS, ["1", "Verein", "=A3"]):
        book.active.append(line)
    with pytest.raises(UnreadableFile, match="C3"):
        read_table(saved(book), "a.xlsx")
    book.active.merge_cells("C3:C9")
    with pytest.raises(UnreadableFile, match=r"C3"):
        read_table(saved(book), "a.xlsx")


@pytest.mark.parametrize("second", ["Organisation", "Name der Organisation"])
def test_two_columns_with_the_same_meaning_are_both_named(second):
    found = read([["Nr", "Name", "Akteursart", second], ["1", "A", "Schule", "B"]])
    with pytest.raises(UnreadableFile) as caught:
        match_header([found.header, *found.rows])
    assert str(caught.value) == (
        f"The columns B (“Name”) and D (“{second}”) mean the same: “Name of the organisation”. Please make them one, "
        "or delete one of them."
    )


def test_an_import_tells_which_rows_it_left_out(directory, terms):
    data = workbook([TITLE, [], *table([SHOP])])
    result = import_actors(data, "akteure.xlsx", directory, ImportOptions())
    assert len(result.created) == 1 and result.created[0]["row"] == 4
    assert result.run.report["notes"] == ["Row 1 was left out: it stands above the headers."]


def test_unknown_headers_are_found_below_a_title_too():
    lines = [["Bestandsaufnahme 2027"], ["Wer", "Was", "Womit"], ["Weltladen", "Laden", ""]]
    table = read_table(workbook(lines), "a.xlsx")
    assert (table.header.number, [row.number for row in table.rows]) == (2, [3])


@pytest.mark.parametrize("headers", [["Wer", "Was", "E-Mail"], ["Wer", "Was", "Womit"]])
def test_a_value_that_could_be_a_header_is_none(headers):
    """“Verein” is how some call the column with the name, and what others put into that with the kind."""
    table = read([TITLE, headers, ["Chor", "Verein", "chor@example.org"], ["Kiosk", "Laden", ""]])
    assert (table.header.number, len(table.rows)) == (2, 2)


def test_one_column_with_the_name_is_a_table():
    assert read([TITLE, ["Verein"], ["Chor"]]).header.number == 2
