"""Rows of values become files: labels instead of codes, and text that no program calculates."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from skew_wagtail.spreadsheets import neutral

from ..cells.columns import Column
from ..cells.terms import Lookups
from ..reading import clean_text

#: Values by the key of the column.
Values = dict[str, Any]
Writer = Callable[[BinaryIO, list[Column], Iterable[Values]], None]

MAX_CELL = 32_767
TEXT_FORMAT, DATE_FORMAT = "@", "DD.MM.YYYY"
# Spreadsheet programs count days from 1900, and wrongly in its first weeks.
_FIRST_YEAR = 1901
# Workbooks write letters that XML does not know as _x000D_; what only looks like that is marked.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class TextTooLong(Exception):  # noqa: N818  (named after what it tells)
    """A text does not fit into a cell; the message says which, and what to do."""


def shown(column: Column, value: Any, lookups: Lookups) -> str:
    """The text of a value, which is understood again when it is imported."""
    return "" if value is None else clean_text(column.cell.show(lookups.spelled(value)))


def write_csv(file: BinaryIO, columns: list[Column], rows: Iterable[Values]) -> None:
    """CSV as a German office opens it: byte order mark and semicolons."""
    lookups = Lookups()
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.header for column in columns])
    for row in rows:
        writer.writerow([neutral(shown(column, row[column.key], lookups)) for column in columns])
    text.detach()


def write_xlsx(file: BinaryIO, columns: list[Column], rows: Iterable[Values]) -> None:
    """An Excel workbook, row by row; whole numbers and days as such, all else as text.

    Raises:
        TextTooLong: a text is longer than a cell can hold.
    """
    lookups, book = Lookups(), Workbook(write_only=True)
    sheet = book.create_sheet(_("Organisations"))
    sheet.freeze_panes = "A2"
    for index in range(len(columns)):
        sheet.column_dimensions[get_column_letter(index + 1)].width = 24
    sheet.append([_header(sheet, column) for column in columns])
    try:
        for number, row in enumerate(rows, start=2):
            sheet.append([_cell(sheet, column, row[column.key], number, lookups) for column in columns])
    except BaseException:
        # What was written so far lies in a file of openpyxl's.
        sheet.close()
        sheet._writer.cleanup()
        raise
    book.save(file)


def _header(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, column.header)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, column: Column, value: Any, row: int, lookups: Lookups) -> Any:
    # Fractions are text: in a workbook they lose their last digits.
    if isinstance(value, int) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DATE_FORMAT
        return cell
    text = shown(column, value, lookups)
    return text_cell(WriteOnlyCell(sheet), text, column, row) if text else None


def text_cell(cell: Any, text: str, column: Column, row: int) -> Any:
    """Put text into a cell so that no program takes it for anything else.

    Raises:
        TextTooLong: the text is longer than a cell can hold.
    """
    written = _ESCAPE.sub("_x005F_", neutral(text))
    if len(written) > MAX_CELL:
        message = _(
            "Row %(row)d, column “%(column)s”: the text has %(length)d letters, and a cell of a workbook holds "
            "%(limit)d. Please choose CSV or JSON."
        )
        values = {"row": row, "column": column.header, "length": len(written), "limit": MAX_CELL}
        raise TextTooLong(message % values)
    cell.value = written
    # "#N/A" is the name of somebody's project perhaps.
    cell.data_type, cell.number_format = "s", TEXT_FORMAT
    return cell


def write_json(file: BinaryIO, columns: list[Column], rows: Iterable[Values]) -> None:
    """JSON: ``columns`` with key and header, ``organisations`` with values by key; lists where there are several."""
    lookups = Lookups()
    heads = [{"key": column.key, "header": column.header} for column in columns]
    file.write(b'{"columns": %b, "organisations": [' % _json(heads))
    for number, row in enumerate(rows):
        values = {column.key: _plain(column, row[column.key], lookups) for column in columns}
        file.write((b",\n" if number else b"\n") + _json(values))
    file.write(b"\n]}\n")


def _json(value: Any) -> bytes:
    # A lone half of a letter cannot be written as UTF-8.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace")


def _plain(column: Column, value: Any, lookups: Lookups) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [column.cell.show((item,)) for item in lookups.spelled(value)]
    if isinstance(value, frozenset):
        return [column.cell.show(frozenset((item,))) for item in sorted(value)]
    return shown(column, value, lookups)


#: How each format is written, by the suffix of its files.
WRITERS: dict[str, Writer] = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}
