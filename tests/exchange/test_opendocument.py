"""Spreadsheets of LibreOffice: the same text as in Excel, and no way to fill the memory."""

import pytest

from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.reading import UnreadableFile, opendocument, read_rows
from tests.exchange.opendocument import cell, document, ods, row, sheet, text_cell, typed
from tests.exchange.sheets import SHOP, table

MANY = 2**20


def cells(data):
    return [found.cells for found in read_rows(data, "akteure.ods")]


def one(content):
    """The text of a sheet's only cell."""
    return cells(document(sheet(row(content))))[0][0]


def test_a_sheet_is_read_as_people_see_it():
    line = row(
        cell("  Färbergasse 12 "), cell(1998), cell(50.62), cell(4.0),
        typed("boolean", 'office:boolean-value="true"', "WAHR"),
        typed("date", 'office:date-value="2026-04-03"', "Karfreitag"),
        typed("date", 'office:date-value="2026-04-03T00:00:00"', "3.4."),
        typed("date", 'office:date-value="2026-04-03T16:30:00"', "3.4."),
        typed("time", 'office:time-value="PT16H30M00S"', "16:30"),
        typed("percentage", 'office:value="0.5"', "50 %"),
    )  # fmt: skip
    assert cells(document(sheet(line))) == [
        ("Färbergasse 12", "1998", "50.62", "4", "ja",
         "03.04.2026", "03.04.2026", "2026-04-03 16:30:00", "16:30", "0.5")
    ]  # fmt: skip


def test_paragraphs_breaks_tabs_and_spaces_of_a_cell_stay():
    shown = "<text:p>Deutsch <text:span>und</text:span>\n   mehr<text:line-break/>zwei<text:s text:c='2'/>x</text:p>"
    assert one(text_cell(f"{shown}<text:p/><text:p>drei<text:tab/>vier</text:p>")) == (
        "Deutsch und mehr\nzwei  x\n\ndrei\tvier"
    )


def test_comments_drawings_and_notes_are_no_text_of_the_cell():
    comment = "<office:annotation><text:p>Bitte prüfen!</text:p></office:annotation>"
    assert one(text_cell(f"{comment}<text:p>Café<text:note>1</text:note></text:p>")) == "Café"


def test_text_that_stands_only_in_the_attribute_is_read():
    assert one(text_cell("", 'office:string-value="Chor"')) == "Chor"


def test_the_first_visible_sheet_counts():
    hidden = sheet(row(cell("versteckt")), style="hidden")
    assert cells(document(hidden + sheet(row(cell("Name"))) + sheet(row(cell("Anleitung")), "B"))) == [
        ("Name",)
    ]


def test_a_workbook_of_hidden_sheets_is_empty():
    with pytest.raises(UnreadableFile):
        cells(document(sheet(row(cell("versteckt")), style="hidden")))


def test_repeated_rows_and_columns_are_stepped_over_or_read_as_often_as_they_stand_there():
    empty = row(
        "<table:table-cell table:number-columns-repeated='16384'/>",
        attributes="table:number-rows-repeated='3'",
    )
    twice = row(text_cell("<text:p>A</text:p>", "table:number-columns-repeated='2'"), cell(None), cell("B"),
                attributes="table:number-rows-repeated='2'")  # fmt: skip
    grouped = f"<table:table-row-group>{row(cell('C'))}</table:table-row-group>"
    rows = read_rows(document(sheet(empty + twice + grouped)), "a.ods")
    assert [(found.number, found.cells) for found in rows] == [
        (4, ("A", "A", "", "B")), (5, ("A", "A", "", "B")), (6, ("C",)),
    ]  # fmt: skip


def test_formulas_are_named_by_their_cell():
    calculated = typed("float", 'office:value="3" table:formula="of:=1+2"', "3")
    gap = "<table:table-cell table:number-columns-repeated='2'/>"
    with pytest.raises(UnreadableFile, match="C2"):
        cells(document(sheet(row(cell("Name")) + row(gap, calculated))))


def test_merged_cells_are_named():
    spanned = text_cell(
        "<text:p>Ort</text:p>", "table:number-rows-spanned='3' table:number-columns-spanned='2'"
    )
    with pytest.raises(UnreadableFile, match="B2:C4.*Steckbriefe"):
        cells(document(sheet(row(cell("Name")) + row(cell("A"), spanned))))


def test_a_cell_far_to_the_right_is_not_lost():
    far = row("<table:table-cell table:number-columns-repeated='300'/>", cell("verloren"))
    with pytest.raises(UnreadableFile, match="2.*200"):
        cells(document(sheet(row(cell("Name")) + far)))


def test_a_thousand_bytes_that_claim_a_billion_cells_cost_nothing(monkeypatch):
    texts = []
    read = opendocument.cell_text
    monkeypatch.setattr(opendocument, "cell_text", lambda text: texts.append(text) or read(text))
    wide = text_cell("<text:p>x</text:p>", f"table:number-columns-repeated='{MANY}'")
    with pytest.raises(UnreadableFile, match="200"):
        cells(document(sheet(row(wide, attributes=f"table:number-rows-repeated='{MANY}'"))))
    narrow = text_cell("<text:p>x</text:p>")
    with pytest.raises(UnreadableFile, match="20000"):
        cells(document(sheet(row(narrow, attributes=f"table:number-rows-repeated='{10**12}'"))))
    empty = row(cell(None), attributes=f"table:number-rows-repeated='{10**12}'")
    assert cells(document(sheet(row(cell("Name")) + empty * 3 + row(cell("A"))))) == [("Name",), ("A",)]
    assert len(one(text_cell(f"<text:p>a<text:s text:c='{10**12}'/>b</text:p>"))) < 2000
    assert len(texts) < 10


@pytest.mark.parametrize(
    "sheets",
    [
        "<table:table>",
        "<p/>" * 3 + "<table:table><table:table-row table:number-rows-repeated='viele'/></table:table>",
        sheet(row(text_cell("<text:p>" + "<text:span>" * 50_000 + "</text:span>" * 50_000 + "</text:p>"))),
    ],
    ids=["cut off", "no number", "too deep"],
)
def test_a_damaged_workbook_is_refused(sheets):
    with pytest.raises(UnreadableFile):
        cells(document(sheets))


def test_a_text_document_is_no_spreadsheet():
    data = document("", mimetype="application/vnd.oasis.opendocument.text")
    with pytest.raises(UnreadableFile, match=r"\.ods"):
        read_rows(data, "akteure.ods")


@pytest.mark.django_db
def test_a_workbook_of_libreoffice_is_imported(directory, terms):
    data = ods(table([SHOP]))
    assert len(import_actors(data, "akteure.ods", directory, ImportOptions()).created) == 1
    assert import_actors(data, "akteure.ods", directory, ImportOptions()).unchanged == 1
