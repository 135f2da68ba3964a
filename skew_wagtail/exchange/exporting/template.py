"""The spreadsheet that is handed to contractors (Vorlage): empty, with lists, help and an example."""

from typing import Any, BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ..cells.groups import GROUPS
from ..cells.parsing import Date, Line, LongText, Number, Postcode
from .guide import ColumnGuide, guides
from .writing import DATE_FORMAT, TEXT_FORMAT, text_cell

#: The last row that has lists and checks.
LAST_ROW = 2000
# Each group of columns has a colour; dark text stands on all of them.
_COLOURS = ("DDEBF7", "E2EFDA", "FFF2CC", "FCE4D6", "EDEDED", "E4DFEC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_template(file: BinaryIO) -> None:
    """Write the workbook, in German whoever asks: its sheet for the organisations comes first, and only that one
    is imported.
    """
    with translation.override("de"):
        found, book = guides(), Workbook()
        sheet = book.active
        sheet.title = _("Organisations")
        lists = _lists(book, found)
        for index, guide in enumerate(found, start=1):
            _column(sheet, index, guide, lists.get(guide.column.key))
        sheet.freeze_panes = "A2"
        sheet.row_dimensions[1].height = 32
        _example(book, found)
        _explanation(book, found)
        # The lists were needed first and stand last.
        book.move_sheet(lists_title(), offset=len(book.sheetnames))
        book.save(file)


def lists_title() -> str:
    """The name of the sheet with the lists."""
    return _("Lists")


def _lists(book: Workbook, found: list[ColumnGuide]) -> dict[str, str]:
    """The sheet with the words of each column that has some; by key of the column the cells where they stand."""
    sheet, ranges = book.create_sheet(lists_title()), {}
    for guide in found:
        if not guide.choices:
            continue
        index = len(ranges) + 1
        letter = get_column_letter(index)
        _heading(sheet.cell(1, index), guide)
        for row, label in enumerate(guide.choices, start=2):
            text_cell(sheet.cell(row, index), label, guide.column, row)
        sheet.column_dimensions[letter].width = 32
        last = len(guide.choices) + 1
        ranges[guide.column.key] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${last}"
    sheet.freeze_panes = "A2"
    return ranges


def _column(sheet: Any, index: int, guide: ColumnGuide, choices: str | None) -> None:
    """A header with its help, and the format and the check of what stands below it."""
    letter = get_column_letter(index)
    header = sheet.cell(1, index)
    _heading(header, guide)
    header.comment = Comment(_help(guide), "skew-wagtail", width=320, height=160)
    cell = guide.column.cell
    column = sheet.column_dimensions[letter]
    column.width = 40 if isinstance(cell, LongText) else 24
    if isinstance(cell, Date):
        column.number_format = DATE_FORMAT
    elif isinstance(cell, Postcode) or not isinstance(cell, Number):
        column.number_format = TEXT_FORMAT
    check = _check(guide, choices)
    if check is not None:
        check.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(check)


def _check(guide: ColumnGuide, choices: str | None) -> DataValidation | None:
    cell = guide.column.cell
    if guide.is_strict and choices:
        check = DataValidation(type="list", formula1=f"={choices}", allow_blank=True)
        check.error = _("Please choose an entry of the list.")
    elif isinstance(cell, Number):
        check = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        check.error = _("Please write a whole number.")
    elif isinstance(cell, Line) and cell.field.max_length:
        limit = cell.field.max_length
        check = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(limit), allow_blank=True
        )
        check.error = _("Please write at most %(limit)d letters.") % {"limit": limit}
    else:
        return None
    check.errorTitle = guide.column.header[:32]
    check.showErrorMessage = True
    return check


def _heading(cell: Any, guide: ColumnGuide) -> None:
    colours = dict(zip(map(str, GROUPS.values()), _COLOURS, strict=True))
    cell.value = guide.column.header
    cell.font = Font(bold=True)
    cell.alignment = _WRAPPED
    cell.fill = PatternFill("solid", fgColor=colours[guide.group])


def _help(guide: ColumnGuide) -> str:
    needed = _("Must be filled in.") if guide.is_required else ""
    example = _("Example: %(example)s") % {"example": guide.example} if guide.example else ""
    return "\n".join(filter(None, (guide.what, needed, example)))


def _example(book: Workbook, found: list[ColumnGuide]) -> None:
    """An invented organisation on a sheet of its own, so that it is never imported."""
    sheet = book.create_sheet(_("Example"))
    for index, guide in enumerate(found, start=1):
        _heading(sheet.cell(1, index), guide)
        cell = text_cell(sheet.cell(2, index), guide.example, guide.column, 2)
        cell.alignment = _WRAPPED
        sheet.column_dimensions[get_column_letter(index)].width = 24
    sheet.cell(4, 1).value = _("This organisation is invented. Nothing of this sheet is imported.")
    sheet.freeze_panes = "A2"


def _explanation(book: Workbook, found: list[ColumnGuide]) -> None:
    sheet = book.create_sheet(_("Explanation"))
    intro = (
        _("Please write one organisation in each row of the first sheet. Leave out what you do not know."),
        _("Do not rename columns, merge cells or use formulas. Columns that you do not need may be deleted."),
        _("Personal data: please enter only what the person agreed to, and send the file encrypted."),
    )
    for text in intro:
        sheet.append([text])
    sheet.append([])
    heads = (_("Group"), _("Column"), _("What goes in"), _("Example"), _("Needed"), _("Personal data"))
    sheet.append(heads)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    yes, no = _("yes"), _("no")
    for guide in found:
        row = sheet.max_row + 1
        needed, personal = (yes if said else no for said in (guide.is_required, guide.column.is_personal))
        texts = (guide.group, guide.column.header, guide.what, guide.example, needed, personal)
        for index, text in enumerate(texts, start=1):
            text_cell(sheet.cell(row, index), text, guide.column, row).alignment = _WRAPPED
    for letter, width in zip("ABCDEF", (24, 30, 60, 50, 10, 18), strict=True):
        sheet.column_dimensions[letter].width = width
