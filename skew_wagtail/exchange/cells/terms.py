"""Cells that name terms of the vocabulary and tags."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.vocabulary.models import Sdg, SpokenLanguage, Term

from ..reading.pictures import PictureArchive
from .parsing import (
    MAX_PROBLEMS,
    Cell,
    CellError,
    Problem,
    check,
    join_terms,
    nearest,
    squash,
)

_UNKNOWN = _("“%(value)s” is unknown.")
_SHOWN = 100
_NAMES = ("label_de", "slug", "label_en", "label_fr", "native")
_PARTS = re.compile(r"[()/]")
_SDG_PREFIX = re.compile(r"(?:sdg|ziel|goal|odd)?\s*0?", re.I)
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
# What parts names, or a name from what follows it.
_MARKS = re.compile(r"[;:|\n]")


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


@dataclass(frozen=True)
class Name:
    """Stands for a term where its value is shown."""

    label: str

    def __str__(self) -> str:
        return self.label


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
        self.names = set(ActorTag.objects.values_list("name", flat=True))
        self.by_name = {squash(name): name for name in sorted(self.names)}
        self.by_name |= {squash(word): name for word, name in decisions.items() if name}
        self.left_out = {squash(word) for word, name in decisions.items() if not name}

    def find(self, text: str) -> str | None:
        # “C++” and “C” look the same without punctuation.
        return text.strip() if text.strip() in self.names else self.by_name.get(squash(text))

    def make(self, text: str) -> str:
        name = " ".join(text.split())
        check(ActorTag._meta.get_field("name"), name)
        return self.by_name.setdefault(squash(name), name)

    def nearest(self, text: str) -> str:
        return nearest(text, self.by_name.values())


class Lookups:
    """All vocabularies as one import sees them, read once when first asked for; and the pictures that came along."""

    def __init__(
        self,
        create_tags: bool = False,
        decisions: Mapping[str, Decisions] | None = None,
        pictures: PictureArchive | None = None,
    ) -> None:
        self.create_tags, self.pictures = create_tags, pictures
        self.decisions = decisions or {}
        self._terms: dict[type[Term], TermLookup] = {}

    def terms(self, model: type[Term]) -> TermLookup:
        """The lookup of a vocabulary."""
        if model not in self._terms:
            lookup = SdgLookup if model is Sdg else TermLookup
            self._terms[model] = lookup(model, self.decisions.get(model.__name__, {}))
        return self._terms[model]

    def spelled(self, value: Any) -> Any:
        """The value with each term as the name by which it is found again: its label, else its short code."""
        if isinstance(value, Term):
            is_found = not _MARKS.search(value.label) and self.terms(type(value)).find(value.label) == value
            return Name(value.label if is_found else value.slug)
        if hasattr(value, "with_terms"):
            return value.with_terms(self.spelled)
        return tuple(map(self.spelled, value)) if isinstance(value, tuple) else value

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
