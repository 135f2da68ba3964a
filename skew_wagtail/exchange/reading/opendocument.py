"""OpenDocument spreadsheets (.ods), part by part and never more of one than a row.

Readers at hand either build every repeated cell, so that a thousand bytes fill the memory, or pass over
formulas and merged cells in silence.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter

from .sheets import MAX_COLUMNS, Flaw, Line, damaged, formula, merged
from .text import cell_text, date_text, number_text, yes_or_no

_URN = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}{}".format
_TABLE, _ROW = _URN("table", "table"), _URN("table", "table-row")
_CELLS = (_URN("table", "table-cell"), _URN("table", "covered-table-cell"))
_SHEETS, _STYLE = _URN("office", "spreadsheet"), _URN("style", "style")
_P, _LIST, _SPACES = _URN("text", "p"), _URN("text", "list"), _URN("text", "s")
_SIGNS = {_URN("text", "tab"): "\t", _URN("text", "line-break"): "\n"}
_SILENT = (_URN("office", "annotation"), _URN("text", "note"), _URN("text", "ruby-text"))
_BLANKS = re.compile("[ \t\r\n]+")
#: More spaces in a row than these are no text but an attempt to fill the memory.
_MAX_SPACES = 1000


def ods_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """Number and texts of each row of the first visible sheet, and what is wrong with some.

    Raises:
        UnreadableFile: the workbook is damaged.
    """
    try:
        with archive.open("content.xml") as source:
            yield from _lines(source)
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise damaged() from error


def _lines(source: object) -> Iterator[Line]:
    """Walk through the elements; what was read is dropped at once."""
    hidden: set[str] = set()
    path: list[Element] = []
    sheet: Element | None = None
    row = _Row(0, "")
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            if (
                element.tag == _TABLE
                and path[-1].tag == _SHEETS
                and _name(element, "style-name") not in hidden
            ):
                sheet = element
                row = _Row(1, _name(element, "name"))
            path.append(element)
            continue
        path.pop()
        if element.tag == _STYLE and _is_hiding(element):
            hidden.add(element.get(_URN("style", "name"), ""))
        elif element is sheet:
            return
        elif sheet is None or any(parent.tag in _CELLS for parent in path):
            continue
        elif element.tag in _CELLS:
            yield from row.add(element)
            path[-1].remove(element)
        elif element.tag == _ROW:
            count = _count(element, "number-rows-repeated")
            # Rows without text are stepped over, however many.
            for number in range(row.number, row.number + count) if row.texts else ():
                yield number, row.cells()
            row = _Row(row.number + count, row.sheet)
            path[-1].remove(element)


class _Row:
    """A row while it is read."""

    def __init__(self, number: int, sheet: str) -> None:
        self.number, self.sheet = number, sheet
        self.width = 0
        self.texts: dict[int, str] = {}

    def add(self, cell: Element) -> Iterator[Flaw]:
        """Append a cell, as often as it says, and tell what is wrong with it."""
        start, self.width = self.width, self.width + _count(cell, "number-columns-repeated")
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if cell.get(_URN("table", "formula")) is not None:
            yield formula(start + 1, self.number)
        if rows > 1 or columns > 1:
            last = self.number + rows - 1
            first, end = get_column_letter(start + 1), get_column_letter(start + columns)
            yield merged(f"{first}{self.number}:{end}{last}", self.sheet, last)
        text = _text(cell)
        if text:
            # One column too many is enough to be refused for it.
            for index in range(min(start, MAX_COLUMNS), min(self.width, MAX_COLUMNS + 1)):
                self.texts[index] = text

    def cells(self) -> list[str]:
        return [self.texts.get(index, "") for index in range(max(self.texts) + 1)]


def _name(element: Element, attribute: str) -> str:
    return element.get(_URN("table", attribute), "")


def _count(element: Element, attribute: str) -> int:
    return max(1, int(element.get(_URN("table", attribute), "1")))


def _is_hiding(style: Element) -> bool:
    return any(_name(child, "display") == "false" for child in style)


def _text(cell: Element) -> str:
    """A cell as the person at the screen sees it; numbers and days as everywhere in this package."""
    kind = cell.get(_URN("office", "value-type"), "")
    # What is no number or no day is taken as it is shown.
    with suppress(ValueError, OverflowError):
        if kind in ("float", "percentage", "currency"):
            return number_text(float(cell.get(_URN("office", "value"), "")))
        if kind == "date":
            return date_text(datetime.fromisoformat(cell.get(_URN("office", "date-value"), "")))
    if kind == "boolean":
        return yes_or_no(cell.get(_URN("office", "boolean-value")) == "true")
    shown = "\n".join(_paragraph(part) for part in _paragraphs(cell))
    return cell_text(shown or cell.get(_URN("office", "string-value"), ""))


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, without those of a comment or a drawing on it."""
    for child in cell:
        if child.tag == _P:
            yield child
        elif child.tag == _LIST:
            yield from child.iter(_P)


def _paragraph(element: Element) -> str:
    """A paragraph's text. Blanks in the file count as one; those that are meant are elements."""
    text = ""
    for piece, is_meant in _pieces(element):
        if is_meant:
            text += piece
        else:
            piece = _BLANKS.sub(" ", piece)
            text += piece[1:] if text.endswith(" ") and piece.startswith(" ") else piece
    return text


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    if element.text:
        yield element.text, False
    for child in element:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag], True
        elif child.tag == _SPACES:
            yield " " * min(int(child.get(_URN("text", "c"), "1")), _MAX_SPACES), True
        elif child.tag not in _SILENT:
            yield from _pieces(child)
        if child.tail:
            yield child.tail, False
