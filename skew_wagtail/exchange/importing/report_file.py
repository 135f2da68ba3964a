"""The report of an import as a workbook, for the desk and for the contractor."""

from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from skew_wagtail.spreadsheets import neutral

from ..reading import clean_text
from .preview import Line, lines

_WIDTHS = {"A": 8, "B": 40, "C": 30, "D": 30, "E": 50, "F": 50}
_MAX_CELL = 32_000


def write_report(file: BinaryIO, report: dict[str, Any]) -> None:
    """One line for each change, conflict and message of a row; rows without any have one, too."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Report"))
    sheet.freeze_panes = "A2"
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    heads = [
        _("Row"),
        _("Organisation"),
        _("What happens"),
        _("Column"),
        _("before"),
        _("now, or what to do"),
    ]
    sheet.append([_bold(sheet, head) for head in heads])
    for line in lines(report):
        for told in _told(line):
            texts = [_text(sheet, text) for text in (line.name, str(line.outcome.label), *told)]
            sheet.append([line.row, *texts])
    book.save(file)


def _told(line: Line) -> list[tuple[str, str, str]]:
    """Column, text before and text after of all that is told of a row."""
    personal = (_("personal"), _("personal"))
    found = [(change["header"], *(change["texts"] or personal)) for change in line.changes]
    kept = _("stays as it was edited here; the file says: %(text)s")
    for conflict in line.conflicts:
        before, now = conflict["texts"] or personal
        found.append((conflict["header"], before, kept % {"text": now}))
    return [*found, *(("", "", message) for message in line.messages)] or [("", "", "")]


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type = neutral(clean_text(text))[:_MAX_CELL], "s"
    return cell
