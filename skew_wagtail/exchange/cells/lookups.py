"""The vocabularies as one import sees them: names of terms and tags, and decisions about unknown words."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.text import german_slug, words
from skew_wagtail.vocabulary.models import (
    ActorKind,
    CooperationKind,
    LegalForm,
    Sdg,
    Sector,
    TargetGroup,
    Term,
    Topic,
)

from ..reading.pictures import PictureArchive
from .parsing import check, nearest, one_line, squash

#: Vocabularies to which an import may add; the others are closed lists, or their terms say more than a word.
GROWING = (ActorKind, CooperationKind, LegalForm, Sector, TargetGroup, Topic)
#: In place of short codes: the word becomes a new term. No short code looks like it.
NEW = "+"
#: What an editor decided about words of a file that nobody knows: by word the slugs of the terms that are meant (of
#: tags their names); none to leave the word out.
Decisions = Mapping[str, list[str]]

_LABELS = ("label_de", "label_en", "label_fr", "native")
_NAMES = ("label_de", "slug", "label_en", "label_fr", "native")
_PARTS = re.compile(r"[()/]")
_SDG_PREFIX = re.compile(r"(?:sdg|ziel|goal|odd)?\s*0?", re.I)
# What parts names, or a name from what follows it.
_MARKS = re.compile(r"[;:|\n]")
#: Within a sentence shorter names say too little; only so many words of it are read.
_TELLING, _READ = 4, 200


class Lookup:
    """What the lookups of vocabularies and tags have in common.

    ``several`` holds by squashed word the terms that it stands for; ``dropped`` gets the words that are left out as
    decided.
    """

    def __init__(self, decisions: Decisions, dropped: list[str]) -> None:
        self.several: dict[str, tuple] = {}
        self.left_out = {squash(word) for word, chosen in decisions.items() if not chosen}
        self.dropped = dropped

    def find(self, text: str) -> Any:
        """What goes by this name, or ``None``."""
        raise NotImplementedError

    def labelled(self) -> Iterable[tuple[str, Hashable]]:
        """Names as people say them, with what goes by them."""
        raise NotImplementedError

    def find_all(self, text: str) -> tuple:
        """All that a name stands for; an editor may have decided that it is several."""
        if found := self.several.get(squash(text)):
            return found
        one = self.find(text)
        return () if one is None else (one,)

    def leaves_out(self, text: str) -> bool:
        """Whether it was decided to leave this word out."""
        if squash(text) not in self.left_out:
            return False
        self.dropped.append(text)
        return True

    def within(self, text: str) -> list[Any]:
        """What is named by whole words somewhere in a longer text, in its order."""
        names, longest = self._phrases
        tokens, found, start = words(text)[:_READ], {}, 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + longest), start, -1):
                if one := names.get("".join(tokens[start:end])):
                    found[one] = None
                    start = end - 1
                    break
            start += 1
        return list(found)

    @cached_property
    def _phrases(self) -> tuple[dict[str, Any], int]:
        """Names by their squashed words, and how many words the longest has."""
        names: dict[str, Any] = {}
        longest = 0
        for label, one in self.labelled():
            tokens = words(label)
            if len("".join(tokens)) >= _TELLING:
                names.setdefault("".join(tokens), one)
                longest = max(longest, len(tokens))
        return names, longest


class TermLookup(Lookup):
    """The terms of one vocabulary by every name they go by: labels in all languages, and the short code.

    ``new`` holds the terms that are to be made of words of the file; until then their keys are negative.
    """

    def __init__(self, model: type[Term], decisions: Decisions, dropped: list[str] | None = None) -> None:
        super().__init__(decisions, [] if dropped is None else dropped)
        self.model, self.vocabulary = model, model.__name__
        self.terms = sorted(model.objects.all(), key=lambda term: not term.is_active)
        self.by_name: dict[str, Term] = {}
        for name in _NAMES:
            for term in self.terms:
                self.by_name.setdefault(squash(getattr(term, name, "")), term)
        for term in self.terms:
            # “Eingetragener Verein (e. V.)” is also one and the other, “GmbH / UG” too.
            for part in _PARTS.split(term.label_de):
                self.by_name.setdefault(squash(part), term)
        self.new: list[Term] = []
        by_slug = {term.slug: term for term in self.terms}
        for word, chosen in decisions.items():
            key, found = squash(word), tuple(by_slug[slug] for slug in chosen if slug in by_slug)
            if len(found) == 1:
                self.by_name[key] = found[0]
            elif found:
                self.several[key] = found
            elif chosen == [NEW] and model in GROWING and key and key not in self.by_name:
                self._announce(key, one_line(word), by_slug)
        self.by_name.pop("", None)
        self.commas = max((term.label_de.count(",") for term in self.terms), default=0)

    def _announce(self, key: str, label: str, by_slug: dict[str, Term]) -> None:
        """A term to be made of a word, unless the word is too long for one."""
        if len(label) > self.model._meta.get_field("label_de").max_length:
            return
        limit = self.model._meta.get_field("slug").max_length
        base, number = german_slug(label, self.vocabulary.lower()), 1
        slug = base[:limit]
        while slug in by_slug:
            number += 1
            slug = f"{base[: limit - len(str(number)) - 1]}-{number}"
        term = self.model(pk=-len(self.new) - 1, slug=slug, label_de=label)
        by_slug[slug] = self.by_name[key] = term
        self.new.append(term)

    def find(self, text: str) -> Term | None:
        found = self.by_name.get(squash(text))
        if found is None and "/" in text:
            # One name in two languages: “Fair trade / Fairer Handel”.
            terms = {self.by_name.get(squash(part)) for part in text.split("/")}
            found = terms.pop() if len(terms) == 1 else None
        return found

    def labelled(self) -> Iterator[tuple[str, Term]]:
        for name in _LABELS:
            for term in self.terms:
                if term.is_active:
                    yield getattr(term, name, ""), term

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

    def __init__(self, model: type[Term], decisions: Decisions, dropped: list[str] | None = None) -> None:
        super().__init__(model, decisions, dropped)
        for term in self.terms:
            for label in (term.label_de, term.label_en, term.label_fr):
                self.by_name.setdefault(squash(f"{term.slug} {label}"), term)

    def find(self, text: str) -> Term | None:
        return super().find(text) or super().find(_SDG_PREFIX.sub("", text.strip(), count=1))


class TagLookup(Lookup):
    """Tags by name; with ``create`` a new word becomes a name for all later rows, else it is unknown."""

    commas = 0
    vocabulary = "ActorTag"

    def __init__(self, create: bool, decisions: Decisions, dropped: list[str]) -> None:
        super().__init__(decisions, dropped)
        self.create = create
        self.names = set(ActorTag.objects.values_list("name", flat=True))
        self.by_name = {squash(name): name for name in sorted(self.names)}
        self.by_name |= {squash(word): names[0] for word, names in decisions.items() if len(names) == 1}
        self.several = {squash(word): tuple(names) for word, names in decisions.items() if len(names) > 1}

    def find(self, text: str) -> str | None:
        # “C++” and “C” look the same without punctuation.
        return text.strip() if text.strip() in self.names else self.by_name.get(squash(text))

    def labelled(self) -> Iterator[tuple[str, str]]:
        return ((name, name) for name in sorted(self.names))

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
        self._dropped: list[str] = []

    def terms(self, model: type[Term]) -> TermLookup:
        """The lookup of a vocabulary."""
        if model not in self._terms:
            lookup = SdgLookup if model is Sdg else TermLookup
            self._terms[model] = lookup(model, self.decisions.get(model.__name__, {}), self._dropped)
        return self._terms[model]

    def take_dropped(self) -> list[str]:
        """The words that were left out as decided since this was asked last."""
        dropped = list(dict.fromkeys(self._dropped))
        self._dropped.clear()
        return dropped

    @property
    def new_terms(self) -> list[Term]:
        """Terms that are to be made of words of the file."""
        return [term for lookup in self._terms.values() for term in lookup.new]

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
        return TagLookup(self.create_tags, self.decisions.get(TagLookup.vocabulary, {}), self._dropped)
