"""Files that nobody here may open, or that would hold too much: refused before anything parses them."""

import io
import struct
import zipfile

import openpyxl
import pytest

from skew_wagtail.exchange.reading import UnreadableFile, archives, read_rows
from tests.exchange.opendocument import document, ods, sheet
from tests.exchange.sheets import workbook

LINES = [["Name"], ["Verein"]]
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ROW = b'<row><c t="inlineStr"><is><t>Verein</t></is></c></row>'


def repacked(data, changes, method=zipfile.ZIP_DEFLATED):
    """The archive with some parts changed or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", method) as target:
        parts = {name: source.read(name) for name in source.namelist()}
        for name, content in (parts | changes).items():
            target.writestr(name, content)
    return stream.getvalue()


def lying(data, name, size):
    """The archive whose table of contents says another size for a part."""
    lied = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(name)
    struct.pack_into("<L", lied, entry.header_offset + 22, size)
    place = data.rindex(name.encode()) - 46
    assert lied[place : place + 4] == b"PK\x01\x02"
    struct.pack_into("<L", lied, place + 24, size)
    return bytes(lied)


def protected():
    """What Excel makes of a workbook with a password: a container with an encrypted package (MS-CFB, version 3)."""
    free, end, chain = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16s5H6x9L", bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0,
    ) + struct.pack("<109L", 0, *[free] * 108)  # fmt: skip

    def entry(name, kind, child, sibling, start, size):
        text = name.encode("utf-16-le")
        fields = (text, len(text) + 2, kind, 1, free, sibling, child, bytes(36), start, size, 0)
        return struct.pack("<64sHBB3L36s3L", *fields)

    fat = struct.pack("<128L", chain, end, *range(3, 10), end, *[free] * 118)
    folder = entry("Root Entry", 5, 1, free, end, 0) + entry("EncryptedPackage", 2, free, free, 2, 4096)
    return (header + fat + folder).ljust(3 * 512, b"\0") + bytes(range(256)) * 16


def bomb():
    """An unpacked sheet of 150 MB."""
    content = b"<worksheet><sheetData>" + ROW * (150 * 2**20 // len(ROW) + 1)
    return content + b"</sheetData></worksheet>"


@pytest.fixture
def inflated(monkeypatch):
    """How many bytes were unpacked; a list, and parsing is a failure."""
    sizes = []
    read = zipfile.ZipExtFile.read

    def counted(self, n=-1):
        piece = read(self, n)
        sizes.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)

    def parse(*args, **kwargs):
        # No exception that a reader would take for a damaged file.
        pytest.fail("parsed")

    monkeypatch.setattr(openpyxl, "load_workbook", parse)
    monkeypatch.setattr("skew_wagtail.exchange.reading.opendocument.iterparse", parse)
    return sizes


@pytest.mark.parametrize(("name", "part"), [("a.xlsx", SHEET), ("a.ods", "content.xml")])
def test_a_small_file_that_unpacks_to_150_mb_is_refused_before_parsing(name, part, inflated):
    data = repacked(workbook(LINES) if name == "a.xlsx" else ods(LINES), {part: bomb()})
    assert len(data) < 1_000_000
    inflated.clear()
    with pytest.raises(UnreadableFile, match="150 MB"):
        read_rows(data, name)
    assert sum(inflated) == 0


@pytest.mark.parametrize(("name", "part"), [("a.xlsx", SHEET), ("a.ods", "content.xml")])
def test_a_table_of_contents_that_lies_is_found_out_before_parsing(name, part, inflated):
    data = repacked(workbook(LINES) if name == "a.xlsx" else ods(LINES), {part: bomb()})
    inflated.clear()
    with pytest.raises(UnreadableFile, match=r"damaged|beschädigt"):
        read_rows(lying(data, part, 20_000), name)
    assert sum(inflated) < 100_000 < archives.MAX_UNPACKED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_no_spreadsheet_program_uses_are_refused(method, inflated):
    with pytest.raises(UnreadableFile):
        read_rows(repacked(workbook(LINES), {}, method), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_makes_more_of_itself_is_refused(encoding):
    content = zipfile.ZipFile(io.BytesIO(workbook(LINES))).read(SHEET).decode()
    head = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES}'
    evil = (head + content).encode(encoding)
    with pytest.raises(UnreadableFile, match=r"damaged|beschädigt"):
        read_rows(repacked(workbook(LINES), {SHEET: evil}), "a.xlsx")
    styles = (head + "<styleSheet>&b;</styleSheet>").encode(encoding)
    with pytest.raises(UnreadableFile, match=r"damaged|beschädigt"):
        read_rows(repacked(workbook(LINES), {"xl/styles.xml": styles}), "a.xlsx")
    with pytest.raises(UnreadableFile, match=r"damaged|beschädigt"):
        read_rows(document(sheet("<table:table-row/>"), before=ENTITIES), "a.ods")


def test_a_workbook_with_a_password_says_so():
    cases = [
        (protected(), "a.xlsx"),
        (document("", encryption="<manifest:encryption-data/>"), "a.ods"),
        (flagged(workbook(LINES)), "a.xlsx"),
    ]
    for data, name in cases:
        with pytest.raises(UnreadableFile, match=r"password|Passwort|Kennwort"):
            read_rows(data, name)


def flagged(data):
    """The archive whose parts are encrypted, as packing programs do."""
    locked = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            locked[start + place] |= 1
    return bytes(locked)


def test_a_workbook_with_macros_says_so():
    plain = workbook(LINES)
    types = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml")
    usual = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert usual in types
    macro = types.replace(usual, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    for changes in ({"[Content_Types].xml": macro}, {"xl/vbaProject.bin": b"\xcc\x61"}):
        for name in ("a.xlsm", "a.xlsx"):
            with pytest.raises(UnreadableFile, match=r"xlsm.*\.xlsx"):
                read_rows(repacked(plain, changes), name)


@pytest.mark.parametrize(
    ("data", "name"), [(workbook(LINES), "a.ods"), (ods(LINES), "a.xlsx"), (ods(LINES), "a.csv")]
)
def test_a_name_that_says_otherwise_is_refused(data, name):
    with pytest.raises(UnreadableFile, match=r"\.ods"):
        read_rows(data, name)
