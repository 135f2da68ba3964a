"""Rows of text, and what is wrong with some of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from skew_wagtail import conf

MAX_COLUMNS = 200


class UnreadableFile(Exception):  # noqa: N818  (named after what it tells)
    """The file cannot be imported; the message says what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with text in it; ``number`` counts from 1 as spreadsheet programs do."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why rows up to number ``row`` cannot be read, unless all of them are left out."""

    row: int
    message: str


#: What a reader gives for each row: its number and its texts, or a flaw.
Line = tuple[int, list[str]] | Flaw


@dataclass
class Sheet:
    """The rows with text in them from top to bottom; ``flaws`` holds the first that ends in a row, by its number."""

    rows: list[Row] = field(default_factory=list)
    flaws: dict[int, Flaw] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Sheet":
        """The sheet of a reader's lines.

        Raises:
            UnreadableFile: more rows or columns than allowed.
        """
        sheet = cls()
        limit = conf.get("IMPORT_MAX_ROWS")
        for line in lines:
            if isinstance(line, Flaw):
                sheet.flaws.setdefault(line.row, line)
                continue
            number, cells = line
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            if len(cells) > MAX_COLUMNS:
                raise too_wide(number)
            # One more for the header.
            if len(sheet.rows) > limit:
                raise UnreadableFile(
                    _("The file has more than %(limit)d rows. Please split it.") % {"limit": limit}
                )
            sheet.rows.append(Row(number, tuple(cells)))
        return sheet

    def rows_from(self, number: int) -> list[Row]:
        """The rows from this number on.

        Raises:
            UnreadableFile: merged cells, a formula or an error of the spreadsheet program in one of them.
        """
        flaws = [row for row in self.flaws if row >= number]
        if flaws:
            raise UnreadableFile(self.flaws[min(flaws)].message)
        return [row for row in self.rows if row.number >= number]


def too_wide(row: int) -> UnreadableFile:
    """A row has too many columns."""
    return UnreadableFile(
        _("Row %(row)d has more than %(limit)d columns.") % {"row": row, "limit": MAX_COLUMNS}
    )


def formula(column: int, row: int) -> Flaw:
    """A cell, both counted from 1, is calculated."""
    return Flaw(
        row,
        _(
            "Cell %(cell)s holds a formula. Please replace formulas by their values (copy, then “Paste "
            "special: values”) and save the file."
        )
        % {"cell": f"{get_column_letter(column)}{row}"},
    )


def merged(cells: str, sheet: str, last_row: int) -> Flaw:
    """Cells such as “B2:B4” are one."""
    return Flaw(
        last_row,
        _(
            "The cells %(cells)s in the sheet “%(sheet)s” are merged, so it is unclear to which row and column "
            "the text belongs. Please undo this (“Unmerge cells”)."
        )
        % {"cells": cells, "sheet": sheet},
    )


def wrong_type() -> UnreadableFile:
    """The file is something else."""
    return UnreadableFile(
        _(
            "The file is neither a workbook (.xlsx, .ods) nor a CSV file. Please open it in your spreadsheet "
            "program and save it as “Excel workbook (.xlsx)”."
        )
    )


def damaged() -> UnreadableFile:
    """The file is broken."""
    return UnreadableFile(
        _("The workbook is damaged. Please open it in your spreadsheet program and save it anew.")
    )
