"""Cells with a line for each row that hangs on a profile: projects, needs and offers."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorProject
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.vocabulary.models import CooperationKind, Country, Term, Topic

from ..reading import clean_text
from .parsing import MAX_PROBLEMS, Cell, CellError, check, fail, one_line, squash
from .terms import Lookups, unknown

_SHOWN = 100
_BAR = re.compile(r"(?<!\\)\|")
_INTERNAL = ("intern", "internal")
_YEARS = re.compile(
    r"(?:(seit|ab|since|bis|until|–|-)\s*)?(\d{4})(\s*(?:–|—|-|bis|to)\s*(\d{4})?)?", re.I | re.A
)


class Lines(Cell):
    """Rows that hang on the profile, one a line: a tuple of tuples.

    Of a row that the cell still names, what the cell does not tell (a topic, who may see it) is kept.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model

    def parse(self, text: str, lookups: Lookups) -> tuple[tuple, ...]:
        values, problems = [], []
        for line in filter(None, (line.strip() for line in clean_text(text).split("\n"))):
            try:
                value = self.parse_line(line, lookups)
            except CellError as error:
                problems.extend(error.problems)
            else:
                values += [] if value is None else [value]
        if problems:
            raise CellError(*problems[:MAX_PROBLEMS])
        return tuple(values)

    def parse_line(self, line: str, lookups: Lookups) -> tuple | None:
        """The value of one line, or ``None`` for one that is left out."""
        raise NotImplementedError

    def fields(self, value: tuple) -> dict[str, Any]:
        """The fields of a row."""
        raise NotImplementedError

    def value(self, child: models.Model) -> tuple:
        """What the cell would say of a row."""
        raise NotImplementedError

    def show(self, value: Iterable[tuple]) -> str:
        return "\n".join(self.show_line(*line) for line in value)

    def show_line(self, *parts: Any) -> str:
        """A value as a line."""
        raise NotImplementedError

    def read(self, owner: models.Model, name: str) -> tuple[tuple, ...]:
        return tuple(self.value(child) for child in getattr(owner, name).all())

    def write(self, owner: models.Model, name: str, value: Iterable[tuple]) -> None:
        setattr(owner, name, list(_reused(getattr(owner, name).all(), value, self.value, self._make)))

    def _make(self, value: tuple) -> models.Model:
        return self.model(**self.fields(value))


def _reused(
    existing: Iterable[models.Model],
    wanted: Iterable[Hashable],
    value_of: Callable[[models.Model], Hashable],
    make: Callable[[Any], models.Model],
) -> Iterator[models.Model]:
    """For each wanted value the row that has it, else a new one, numbered in order."""
    pool = defaultdict(list)
    for child in existing:
        pool[value_of(child)].append(child)
    for position, value in enumerate(wanted):
        child = pool[value].pop(0) if pool[value] else make(value)
        child.sort_order = position
        yield child


class Projects(Lines):
    """“Title | country | partner | 2019–2022”, all but the title may be missing."""

    def __init__(self) -> None:
        super().__init__(ActorProject)

    def parse_line(self, line: str, lookups: Lookups) -> tuple:
        title, country, partner, years, *rest = [one_line(part) for part in _parts(line)] + [""] * 3
        if not title or any(rest):
            raise fail(
                _("“%(value)s” is no project. Write: title | country | partner | 2019–2022."), line[:_SHOWN]
            )
        check(ActorProject._meta.get_field("title"), title)
        check(ActorProject._meta.get_field("partner"), partner)
        countries = lookups.terms(Country)
        found = countries.find(country)
        if country and found is None and not countries.leaves_out(country):
            raise CellError(unknown(country, countries))
        return (title, found, partner, *_years(years))

    def fields(self, value: tuple) -> dict[str, Any]:
        return dict(zip(("title", "country", "partner", "start_year", "end_year"), value, strict=True))

    def value(self, child: ActorProject) -> tuple:
        title, partner = one_line(child.title), one_line(child.partner)
        return (title, child.country, partner, child.start_year, child.end_year)

    def show_line(
        self, title: str, country: Term | None, partner: str, start: int | None, end: int | None
    ) -> str:
        years = (
            ""
            if start is None and end is None
            else str(start)
            if start == end
            else f"{start or ''}–{end or ''}"
        )
        return _joined(title, country.label if country else "", partner, years)


def _parts(line: str) -> list[str]:
    return [part.replace(r"\|", "|") for part in _BAR.split(line)]


def _joined(*parts: str) -> str:
    """The parts of a line; a bar within one is marked by a backslash."""
    while not parts[-1]:
        parts = parts[:-1]
    return " | ".join(part.replace("|", r"\|") for part in parts)


def _years(text: str) -> tuple[int | None, int | None]:
    """First and last year: “2019–2022”, “2019–” and “seit 2019” (it goes on), “2019” (one year)."""
    if not text:
        return None, None
    match = _YEARS.fullmatch(text)
    if not match or (match[1] and match[3]):
        raise fail(
            _("“%(value)s” is no period. Write e.g. 2019–2022, or 2019– if it goes on."), text[:_SHOWN]
        )
    word, first, span, last = match.groups()
    if word:
        return (int(first), None) if word.lower() in ("seit", "ab", "since") else (None, int(first))
    start, end = int(first), int(last or 0) or (None if span else int(first))
    if end and end < start:
        raise fail(_("“%(value)s”: the project would end before it begins."), text[:_SHOWN])
    return start, end


class Statement(tuple):
    """Kind and text of a need or an offer, which say whether it is the same one.

    Topic and who may see it are for a new row; of one that is there, the cell does not change them.
    """

    topic: Any = None
    is_internal: bool = False

    @classmethod
    def of(cls, kind: Any, text: str, topic: Any = None, is_internal: bool = False) -> "Statement":
        """One statement."""
        statement = cls((kind, text))
        statement.topic, statement.is_internal = topic, is_internal
        return statement

    def with_terms(self, change: Callable[[Any], Any]) -> "Statement":
        """The statement with its terms changed."""
        return Statement.of(change(self[0]), self[1], change(self.topic), self.is_internal)


class Statements(Lines):
    """Kind of cooperation and words, perhaps a topic and “intern”: “Räume: Wir suchen … | Fairer Handel | intern”."""

    def parse_line(self, line: str, lookups: Lookups) -> Statement | None:
        lookup, topics = lookups.terms(CooperationKind), lookups.terms(Topic)
        parts, topic, is_internal = _BAR.split(line), None, False
        while len(parts) > 1:
            if squash(parts[-1]) in _INTERNAL and not is_internal:
                is_internal = True
            elif found := topics.find(parts[-1]):
                topic = found
            else:
                break
            parts.pop()
        line = "|".join(parts).replace(r"\|", "|").strip()
        kind, _colon, text = line.partition(":")
        found = lookup.find(line) or lookup.find(kind)
        if found is None and lookup.leaves_out(kind.strip()):
            return None
        if found is None:
            raise CellError(unknown(kind.strip(), lookup))
        text = one_line(text)
        if text:
            check(self.model._meta.get_field("text"), text)
        return Statement.of(found, text, topic, is_internal)

    def fields(self, value: Statement) -> dict[str, Any]:
        visibility = Visibility.INTERNAL if value.is_internal else Visibility.PUBLIC
        return {"kind": value[0], "text": value[1], "topic": value.topic, "visibility": visibility}

    def value(self, child: models.Model) -> Statement:
        return Statement.of(child.kind, one_line(child.text), child.topic, not child.is_public)

    def show(self, value: Iterable[Statement]) -> str:
        return "\n".join(
            self.show_line(*statement, topic=statement.topic, is_internal=statement.is_internal)
            for statement in value
        )

    def show_line(self, kind: Term, text: str, topic: Term | None = None, is_internal: bool = False) -> str:
        said = f"{kind.label}: {text}" if text else kind.label
        return _joined(*filter(None, (said, topic and topic.label, is_internal and "intern")))
