"""A file becomes rows of text; what is wrong with the file as a whole is said before anything of it is used."""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from skew_wagtail import conf
from skew_wagtail.spreadsheets import original

#: Bounds of an unpacked workbook (OWASP ASVS 5.0, 5.2.3): bytes, times the packed size, files in it.
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 200
MAX_COLUMNS = 200

_ZIP = b"PK\x03\x04"
_DELIMITERS = (";", ",", "\t")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")


class UnreadableFile(Exception):  # noqa: N818  (named after what it tells)
    """The file cannot be imported; the message says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Row:
    """One row with text in it; ``number`` counts from 1 as spreadsheet programs do."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


def read_rows(data: bytes, file_name: str) -> list[Row]:
    """The rows of a CSV file or of the first visible sheet of a workbook that hold text; one at least.

    The content decides which of the two it is; a name that says otherwise is refused.

    Raises:
        UnreadableFile: wrong type, too large, empty, merged cells, formulas.
    """
    limit = conf.get("IMPORT_MAX_BYTES")
    if len(data) > limit:
        raise UnreadableFile(
            _("The file is too large: %(size)d MB; %(limit)d MB are allowed. Please split it.")
            % {"size": -(-len(data) // 2**20), "limit": limit // 2**20}
        )
    suffix = PurePath(file_name).suffix.lower()
    is_zip = data.startswith(_ZIP)
    if (suffix == ".xlsx" and data and not is_zip) or (suffix == ".csv" and is_zip):
        raise _wrong_type()
    rows = _bounded(_workbook_rows(data) if is_zip else _csv_rows(data))
    if not rows:
        raise UnreadableFile(_("The file is empty: it has no row with text in it."))
    return rows


def clean_text(text: str) -> str:
    """The text with one kind of line break, composed letters and nothing that a database refuses."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (
        letter
        for letter in text
        # The last two are no letters, and XML has no place for them.
        if letter in "\n\t"
        or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\ufffe\uffff")
    )
    return "".join(kept).strip()


def _wrong_type() -> UnreadableFile:
    return UnreadableFile(
        _(
            "The file is neither an Excel workbook (.xlsx) nor a CSV file. Please open it in your spreadsheet "
            "program and save it as “Excel workbook (.xlsx)”."
        )
    )


def _bounded(rows: Iterator[list[str]]) -> list[Row]:
    """The rows with text in them, unless they are too many."""
    limit = conf.get("IMPORT_MAX_ROWS")
    kept: list[Row] = []
    for number, cells in enumerate(rows, start=1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(
                _("Row %(row)d has more than %(limit)d columns.") % {"row": number, "limit": MAX_COLUMNS}
            )
        # One more for the header.
        if len(kept) > limit:
            raise UnreadableFile(
                _("The file has more than %(limit)d rows. Please split it.") % {"limit": limit}
            )
        kept.append(Row(number, tuple(cells)))
    return kept


def _workbook_rows(data: bytes) -> Iterator[list[str]]:
    _check_archive(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; they hold no values.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if sheets:
                _check_merged(book, sheets[0])
                yield from _sheet_rows(sheets[0])
    except UnreadableFile:
        raise
    except Exception as error:  # A damaged file makes openpyxl fail in many ways, none of them documented.
        raise UnreadableFile(
            _("The workbook is damaged. Please open it in your spreadsheet program and save it anew.")
        ) from error


def _check_archive(data: bytes) -> None:
    """Refuse what would unpack to too much, by the archive's table of contents, and what is no workbook."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _wrong_type() from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(MAX_UNPACKED, MAX_RATIO * len(data)) or len(entries) > MAX_ENTRIES:
        raise UnreadableFile(
            _("The workbook unpacks to far more than it seems to hold (%(size)d MB, %(count)d parts).")
            % {"size": unpacked // 2**20, "count": len(entries)}
        )
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise _wrong_type()


def _check_merged(book: Any, sheet: Any) -> None:
    # A read-only sheet does not know its merged cells; they stand in its part of the archive.
    with book._archive.open(sheet._worksheet_path) as part:
        merged = _MERGED.search(part.read())
    if merged:
        raise UnreadableFile(
            _(
                "The cells %(cells)s in the sheet “%(sheet)s” are merged, so it is unclear to which row and column "
                "the text belongs. Please undo this (“Unmerge cells”)."
            )
            % {"cells": merged[1].decode(), "sheet": sheet.title}
        )


def _sheet_rows(sheet: Any) -> Iterator[list[str]]:
    # The size written in the file may be a lie.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
    for number, cells in enumerate(rows, start=1):
        yield [_cell_text(cell, index, number) for index, cell in enumerate(cells, start=1)]


def _cell_text(cell: Any, column: int, row: int) -> str:
    """A cell as the person at the screen sees it; whole numbers without point, dates as 31.12.2026."""
    value, position = cell.value, f"{get_column_letter(column)}{row}"
    if value is None:
        return ""
    if cell.data_type == "f":
        raise UnreadableFile(
            _(
                "Cell %(cell)s holds a formula. Please replace formulas by their values (copy, then “Paste "
                "special: values”) and save the file."
            )
            % {"cell": position}
        )
    if cell.data_type == "e":
        raise UnreadableFile(
            _("Cell %(cell)s shows the error %(error)s of the spreadsheet program. Please correct it.")
            % {"cell": position, "error": value}
        )
    if isinstance(value, str):
        return clean_text(original(unescape(value)))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return str(value)


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    text = _decode(data)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield [clean_text(original(cell)) for cell in cells]
    except csv.Error as error:
        raise UnreadableFile(
            _("The CSV file cannot be read from line %(line)d on: perhaps a quotation mark is missing there.")
            % {"line": reader.line_num}
        ) from error


def _decode(data: bytes) -> str:
    """UTF-8 with or without byte order mark, else Windows-1252 as written by older Excel."""
    if b"\x00" in data or data.startswith(b"%PDF"):
        raise _wrong_type()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("The letters of the CSV file cannot be read. Please save it as “CSV UTF-8”."))


def _delimiter(text: str) -> str:
    """The delimiter that gives the most cells in the first line with text in it."""
    first = next((line for line in io.StringIO(text) if line.strip(";,\t\r\n ")), "")

    def count(delimiter: str) -> int:
        return len(next(csv.reader([first], delimiter=delimiter), []))

    try:
        return max(_DELIMITERS, key=count)
    except csv.Error:
        return _DELIMITERS[0]
