"""Which actors have which terms: bitsets in memory, counted in microseconds, kept true by version.

A bitset is a plain ``int``; bit *n* stands for the actor in slot *n*. A slot is given to an actor when it
first appears and never moves, so a changed actor costs some bits and nothing is shifted.
"""

import threading
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps

from skew_wagtail.text import fold

from .facets import FACETS
from .models import ActorEntry, DirectoryState
from .search import matching_words

#: Orders of a list by name; newest and last updated first.
SORTS = ("name", "newest", "updated")
_COLUMNS = ("page_id", "removed", "facets", "sort_name", "published_at", "updated_at")
_REMEMBERED_SEARCHES = 64
#: Below one hit in so many actors, sorting the hits is cheaper than walking the whole order.
_SPARSE = 12


@dataclass(frozen=True)
class Hits:
    """An answer: how many actors, the ids of one page of them, and per facet and slug how many it would give."""

    count: int
    page_ids: list[int]
    counts: dict[str, dict[str, int]]


@dataclass
class Actor:
    """What the index keeps of one actor."""

    slot: int
    facets: dict[str, list[str]]
    sort_keys: dict[str, tuple[Any, ...]]


@dataclass
class FacetIndex:
    """The bitsets of one directory in one process."""

    directory_id: int
    uid: UUID
    version: int = -1
    labels_version: int = -1
    actors: dict[int, Actor] = field(default_factory=dict)
    page_of_slot: list[int] = field(default_factory=list)
    everyone: int = 0
    bits: dict[str, dict[str, int]] = field(default_factory=lambda: {facet.name: {} for facet in FACETS})
    orders: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {sort: [] for sort in SORTS})
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    ranking: dict[str, list[str]] = field(default_factory=dict)
    searches: OrderedDict[tuple[str, ...], tuple[int, int]] = field(default_factory=OrderedDict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def refresh(self, state: DirectoryState) -> None:
        """Bring the index to the state: only what changed since the version it has."""
        with self.lock:
            if state.labels_version != self.labels_version:
                self.labels = load_labels()
                self.labels_version = state.labels_version
                self.searches.clear()
            if state.version <= self.version:
                return
            rows = ActorEntry.objects.filter(directory_id=self.directory_id, version__gt=self.version)
            for page_id, removed, *row in rows.values_list(*_COLUMNS):
                self._remove(page_id)
                if not removed:
                    self._put(page_id, *row)
            self.version = state.version
            self.ranking.clear()
            self.searches.clear()

    def _put(
        self, page_id: int, facets: dict[str, list[str]], name: str, published_at: Any, updated_at: Any
    ) -> None:
        slot = len(self.page_of_slot)
        self.page_of_slot.append(page_id)
        keys = {
            "name": (name, slot),
            "newest": (-_seconds(published_at), name, slot),
            "updated": (-_seconds(updated_at), name, slot),
        }
        self.actors[page_id] = Actor(slot, facets, keys)
        bit = 1 << slot
        self.everyone |= bit
        for facet, slugs in facets.items():
            for slug in slugs:
                self.bits[facet][slug] = self.bits[facet].get(slug, 0) | bit
        for sort, key in keys.items():
            insort(self.orders[sort], key)

    def _remove(self, page_id: int) -> None:
        actor = self.actors.pop(page_id, None)
        if actor is None:
            return
        keep = ~(1 << actor.slot)
        self.everyone &= keep
        for facet, slugs in actor.facets.items():
            for slug in slugs:
                self.bits[facet][slug] &= keep
        for sort, key in actor.sort_keys.items():
            del self.orders[sort][bisect_left(self.orders[sort], key)]

    def query(
        self,
        selected: Mapping[str, Sequence[str]],
        words: Sequence[str] = (),
        sort: str = "name",
        start: int = 0,
        stop: int | None = None,
    ) -> Hits:
        """Actors with any of the chosen terms of each facet and all of the words.

        A facet's own counts leave its own choice aside: they say what ticking one more would give. With
        words, and sorted by name, actors that have them in their name come first.
        """
        with self.lock:
            found, in_name = self._search(words) if words else (self.everyone, 0)
            chosen = {name: self._any_of(name, slugs) for name, slugs in selected.items() if slugs}
            hits = found
            for bits in chosen.values():
                hits &= bits
            counts = {}
            for name, terms in self.bits.items():
                base = hits
                if name in chosen:
                    base = found
                    for other, bits in chosen.items():
                        base &= bits if other != name else base
                counts[name] = {slug: (bits & base).bit_count() for slug, bits in terms.items() if bits}
            groups = [hits & in_name, hits & ~in_name] if in_name and sort == "name" else [hits]
            page_ids = [self.page_of_slot[slot] for slot in self._slots(groups, sort, start, stop)]
            return Hits(hits.bit_count(), page_ids, counts)

    def _any_of(self, facet: str, slugs: Iterable[str]) -> int:
        bits = 0
        for slug in slugs:
            bits |= self.bits[facet].get(slug, 0)
        return bits

    def _slots(self, groups: list[int], sort: str, start: int, stop: int | None) -> Iterator[int]:
        """Slots of the groups one after the other, each in order, from ``start`` up to ``stop``."""
        for group in groups:
            count = group.bit_count()
            if start < count:
                yield from islice(self._in_order(group, count, sort), start, stop)
            start = max(start - count, 0)
            stop = None if stop is None else max(stop - count, 0)

    def _in_order(self, group: int, count: int, sort: str) -> Iterator[int]:
        """Slots of a group in order: few are sorted, of many the whole order is walked."""
        if count * _SPARSE < len(self.page_of_slot):
            yield from (slot for *_, slot in sorted(self._keys_of(group, sort)))
            return
        flags = group.to_bytes((len(self.page_of_slot) + 8) // 8, "little")
        for *_, slot in self.orders[sort]:
            if flags[slot >> 3] >> (slot & 7) & 1:
                yield slot

    def _keys_of(self, group: int, sort: str) -> Iterator[tuple[Any, ...]]:
        while group:
            lowest = group & -group
            yield self.actors[self.page_of_slot[lowest.bit_length() - 1]].sort_keys[sort]
            group ^= lowest

    def frequent(self, facet: str) -> list[str]:
        """The slugs of a facet, those that most actors have first."""
        with self.lock:
            if facet not in self.ranking:
                bits = self.bits[facet]
                self.ranking[facet] = sorted(bits, key=lambda slug: (-bits[slug].bit_count(), slug))
            return self.ranking[facet]

    def _search(self, words: Sequence[str]) -> tuple[int, int]:
        """Actors that have all words anywhere, and those that have all in their name; one query, remembered."""
        key = tuple(words)
        if key not in self.searches:
            self.searches[key] = self._find(words)
            while len(self.searches) > _REMEMBERED_SEARCHES:
                self.searches.popitem(last=False)
        self.searches.move_to_end(key)
        return self.searches[key]

    def _find(self, words: Sequence[str]) -> tuple[int, int]:
        anywhere, in_name = [0] * len(words), [0] * len(words)
        for page_id, in_texts, in_names in matching_words(self.directory_id, words):
            actor = self.actors.get(page_id)
            if actor is None:
                continue
            for position in range(len(words)):
                anywhere[position] |= bool(in_texts[position]) << actor.slot
                in_name[position] |= bool(in_names[position]) << actor.slot
        for position, word in enumerate(words):
            anywhere[position] |= self._with_label(word)
        found = named = self.everyone
        for position in range(len(words)):
            found &= anywhere[position]
            named &= in_name[position]
        return found, named

    def _with_label(self, word: str) -> int:
        """Actors with a term whose label, in any language, has the word."""
        bits = 0
        for facet, terms in self.labels.items():
            for slug, term in terms.items():
                if word in term.folded and slug in self.bits[facet]:
                    bits |= self.bits[facet][slug]
        return bits


def _seconds(moment: Any) -> float:
    return moment.timestamp() if moment else 0.0


def load_labels() -> dict[str, dict[str, Any]]:
    """The terms by facet and slug, each with its folded labels; one query per vocabulary."""
    vocabularies: dict[Any, dict[str, Any]] = {}
    labels = {}
    for facet in FACETS:
        if facet.vocabulary not in vocabularies:
            model = facet.vocabulary
            model = apps.get_model(model) if isinstance(model, str) else model
            terms = {term.slug: term for term in model.objects.all()}
            for term in terms.values():
                names = [getattr(term, name, "") for name in ("label_de", "label_en", "label_fr", "name")]
                term.folded = fold(" ".join(names))
            vocabularies[facet.vocabulary] = terms
        labels[facet.name] = vocabularies[facet.vocabulary]
    return labels


_indexes: dict[int, FacetIndex] = {}
_indexes_lock = threading.Lock()


def current_index(directory_id: int) -> FacetIndex:
    """The index of a directory as the database stands now; one query while nothing changed."""
    state = DirectoryState.objects.filter(directory_id=directory_id).first()
    if state is None:
        state = DirectoryState(directory_id=directory_id, uid=UUID(int=directory_id))
    with _indexes_lock:
        index = _indexes.get(directory_id)
        if index is None or index.uid != state.uid or index.version > state.version:
            index = _indexes[directory_id] = FacetIndex(directory_id, state.uid)
    index.refresh(state)
    return index
