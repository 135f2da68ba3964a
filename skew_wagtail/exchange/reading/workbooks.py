"""Excel workbooks (.xlsx)."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from .sheets import MAX_COLUMNS, Flaw, Line, UnreadableFile, damaged, formula, merged, too_wide
from .text import cell_text, date_text, number_text, yes_or_no

#: No spreadsheet program has more rows; a file may claim any.
_LAST_ROW = 2**20
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+(\d+))\"")
#: A filled cell right of the 200th column, GR.
_TOO_WIDE = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})(\d+)\"[^>]*(?<!/)><(?:\w+:)?(?:v|is|f)\b"
)


def xlsx_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """Number and texts of each row of the first visible sheet, and what is wrong with some.

    Raises:
        UnreadableFile: the workbook is damaged or too wide.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; they hold no values.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(archive.fp, read_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if sheets:
                yield from _merged(archive, sheets[0])
                yield from _rows(sheets[0])
    except UnreadableFile:
        raise
    except Exception as error:  # A damaged file makes openpyxl fail in many ways, none of them documented.
        raise damaged() from error


def _merged(archive: zipfile.ZipFile, sheet: Any) -> Iterator[Flaw]:
    # A read-only sheet knows neither its merged cells nor how wide it is; they stand in its part of the archive.
    content = archive.read(sheet._worksheet_path)
    if match := _TOO_WIDE.search(content):
        raise too_wide(int(match[1]))
    for match in _MERGED.finditer(content):
        yield merged(match[1].decode(), sheet.title, int(match[2]))


def _rows(sheet: Any) -> Iterator[Line]:
    # The size written in the file may be a lie.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, max_row=_LAST_ROW)
    last = None
    for number, cells in enumerate(rows, start=1):
        # A million rows that are not in the file may lie between two that are; they are one and the same object.
        if cells is last:
            continue
        last, texts = cells, []
        for column, cell in enumerate(cells, start=1):
            flaw = _flaw(cell, column, number)
            if flaw:
                yield flaw
            texts.append("" if flaw else _text(cell.value))
        yield number, texts


def _flaw(cell: Any, column: int, row: int) -> Flaw | None:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return formula(column, row)
    if cell.data_type == "e":
        return Flaw(
            row,
            _("Cell %(cell)s shows the error %(error)s of the spreadsheet program. Please correct it.")
            % {"cell": f"{get_column_letter(column)}{row}", "error": cell.value},
        )
    return None


def _text(value: Any) -> str:
    """A cell as the person at the screen sees it; whole numbers without point, dates as 31.12.2026."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cell_text(unescape(value))
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, int | float):
        return number_text(value)
    return date_text(value) if isinstance(value, date) else str(value)
