"""Words of a file that no vocabulary knows, and what could be meant by them."""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from skew_wagtail.text import fold
from skew_wagtail.vocabulary.models import VOCABULARIES, Term

from ..cells.lookups import Lookup, Lookups
from ..cells.terms import Tags, Terms
from .results import ImportResult

#: So many similar terms are offered for a word, and so much of it is compared.
_SIMILAR, _COMPARED, _ALIKE = 5, 100, 65


@dataclass
class UnknownTerm:
    """A word that no vocabulary knows: in which rows it stands, and what could be meant.

    Terms are named by their slug, tags by their name. ``choices`` are pairs with the label of all there is,
    ``similar`` those to offer first, ``found`` those whose names stand within the text.
    """

    vocabulary: str
    label: str
    text: str
    rows: list[int] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    similar: list[tuple[str, str]] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    takes_several: bool = False

    @property
    def key(self) -> str:
        """The same for the same word, however many others are decided."""
        return hashlib.sha256(f"{self.vocabulary} {self.text}".encode()).hexdigest()[:12]

    @property
    def stands_for_several(self) -> bool:
        """Whether several terms are named in the text, and the column takes them."""
        return self.takes_several and len(self.found) > 1

    @property
    def proposal(self) -> str:
        """What looks most like it, of several found in it none."""
        if self.stands_for_several:
            return ""
        return next((name for name, _label in [*self.found, *self.similar]), "")


def unknown_terms(result: ImportResult) -> list[UnknownTerm]:
    """The unknown words of a file, each once, in the order of the rows."""
    found: dict[tuple[str, str], UnknownTerm] = {}
    lookups, choices = Lookups(), {}
    for error in result.errors:
        problem = error.problem
        if not problem.vocabulary:
            continue
        name, text = problem.vocabulary, problem.word or problem.value
        if name not in choices:
            choices[name] = _choices(_lookup(lookups, name))
        if (name, text) not in found:
            takes_several = isinstance(error.column.cell, Terms | Tags)
            term = UnknownTerm(
                name, error.column.header, text, [], choices[name], takes_several=takes_several
            )
            term.found = [_named(one) for one in _lookup(lookups, name).within(text)]
            term.similar = _similar(term)
            found[name, text] = term
        if error.row not in found[name, text].rows:
            found[name, text].rows.append(error.row)
    return list(found.values())


def model_of(vocabulary: str) -> type[Term] | None:
    """The model of a vocabulary by its name; tags have none here."""
    return next((model for model in VOCABULARIES.values() if model.__name__ == vocabulary), None)


def _lookup(lookups: Lookups, vocabulary: str) -> Lookup:
    model = model_of(vocabulary)
    return lookups.terms(model) if model else lookups.tags


def _choices(lookup: Lookup) -> list[tuple[str, str]]:
    """What is offered; of a term the first name that it has is its label."""
    return list(dict.fromkeys(_named(one) for _label, one in lookup.labelled()))


def _named(one: Hashable) -> tuple[str, str]:
    return (one.slug, one.label) if isinstance(one, Term) else (one, one)


def _similar(term: UnknownTerm) -> list[tuple[str, str]]:
    """Terms found in the text, then those that look like it."""
    labels = {choice: fold(choice[1]) for choice in term.choices}
    alike = process.extract(
        fold(term.text[:_COMPARED]), labels, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_SIMILAR
    )
    return list(dict.fromkeys([*term.found, *(choice for _text, _score, choice in alike)]))[:_SIMILAR]


def kept_terms(result: ImportResult) -> list[dict[str, Any]]:
    """The unknown words of a file as data for JSON, without all there is to choose from."""
    return [vars(term) | {"choices": []} for term in unknown_terms(result)]


def restored_terms(kept: list[dict[str, Any]]) -> list[UnknownTerm]:
    """The unknown words that ``kept_terms`` gave, with what there is to choose from now."""
    lookups = Lookups()
    choices = {name: _choices(_lookup(lookups, name)) for name in {term["vocabulary"] for term in kept}}
    found = []
    for term in kept:
        pairs = {name: [tuple(pair) for pair in term[name]] for name in ("similar", "found")}
        found.append(UnknownTerm(**term | pairs | {"choices": choices[term["vocabulary"]]}))
    return found
