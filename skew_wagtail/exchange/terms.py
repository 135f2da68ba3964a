"""Cells that name terms of the vocabulary, tags, projects, needs and offers."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorProject, ActorTag
from skew_wagtail.vocabulary.models import CooperationKind, Country, Sdg, SpokenLanguage, Term

from .parsing import (
    MAX_PROBLEMS,
    Cell,
    CellError,
    Problem,
    check,
    fail,
    join_terms,
    nearest,
    squash,
)
from .reading import clean_text

_UNKNOWN = _("“%(value)s” is unknown.")
_SHOWN = 100
_NAMES = ("label_de", "slug", "label_en", "label_fr", "native")
_PARTS = re.compile(r"[()/]")
_SDG_PREFIX = re.compile(r"(?:sdg|ziel|goal|odd)?\s*0?", re.I)
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
_YEARS = re.compile(
    r"(?:(seit|ab|since|bis|until|–|-)\s*)?(\d{4})(\s*(?:–|—|-|bis|to)\s*(\d{4})?)?", re.I | re.A
)


#: What an editor decided about words of a file that nobody knows: by word the slug of the term that is meant (of a
#: tag its name), or nothing to leave the word out.
Decisions = Mapping[str, str]


class TermLookup:
    """The terms of one vocabulary by every name they go by: labels in all languages, and the short code."""

    def __init__(self, model: type[Term], decisions: Decisions) -> None:
        self.vocabulary = model.__name__
        self.terms = sorted(model.objects.all(), key=lambda term: not term.is_active)
        self.by_name: dict[str, Term] = {}
        for name in _NAMES:
            for term in self.terms:
                self.by_name.setdefault(squash(getattr(term, name, "")), term)
        for term in self.terms:
            # “Eingetragener Verein (e. V.)” is also one and the other, “GmbH / UG” too.
            for part in _PARTS.split(term.label_de):
                self.by_name.setdefault(squash(part), term)
        by_slug = {term.slug: term for term in self.terms}
        self.by_name |= {squash(word): by_slug[slug] for word, slug in decisions.items() if slug in by_slug}
        self.left_out = {squash(word) for word, slug in decisions.items() if not slug}
        self.by_name.pop("", None)
        self.commas = max((term.label_de.count(",") for term in self.terms), default=0)

    def find(self, text: str) -> Term | None:
        return self.by_name.get(squash(text))

    def nearest(self, text: str) -> str:
        return nearest(text, (term.label for term in self.terms))


class SdgLookup(TermLookup):
    """Goals also by their number: “4”, “SDG 4”, “4 Hochwertige Bildung”."""

    def __init__(self, model: type[Term], decisions: Decisions) -> None:
        super().__init__(model, decisions)
        for term in self.terms:
            for label in (term.label_de, term.label_en, term.label_fr):
                self.by_name.setdefault(squash(f"{term.slug} {label}"), term)

    def find(self, text: str) -> Term | None:
        return super().find(text) or super().find(_SDG_PREFIX.sub("", text.strip(), count=1))


class TagLookup:
    """Tags by name; with ``create`` a new word becomes a name for all later rows, else it is unknown."""

    commas = 0
    vocabulary = "ActorTag"

    def __init__(self, create: bool, decisions: Decisions) -> None:
        self.create = create
        self.by_name = {squash(name): name for name in ActorTag.objects.values_list("name", flat=True)}
        self.by_name |= {squash(word): name for word, name in decisions.items() if name}
        self.left_out = {squash(word) for word, name in decisions.items() if not name}

    def find(self, text: str) -> str | None:
        return self.by_name.get(squash(text))

    def make(self, text: str) -> str:
        name = " ".join(text.split())
        check(ActorTag._meta.get_field("name"), name)
        return self.by_name.setdefault(squash(name), name)

    def nearest(self, text: str) -> str:
        return nearest(text, self.by_name.values())


class Lookups:
    """All vocabularies as one import sees them, read once when first asked for."""

    def __init__(self, create_tags: bool = False, decisions: Mapping[str, Decisions] | None = None) -> None:
        self.create_tags = create_tags
        self.decisions = decisions or {}
        self._terms: dict[type[Term], TermLookup] = {}

    def terms(self, model: type[Term]) -> TermLookup:
        """The lookup of a vocabulary."""
        if model not in self._terms:
            lookup = SdgLookup if model is Sdg else TermLookup
            self._terms[model] = lookup(model, self.decisions.get(model.__name__, {}))
        return self._terms[model]

    @cached_property
    def tags(self) -> TagLookup:
        """The lookup of tags."""
        return TagLookup(self.create_tags, self.decisions.get(TagLookup.vocabulary, {}))


def named(text: str, lookup: Any) -> Iterator[tuple[str, Any]]:
    """The names in a cell with what they stand for, or ``None`` for an unknown one.

    Semicolons and line breaks part names; commas only where the whole is unknown, for some terms hold commas.
    """
    for piece in re.split(r"[;\n]", text):
        found = lookup.find(piece)
        if found is None and "," in piece:
            yield from _parted_at_commas(piece, lookup)
        elif piece.strip() and squash(piece) not in lookup.left_out:
            yield piece.strip(), found


def _parted_at_commas(piece: str, lookup: Any) -> Iterator[tuple[str, Any]]:
    parts = [part.strip() for part in piece.split(",")]
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + lookup.commas + 1), start, -1):
            joined = ", ".join(parts[start:end])
            found = lookup.find(joined)
            if found is not None or end == start + 1:
                break
        if joined and squash(joined) not in lookup.left_out:
            yield joined, found
        start = end


def unknown(text: str, lookup: Any) -> Problem:
    """The problem of a name that nothing goes by, with the likeliest known name."""
    return Problem(_UNKNOWN, text[:_SHOWN], lookup.nearest(text), vocabulary=lookup.vocabulary)


class OneTerm(Cell):
    """One term of a vocabulary."""

    def __init__(self, model: type[Term]) -> None:
        self.model = model

    def parse(self, text: str, lookups: Lookups) -> Term | None:
        lookup = lookups.terms(self.model)
        if not text or squash(text) in lookup.left_out:
            return None
        found = lookup.find(text)
        if found is None:
            raise CellError(unknown(text, lookup))
        return found


class LanguageCode(Cell):
    """A language by its code or its name; the code is stored."""

    def parse(self, text: str, lookups: Lookups) -> str:
        lookup = lookups.terms(SpokenLanguage)
        found = lookup.find(text)
        if text and found is None and not (_LANGUAGE_CODE.fullmatch(text) and len(text) <= 10):
            raise CellError(unknown(text, lookup))
        return found.slug if found else text


class Terms(Cell):
    """Several terms of a vocabulary, as a tuple in the vocabulary's order."""

    def __init__(self, model: type[Term]) -> None:
        self.model = model

    def parse(self, text: str, lookups: Lookups) -> tuple[Term, ...]:
        lookup = lookups.terms(self.model)
        pairs = list(named(text, lookup))
        problems = [unknown(name, lookup) for name, found in pairs if found is None][:MAX_PROBLEMS]
        if problems:
            raise CellError(*problems)
        return _ordered(found for _name, found in pairs)

    def show(self, value: Iterable[Term]) -> str:
        return join_terms(term.label for term in value)

    def read(self, owner: models.Model, name: str) -> tuple[Term, ...]:
        return _ordered(getattr(owner, name).all())

    def write(self, owner: models.Model, name: str, value: Iterable[Term]) -> None:
        setattr(owner, name, list(value))


def _ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(set(terms), key=lambda term: (term.sort_order, term.label_de, term.pk)))


class Tags(Cell):
    """Free words, as a tuple of names in alphabetical order; new ones are made when the value is written."""

    def parse(self, text: str, lookups: Lookups) -> tuple[str, ...]:
        lookup = lookups.tags
        names, problems = set(), []
        for piece, found in named(text, lookup):
            # Without a letter or digit in it, it is no word.
            if found is None and not (lookup.create and squash(piece)):
                problems.append(piece)
            else:
                names.add(found or lookup.make(piece))
        if problems:
            raise CellError(*(unknown(piece, lookup) for piece in problems[:MAX_PROBLEMS]))
        return tuple(sorted(names))

    def show(self, value: Iterable[str]) -> str:
        return join_terms(value)

    def read(self, owner: models.Model, name: str) -> tuple[str, ...]:
        return tuple(sorted(tag.name for tag in owner.tags.all()))

    def write(self, owner: models.Model, name: str, value: Iterable[str]) -> None:
        owner.tags.set([ActorTag.objects.get_or_create(name=tag)[0] for tag in value])


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
                values.append(self.parse_line(line, lookups))
            except CellError as error:
                problems.extend(error.problems)
        if problems:
            raise CellError(*problems[:MAX_PROBLEMS])
        return tuple(values)

    def parse_line(self, line: str, lookups: Lookups) -> tuple:
        """The value of one line."""
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
        title, country, partner, years, *rest = [part.strip() for part in line.split("|")] + [""] * 3
        if not title or any(rest):
            raise fail(
                _("“%(value)s” is no project. Write: title | country | partner | 2019–2022."), line[:_SHOWN]
            )
        check(ActorProject._meta.get_field("title"), title)
        check(ActorProject._meta.get_field("partner"), partner)
        found = lookups.terms(Country).find(country)
        if country and found is None:
            raise CellError(unknown(country, lookups.terms(Country)))
        return (title, found, partner, *_years(years))

    def fields(self, value: tuple) -> dict[str, Any]:
        return dict(zip(("title", "country", "partner", "start_year", "end_year"), value, strict=True))

    def value(self, child: ActorProject) -> tuple:
        return (child.title, child.country, child.partner, child.start_year, child.end_year)

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
        return " | ".join([title, country.label if country else "", partner, years]).rstrip(" |")


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


class Statements(Lines):
    """Needs or offers: “Räume: Wir suchen …”, the kind of cooperation before the colon."""

    def parse_line(self, line: str, lookups: Lookups) -> tuple:
        lookup = lookups.terms(CooperationKind)
        kind, _colon, text = line.partition(":")
        found = lookup.find(line) or lookup.find(kind)
        if found is None:
            raise CellError(unknown(kind.strip(), lookup))
        text = " ".join(text.split())
        if text:
            check(self.model._meta.get_field("text"), text)
        return found, text

    def fields(self, value: tuple) -> dict[str, Any]:
        return dict(zip(("kind", "text"), value, strict=True))

    def value(self, child: models.Model) -> tuple:
        return child.kind, child.text

    def show_line(self, kind: Term, text: str) -> str:
        return f"{kind.label}: {text}" if text else kind.label
