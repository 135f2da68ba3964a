"""Which column of a file is which of ours: what an editor is proposed, and when there is nothing to ask."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from openpyxl.utils import get_column_letter
from rapidfuzz import fuzz

from skew_wagtail.text import words

from ..cells.columns import COLUMNS
from ..cells.parsing import one_line, squash
from ..cells.terms import Lookups
from ..models import ColumnMapping
from .contents import likenesses
from .headers import Table, known_headers

_SAMPLES, _SAMPLE_LENGTH = 3, 60
#: Per cent that two headers must have in common; only the beginning of long ones is compared.
_ALIKE, _COMPARED = 72, 100


class Origin(Enum):
    """Why a column is proposed."""

    MAPPING = "mapping"
    NAME = "name"
    CONTENT = "content"
    LIKENESS = "likeness"


@dataclass(frozen=True)
class Proposal:
    """What a column of a file may be: the key of ours, or nothing to leave it out.

    ``mapping`` is the name of the remembered assignment that says so. ``is_settled``: nobody need be asked.
    """

    key: str = ""
    origin: Origin | None = None
    mapping: str = ""
    is_settled: bool = False


@dataclass
class FileColumn:
    """A column of a file; ``remembered_as`` is what it is remembered by, nothing without a header."""

    index: int
    header: str
    remembered_as: str
    cells: list[str]
    proposal: Proposal = Proposal()

    @property
    def letter(self) -> str:
        """The column as spreadsheet programs name it."""
        return get_column_letter(self.index + 1)

    @property
    def samples(self) -> list[str]:
        """A few different values, shortened."""
        texts = dict.fromkeys(one_line(cell) for cell in self.cells if cell)
        return [_shortened(text) for text in list(texts)[:_SAMPLES]]


def _shortened(text: str) -> str:
    return text if len(text) <= _SAMPLE_LENGTH else f"{text[: _SAMPLE_LENGTH - 1].rstrip()}…"


@dataclass(frozen=True)
class Assignment:
    """The columns of a file with what is proposed for each."""

    columns: list[FileColumn]

    @property
    def is_clear(self) -> bool:
        """Whether nothing is to be asked: each column is known, and the name of the organisation among them."""
        return all(column.proposal.is_settled for column in self.columns) and any(
            column.proposal.key == "title" for column in self.columns
        )

    @property
    def mapping(self) -> str:
        """The name of the remembered assignment that decides about the columns, if one does."""
        names = [column.proposal.mapping for column in self.columns if column.proposal.is_settled]
        return next(filter(None, names), "")

    @property
    def keys(self) -> dict[str, str]:
        """What is proposed, as ``ImportOptions.columns`` holds it."""
        return {str(column.index): column.proposal.key for column in self.columns}

    def remembered(self, keys: dict[str, str]) -> dict[str, str]:
        """What was assigned, as ``ColumnMapping.columns`` holds it."""
        return {
            column.remembered_as: keys[str(column.index)] for column in self.columns if column.remembered_as
        }


def file_columns(table: Table) -> list[FileColumn]:
    """The columns of a file that have a header or text in them."""
    found, seen = [], Counter()
    for index in range(max(len(row.cells) for row in [table.header, *table.rows])):
        header, cells = table.header[index], [row[index] for row in table.rows]
        if not header and not any(cells):
            continue
        if key := squash(header):
            seen[key] += 1
            # No squashed header holds such a sign: the second “Telefon” is remembered beside the first.
            key = key if seen[key] == 1 else f"{key}#{seen[key]}"
        found.append(FileColumn(index, header, key, cells))
    return found


def propose(table: Table, mappings: Iterable[ColumnMapping]) -> Assignment:
    """What each column of a file is, as far as one can tell; no column of ours twice.

    First counts a remembered assignment that knows at least half of the headers, then a header's name, then what
    other assignments say of it, then what the cells hold, then a similar header.
    """
    columns = file_columns(table)
    fitting, others = _by_fit(columns, mappings)
    return _filled(
        columns,
        lambda: _remembered(columns, fitting, is_settled=True),
        lambda: _named(columns),
        lambda: _remembered(columns, others, is_settled=False),
        lambda: _by_content(columns),
        lambda: _alike(columns),
    )


def recall(table: Table, mapping: ColumnMapping) -> Assignment:
    """The columns of a file as one remembered assignment and the headers' names have it."""
    columns = file_columns(table)
    return _filled(columns, lambda: _remembered(columns, [mapping], is_settled=True), lambda: _named(columns))


def _filled(
    columns: list[FileColumn], *sources: Callable[[], Iterable[tuple[FileColumn, Proposal]]]
) -> Assignment:
    """The columns with the first proposal that is free, from the best source to the last."""
    taken: set[str] = set()
    for source in sources:
        for column, proposal in source():
            if column.proposal.origin is None and proposal.key not in taken:
                column.proposal = proposal
                taken |= {proposal.key} - {""}
    return Assignment(columns)


def _by_fit(
    columns: list[FileColumn], mappings: Iterable[ColumnMapping]
) -> tuple[list[ColumnMapping], list[ColumnMapping]]:
    """The assignment that knows most headers, if it knows half of them, and the others, the last used first."""
    headers = {column.remembered_as for column in columns if column.remembered_as}
    known = {mapping: len(headers & set(mapping.columns)) for mapping in mappings}
    ranked = sorted(known, key=lambda mapping: (known[mapping], mapping.used_at), reverse=True)
    fits = int(bool(ranked) and 0 < len(headers) <= 2 * known[ranked[0]])
    return ranked[:fits], ranked[fits:]


def _remembered(
    columns: list[FileColumn], mappings: list[ColumnMapping], *, is_settled: bool
) -> Iterator[tuple[FileColumn, Proposal]]:
    for mapping in mappings:
        for column in columns:
            key = mapping.columns.get(column.remembered_as)
            # A column of ours may be gone since.
            if column.remembered_as and (key == "" or key in COLUMNS):
                yield column, Proposal(key, Origin.MAPPING, mapping.name, is_settled)


def _named(columns: list[FileColumn]) -> Iterator[tuple[FileColumn, Proposal]]:
    for column in columns:
        if known := known_headers().get(squash(column.header)):
            yield column, Proposal(known.key, Origin.NAME, is_settled=True)


def _by_content(columns: list[FileColumn]) -> Iterator[tuple[FileColumn, Proposal]]:
    lookups = Lookups()
    found = [
        (-share, column.index, rank, column, key)
        for column in columns
        if column.proposal.origin is None
        for rank, (share, key) in enumerate(likenesses(column.cells, lookups))
    ]
    for *_rank, column, key in sorted(found, key=lambda item: item[:3]):
        yield column, Proposal(key, Origin.CONTENT)


def _alike(columns: list[FileColumn]) -> Iterator[tuple[FileColumn, Proposal]]:
    """Headers that resemble one of ours, most alike first."""
    names = [
        (" ".join(words(name)), column.key)
        for column in COLUMNS.values()
        for name in (column.german, column.english, *column.synonyms)
    ]
    found = []
    for column in columns:
        header = " ".join(words(column.header[:_COMPARED]))
        if header and column.proposal.origin is None:
            found += [
                (score, -column.index, column, key)
                for name, key in names
                if (score := _score(header, name)) >= _ALIKE
            ]
    for *_rank, column, key in sorted(found, key=lambda item: item[:2], reverse=True):
        yield column, Proposal(key, Origin.LIKENESS)


def _score(header: str, name: str) -> float:
    """How much two headers have in common: words, and letters, so that one short word does not decide."""
    return (fuzz.token_set_ratio(header, name) + fuzz.ratio(header, name)) / 2
