"""Where a file's table begins and what its columns are: contractors write titles above the headers, and synonyms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from ..cells.columns import COLUMNS, Column
from ..cells.parsing import nearest, squash
from ..reading import Row, UnreadableFile, read_sheet

#: The headers are sought among so many rows with text.
_SOUGHT = 20
#: The column with the name counts for so many others: without it nothing can be imported.
_WEIGHT = 3
#: A row of unknown headers has text in so large a part of the widest row's cells.
_FULL = 2 / 3


@dataclass(frozen=True)
class Table:
    """A file's row of headers, the rows below it, and what is to be told of the rows above it."""

    header: Row
    rows: list[Row]
    notes: list[str] = field(default_factory=list)


def read_table(data: bytes, file_name: str) -> Table:
    """The table in a file, from the row that knows most headers of ours; when none does, below title rows.

    Raises:
        UnreadableFile: as ``reading.read_sheet``, or because of formulas or merged cells in the table.
    """
    sheet = read_sheet(data, file_name)
    sought = sheet.rows[:_SOUGHT]
    telling = [row for row in sought if _tells_headers(row)]
    if telling:
        first = max(telling, key=_likeness)
    else:
        # Headers in words of their own fill the row; a title above them does not.
        widest = max(map(_filled, sought))
        first = next(row for row in sought if _FULL * widest <= _filled(row))
    header, *rows = sheet.rows_from(first.number)
    above = [row.number for row in sheet.rows if row.number < header.number]
    return Table(header, rows, [_left_out(above)] if above else [])


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell)


def _keys(row: Row) -> set[str]:
    """The columns of ours that a row names."""
    known = known_headers()
    return {known[squash(cell)].key for cell in row.cells if squash(cell) in known}


def _tells_headers(row: Row) -> bool:
    """Whether a row names columns of ours; only one among other cells may be a value, as “Verein” is a kind."""
    known = len(_keys(row))
    return known >= 2 or known == _filled(row)


def _likeness(row: Row) -> int:
    """How much a row looks like our headers."""
    keys = _keys(row)
    return len(keys) + (_WEIGHT - 1) * (COLUMNS["title"].key in keys)


def _left_out(numbers: list[int]) -> str:
    sentence = ngettext(
        "Row %(first)d was left out: it stands above the headers.",
        "Rows %(first)d to %(last)d were left out: they stand above the headers.",
        len(numbers),
    )
    return sentence % {"first": numbers[0], "last": numbers[-1]}


@cache
def known_headers() -> dict[str, Column]:
    """Columns by squashed header; the contractor's headers win over synonyms."""
    headers: dict[str, Column] = {}
    for names in (
        lambda column: (column.german, column.english, column.key),
        lambda column: column.synonyms,
    ):
        for column in COLUMNS.values():
            for name in names(column):
                headers.setdefault(squash(name), column)
    return headers


def check_table(table: Table) -> None:
    """Refuse a table that no assignment of its columns makes usable.

    Raises:
        UnreadableFile: no row below the headers, or a second row of headers.
    """
    if not table.rows:
        raise UnreadableFile(_("The file holds headers only, and no organisation."))
    if _looks_like_header(table.rows[0]):
        raise UnreadableFile(_second_header(table.rows[0]))


def match_header(rows: list[Row], assigned: Mapping[str, str] | None = None) -> dict[int, Column]:
    """The columns of a file by their index, from its first row.

    ``assigned`` holds by index of a file's column the key of ours or nothing, where an editor assigned them; the
    headers do not matter then.

    Raises:
        UnreadableFile: unknown, doubled or missing headers, values without a header, a second header row.
    """
    if assigned:
        found = {int(index): COLUMNS[key] for index, key in assigned.items() if key in COLUMNS}
        complaints: list[str] = []
    else:
        found, complaints = _match_names(rows)
    header, body = rows[0], rows[1:]
    if COLUMNS["title"] not in found.values():
        complaints.insert(0, _missing_name(header))
    elif body and _looks_like_header(body[0]):
        complaints.insert(0, _second_header(body[0]))
    if complaints:
        raise UnreadableFile("\n".join(complaints))
    return dict(sorted(found.items()))


def _match_names(rows: list[Row]) -> tuple[dict[int, Column], list[str]]:
    """The columns by their headers, and what is wrong with these."""
    header, body = rows[0], rows[1:]
    found: dict[int, Column] = {}
    complaints: list[str] = []
    width = max(len(row.cells) for row in rows)
    for index in range(width):
        text = header[index]
        column = known_headers().get(squash(text)) if text else None
        if column is None:
            complaints += _complain(text, index, body)
        elif column in found.values():
            earlier = next(place for place, known in found.items() if known is column)
            complaints.append(_twice(header, earlier, index, column))
        else:
            found[index] = column
    return found, complaints


def assignment_notes(assigned: Mapping[str, str] | None, mapping: str) -> list[str]:
    """What is to be told of columns that an editor assigned: where from, and which are left out.

    By their letters only: without headers the first row may hold a person.
    """
    notes = [_("Columns as in “%(name)s”.") % {"name": mapping}] if mapping else []
    letters = [get_column_letter(int(index) + 1) for index, key in (assigned or {}).items() if not key]
    if letters:
        sentence = ngettext(
            "Column %(letters)s was left out, as assigned.",
            "Columns %(letters)s were left out, as assigned.",
            len(letters),
        )
        notes.append(sentence % {"letters": ", ".join(letters)})
    return notes


def _second_header(row: Row) -> str:
    return _("Row %(row)d is a second row of headers. Please keep one only.") % {"row": row.number}


def _complain(text: str, index: int, body: Iterable[Row]) -> list[str]:
    """What is wrong with a column that we do not know; nothing when it is empty."""
    letter = get_column_letter(index + 1)
    if text:
        proposal = nearest(
            text, [name for column in COLUMNS.values() for name in (column.german, column.english)]
        )
        if proposal:
            sentence = _("Column %(letter)s: “%(column)s” is unknown. Did you mean “%(proposal)s”?")
        else:
            sentence = _("Column %(letter)s: “%(column)s” is unknown. Please delete it.")
        return [sentence % {"letter": letter, "column": text[:100], "proposal": proposal}]
    first = next((row for row in body if row[index]), None)
    if first is None:
        return []
    sentence = _("Column %(letter)s has no header, but text in row %(row)d.")
    return [sentence % {"letter": letter, "row": first.number}]


def _twice(header: Row, earlier: int, later: int, column: Column) -> str:
    return _(
        "The columns %(earlier)s (“%(first)s”) and %(later)s (“%(second)s”) mean the same: “%(column)s”. Please make "
        "them one, or delete one of them."
    ) % {
        "earlier": get_column_letter(earlier + 1),
        "first": header[earlier][:100],
        "later": get_column_letter(later + 1),
        "second": header[later][:100],
        "column": column.header,
    }


def _missing_name(header: Row) -> str:
    names = ", ".join(cell[:50] for cell in header.cells if cell)
    return _(
        "The column “%(column)s” is missing. Row %(row)d must hold the headers; found there: %(found)s. "
        "Have columns been renamed?"
    ) % {"column": COLUMNS["title"].header, "row": header.number, "found": names}


def _looks_like_header(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell]
    known = sum(squash(cell) in known_headers() for cell in cells)
    return known >= 2 and 2 * known >= len(cells)
