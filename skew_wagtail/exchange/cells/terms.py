"""Cells that name terms of the vocabulary and tags."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.vocabulary.models import SpokenLanguage, Term

from .lookups import Lookups
from .parsing import MAX_PROBLEMS, Cell, CellError, Problem, join_terms, squash

__all__ = ["LanguageCode", "Lookups", "OneTerm", "Tags", "Terms", "named", "unknown"]

_UNKNOWN = _("“%(value)s” is unknown.")
_SHOWN = 100
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
# Those in brackets part nothing: “Bildung (Kurse, Feste)”.
_COMMA = re.compile(r",(?![^()]*\))")


def named(text: str, lookup: Any) -> Iterator[tuple[str, Any]]:
    """The names in a cell with what they stand for, or ``None`` for an unknown one.

    Semicolons and line breaks part names; commas only where the whole is unknown, for some terms hold commas.
    """
    for piece in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        if found := lookup.find_all(piece):
            yield from ((piece, one) for one in found)
        elif lookup.leaves_out(piece):
            continue
        elif len(parts := [part.strip() for part in _COMMA.split(piece)]) > 1:
            yield from _joined(parts, lookup)
        else:
            yield piece, None


def _joined(parts: list[str], lookup: Any) -> Iterator[tuple[str, Any]]:
    """The names that the parts of a list make, some of them joined by commas."""
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + lookup.commas + 1), start, -1):
            name = ", ".join(parts[start:end])
            found = lookup.find_all(name)
            if found or end == start + 1:
                break
        if found:
            yield from ((name, one) for one in found)
        elif name and not lookup.leaves_out(name):
            yield name, None
        start = end


def unknown(text: str, lookup: Any) -> Problem:
    """The problem of a name that nothing goes by, with the likeliest known name."""
    shown, proposal = text[:_SHOWN], lookup.nearest(text)
    return Problem(_UNKNOWN, shown, proposal, vocabulary=lookup.vocabulary, word=text)


class OneTerm(Cell):
    """One term of a vocabulary."""

    def __init__(self, model: type[Term]) -> None:
        self.model = model

    def parse(self, text: str, lookups: Lookups) -> Term | None:
        lookup = lookups.terms(self.model)
        if not text or lookup.leaves_out(text):
            return None
        found = lookup.find(text)
        if found is None:
            raise CellError(unknown(text, lookup))
        return found


class LanguageCode(Cell):
    """A language by its code or its name; the code is stored."""

    def parse(self, text: str, lookups: Lookups) -> str:
        lookup = lookups.terms(SpokenLanguage)
        if found := lookup.find(text):
            return found.slug
        if not text or lookup.leaves_out(text):
            return ""
        if not (_LANGUAGE_CODE.fullmatch(text) and len(text) <= 10):
            raise CellError(unknown(text, lookup))
        return text


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
