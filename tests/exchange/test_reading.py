"""Files as they come: what is wrong with one is said in one sentence, and nothing bad happens on the way."""

import io
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.escape import escape

from skew_wagtail.exchange.reading import UnreadableFile, clean_text, read_rows, workbooks
from skew_wagtail.spreadsheets import neutral, original
from tests.exchange.opendocument import ods
from tests.exchange.sheets import csv_text, saved, workbook

LINES = [["Name", "Straße"], ["Café Ü", "Färbergasse 1"], ["Бюро; „Ost“", "Weg, 2"]]
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def cells(data, name="akteure.xlsx"):
    return [row.cells for row in read_rows(data, name)]


def archive(entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return stream.getvalue()


def test_a_workbook_is_read_as_people_see_it():
    line = ["  Text ", 1998, 50.62, 4.0, True, date(2026, 4, 3), datetime(2026, 4, 3), "a_x000D_\nb"]
    assert cells(workbook([["Name"], line]))[1] == (
        "Text", "1998", "50.62", "4", "ja", "03.04.2026", "03.04.2026", "a\nb",
    )  # fmt: skip


def test_a_time_of_day_is_text():
    assert cells(workbook([["Name"], [clock(16, 30)]]))[1] == ("16:30:00",)


def test_rows_keep_the_numbers_that_the_spreadsheet_program_shows():
    rows = read_rows(workbook([[], ["Name"], [], [None, " "], ["Verein"]]), "a.xlsx")
    assert [row.number for row in rows] == [2, 5]


def test_the_first_visible_sheet_counts():
    book = Workbook()
    book.active.append(["versteckt"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Steckbriefe").append(["Name"])
    book.create_sheet("Anleitung").append(["Bitte lesen"])
    assert cells(saved(book)) == [("Name",)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_every_usual_dress(encoding, delimiter):
    data = csv_text(LINES, delimiter).encode(encoding)
    assert cells(data, "akteure.csv") == [tuple(line) for line in LINES]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_an_older_excel(delimiter):
    data = csv_text(LINES[:2], delimiter).encode("cp1252")
    assert cells(data, "akteure.csv") == [tuple(line) for line in LINES[:2]]


def test_half_a_letter_of_utf_16_is_refused():
    with pytest.raises(UnreadableFile, match="UTF-8"):
        cells("Name\nA\n".encode("utf-16") + b"x", "akteure.csv")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_titles_and_prose_do_not_hide_the_delimiter(delimiter):
    title = "Bestandsaufnahme Stadt X, Stand: Mai; Entwurf\n\n"
    lines = [["Name", "Ziele"], ["A", "eins, zwei; drei\nvier, fünf; sechs\nsieben, acht; neun"], ["B", "x"]]
    data = (title + csv_text(lines, delimiter)).encode()
    assert cells(data, "a.csv")[1:] == [tuple(line) for line in lines]


def test_the_line_that_tells_excel_the_delimiter_is_no_row():
    rows = read_rows(b"sep=,\r\nName,Ort;Land;Fluss\r\n", "a.csv")
    assert [(row.number, row.cells) for row in rows] == [(2, ("Name", "Ort;Land;Fluss"))]


def test_a_comma_in_a_header_does_not_hide_the_semicolons():
    data = b"Name;Topics, tags;Place\nA;B;C\n"
    assert cells(data, "a.csv")[0] == ("Name", "Topics, tags", "Place")


def test_line_breaks_inside_a_csv_cell_do_not_shift_the_row_numbers():
    rows = read_rows(b'Name;Ziele\nA;"eins\r\nzwei"\nB;drei\n', "a.csv")
    assert (rows[1].cells[1], rows[2].number) == ("eins\nzwei", 3)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "akteure.xlsx"),
        (b"%PDF-1.7\n%\xe2\xe3", "akteure.pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "akteure.csv"),
        (OLD_EXCEL, "akteure.xls"),
        (b"Name;Ort\nA;B\n", "akteure.xlsx"),
        (workbook([["Name"]]), "akteure.csv"),
        (archive([("content.xml", "<office/>")]), "akteure.ods"),
        (b"PK\x03\x04 und sonst nichts", "akteure.xlsx"),
        ("Name\nA\n".encode("utf-16-le"), "akteure.csv"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_content(data, name):
    with pytest.raises(UnreadableFile, match=r"\.xlsx.*CSV"):
        read_rows(data, name)


@pytest.mark.parametrize("data", [b"", b"\n \n;;\n", workbook([]), workbook([[None, ""]])])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableFile):
        read_rows(data, "akteure" + (".xlsx" if data.startswith(b"PK") else ".csv"))


def test_a_damaged_workbook_is_refused():
    whole = workbook(LINES)
    broken = archive([("xl/workbook.xml", "<workbook"), ("[Content_Types].xml", "<Types/>")])
    for data in (broken, whole[: len(whole) // 2]):
        with pytest.raises(UnreadableFile):
            read_rows(data, "akteure.xlsx")


@pytest.mark.parametrize(
    "entries",
    [
        [("xl/workbook.xml", b"\0" * 60_000_000)],
        [("xl/workbook.xml", "<a/>"), ("xl/worksheets/sheet1.xml", b"\0" * 3_000_000)],
        [("xl/workbook.xml", "<a/>"), *((f"xl/media/{number}", "") for number in range(200))],
    ],
    ids=["bytes", "ratio", "entries"],
)
def test_a_zip_bomb_is_refused_before_it_unpacks(entries):
    data = archive(entries)
    started = time.perf_counter()
    with pytest.raises(UnreadableFile):
        read_rows(data, "akteure.xlsx")
    assert time.perf_counter() - started < 1


def test_a_sheet_that_claims_a_million_rows_is_read_to_its_real_end():
    lied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(LINES))) as source, zipfile.ZipFile(lied, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"')
                assert b"XFD" in content
            target.writestr(entry, content)
    started = time.perf_counter()
    assert len(cells(lied.getvalue())) == 3
    assert time.perf_counter() - started < 2


def test_too_many_bytes_are_refused(settings):
    settings.SKEW_WAGTAIL = {"IMPORT_MAX_BYTES": 1000}
    with pytest.raises(UnreadableFile):
        read_rows(b"Name\n" + b"A\n" * 500, "a.csv")


@pytest.mark.parametrize("make", [workbook, lambda lines: csv_text(lines).encode()], ids=["xlsx", "csv"])
def test_too_many_rows_are_refused(make, settings):
    settings.SKEW_WAGTAIL = {"IMPORT_MAX_ROWS": 20}
    lines = [["Name"], *([f"Verein {number}"] for number in range(20))]
    name = "a.xlsx" if make is workbook else "a.csv"
    assert len(read_rows(make(lines), name)) == 21
    with pytest.raises(UnreadableFile, match="20"):
        read_rows(make([*lines, ["Einer zu viel"]]), name)


def test_more_than_twenty_thousand_rows_are_too_many_by_default():
    with pytest.raises(UnreadableFile, match="20000"):
        read_rows(b"Name\n" + b"A\n" * 20_001, "a.csv")


def test_merged_cells_are_named():
    book = Workbook()
    book.active.append(["Name", "Ort"])
    book.active.append(["Verein", "Ebersfurt"])
    book.active.merge_cells("B2:B4")
    with pytest.raises(UnreadableFile, match="B2:B4"):
        read_rows(saved(book), "a.xlsx")


def test_a_formula_is_named_by_its_cell():
    with pytest.raises(UnreadableFile, match="B3"):
        read_rows(workbook([["Name", "Jahr"], ["A", 1998], ["B", "=1+1"]]), "a.xlsx")


def test_an_error_of_the_spreadsheet_program_is_named_by_its_cell():
    with pytest.raises(UnreadableFile, match="A2.*#REF!"):
        read_rows(workbook([["Name"], ["#REF!"]]), "a.xlsx")


def test_a_missing_quotation_mark_is_named_by_its_line():
    with pytest.raises(UnreadableFile, match="3"):
        read_rows(b'Name;Ziele\nA;"eins"\nB;"zwei" und drei\n', "a.csv")


def test_too_many_columns_are_refused():
    with pytest.raises(UnreadableFile, match="200"):
        read_rows(workbook([["Name"], ["x"] * 201]), "a.xlsx")


def test_a_cell_far_to_the_right_is_not_lost():
    with pytest.raises(UnreadableFile, match=r"2.*200"):
        read_rows(workbook([["Name"], [*[None] * 300, "verloren"]]), "a.xlsx")
    # Only painted, with nothing in it.
    book = Workbook()
    book.active.append(["Name"])
    book.active.cell(1, 300).font = Font(bold=True)
    assert cells(saved(book)) == [("Name",)]


def test_a_row_at_the_end_of_the_world_costs_no_more_than_its_text(monkeypatch):
    texts = []
    read = workbooks._text
    monkeypatch.setattr(workbooks, "_text", lambda value: texts.append(value) or read(value))
    book = Workbook()
    book.active.append(["Name"])
    book.active.cell(2**20, 1, "Verein")
    assert [row.number for row in read_rows(saved(book), "a.xlsx")] == [1, 2**20]
    assert len(texts) < 1000


def test_numbers_too_long_to_be_exact_do_not_look_exact():
    assert cells(workbook([["Nr"], [492211234567.0], [49221123456789012345]])) == [
        ("Nr",), ("492211234567",), ("4.92211234567890E+19",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Haus\u00a0der\u202fKulturen\u2007e.\u00a0V.", "Haus der Kulturen e. V."),
        ("Ent\u00adwicklungs\u00adpolitik", "Entwicklungspolitik"),
        ("\ufeffWelt\u200bladen\u2060", "Weltladen"),
        ("Auf\u200clage", "Auflage"),
        ("eins\u2028zwei\x85drei", "eins\nzwei\ndrei"),
        ("Cafe\u0301", "Café"),
        ("'=1+1", "=1+1"),
        ("'+49 30 1", "+49 30 1"),
        ("'@haus", "@haus"),
        ("''-x", "'-x"),
        ("'Ndrangheta? Nein danke", "'Ndrangheta? Nein danke"),
        ("'68er Verein", "'68er Verein"),
    ],
)
def test_what_word_and_exports_leave_in_cells_is_taken_out(text, clean):
    for data, name in in_every_dress([["Name"], [text]]):
        assert cells(data, name)[1] == (clean,)


def test_a_line_break_of_word_parts_lines():
    lines = [["Name"], ["eins\vzwei"]]
    for data, name in ((text_workbook(lines), "a.xlsx"), (csv_text(lines).encode(), "a.csv")):
        assert cells(data, name)[1] == ("eins\nzwei",)


@pytest.mark.parametrize(
    "text",
    [
        "جمعية الصداقة – Freundschaftsverein (مسجلة)",
        "\u200fשלום\u200e Haus \u2067עברית\u2069",
        "می\u200cخواهم",
        "हिन्\u200dदी Deutsch 中文 Українська",
        "👩\u200d👧 Familie",
    ],
)
def test_other_scripts_survive_unchanged(text):
    for data, name in in_every_dress([["Name"], [text]]):
        assert cells(data, name)[1] == (text,)


def in_every_dress(lines):
    """The lines as Excel, LibreOffice and three CSV files."""
    yield text_workbook(lines), "a.xlsx"
    yield ods(lines), "a.ods"
    yield csv_text(lines).encode("utf-8-sig"), "a.csv"
    yield csv_text(lines, ",").encode(), "a.csv"
    yield csv_text(lines, "\t").encode("utf-16"), "a.csv"


def text_workbook(lines):
    """A workbook in which every cell is text, whatever it looks like."""
    book = Workbook()
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            # Control characters as Excel writes them: _x000B_.
            book.active.cell(number, column, escape(text)).data_type = "s"
    return saved(book)


#: What XML can hold; Excel writes the rest as _x0000_, which openpyxl does not.
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(32))) + "\ufffe\uffff")
    | st.sampled_from("\n\t '=+-@;,\"\u00a0\u200c\u200d\u00ad")
)


@given(text=XML_TEXT.filter(lambda text: "_x" not in text and "x005F_" not in text))
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_cell_of_any_file_is_read_alike(text):
    expected = clean_text(original(text))
    for data, name in in_every_dress([["Name", "Ziele", "Ort"], ["A", text, "B"]]):
        assert read_rows(data, name)[1].cells == ("A", expected, "B")
        # What leaves the house comes back as it was.
    for data, name in in_every_dress([["Name", "Ziele", "Ort"], ["A", neutral(text), "B"]]):
        assert read_rows(data, name)[1].cells == ("A", clean_text(text), "B")


@given(text=st.text(st.sampled_from("'=+-@\t\nab")))
def test_the_apostrophe_before_formulas_is_undone_exactly(text):
    assert original(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\n"))


@given(data=st.binary(max_size=300), name=st.sampled_from(["a.xlsx", "a.csv", "a", "a.ods"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_rows_or_one_sentence(data, name):
    for content in (data, b"PK\x03\x04" + data):
        try:
            assert read_rows(content, name)
        except UnreadableFile as error:
            assert str(error)


@given(position=st.integers(0, 5000), byte=st.integers(0, 255))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_with_one_wrong_byte_never_crashes(position, byte):
    data = bytearray(workbook(LINES))
    data[position % len(data)] = byte
    try:
        read_rows(bytes(data), "a.xlsx")
    except UnreadableFile as error:
        assert str(error)


@given(text=st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_in_a_csv_cell_arrives_clean(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode()
    data = csv_text([["Name", "Ziele"], ["A", text]]).encode(errors="replace")
    try:
        rows = read_rows(data, "a.csv")
    except UnreadableFile:
        assert "\x00" in text
    else:
        assert rows[1][1] == clean_text(original(text.encode(errors="replace").decode()))
