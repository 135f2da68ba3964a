"""Finding organisations that may be the same among thousands, without comparing all with all."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from .names import Role, skeleton, take_apart
from .suspicion import Facts, Suspicion, suspected

#: A key that more organisations than this have finds nobody: “verein”, the phone of an umbrella.
_MOST_PER_KEY = 200
#: So many of those with the rarest keys in common are looked at closely.
_MOST_COMPARED = 25
#: A contact detail of so many organisations belongs to their building or umbrella.
_SHARED_BY = 4
_SHORTEST_TYPO = 5


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be the one asked for."""

    key: Hashable
    suspicion: Suspicion


class DuplicateFinder:
    """Organisations by what they have in common; ask with ``candidates``, add and take away as they change.

    Keys are of the caller's choice, such as the actor key. ``comparisons`` counts the pairs looked at closely.
    """

    def __init__(self, organisations: Iterable[tuple[Hashable, Facts]] = ()) -> None:
        self.facts: dict[Hashable, Facts] = {}
        # There are many blocks, and nearly all have one owner: it stands there without a list.
        self.index: dict[int, Any] = {}
        self.comparisons = 0
        for key, facts in organisations:
            self.add(key, facts)

    def add(self, key: Hashable, facts: Facts) -> None:
        """Add an organisation, or replace what was known of it."""
        self.discard(key)
        self.facts[key] = facts
        for block in blocking_keys(facts):
            slot = _slot(block)
            owners = self.index.get(slot)
            if isinstance(owners, list):
                owners.append(key)
            else:
                self.index[slot] = key if owners is None else [owners, key]

    def discard(self, key: Hashable) -> None:
        """Forget an organisation; one that is not known is welcome."""
        if (facts := self.facts.pop(key, None)) is not None:
            for block in blocking_keys(facts):
                self.index[_slot(block)] = [owner for owner in self._owners(block) if owner != key]

    def _owners(self, block: str) -> list[Hashable]:
        found = self.index.get(_slot(block), [])
        return found if isinstance(found, list) else [found]

    def candidates(self, facts: Facts, leave_out: Iterable[Hashable] = ()) -> list[Candidate]:
        """Who may be this organisation, most likely first; ``leave_out`` are keys that are not asked for."""
        left_out = set(leave_out)
        common: Counter[Hashable] = Counter()
        for block in sorted(blocking_keys(facts)):
            owners = self._owners(block)
            if 0 < len(owners) <= _MOST_PER_KEY:
                for owner in owners:
                    common[owner] += 1 / len(owners)
        for key in left_out:
            common.pop(key, None)
        nearest = sorted(common, key=lambda key: (-common[key], str(key)))[:_MOST_COMPARED]
        shared = {block for block in facts.traces.blocks() if len(self._owners(block)) >= _SHARED_BY}
        self.comparisons += len(nearest)
        found = [(key, suspected(facts, self.facts[key], shared)) for key in nearest]
        candidates = [Candidate(key, suspicion) for key, suspicion in found if suspicion]
        return sorted(candidates, key=lambda candidate: (-candidate.suspicion.score, str(candidate.key)))

    def pairs(self) -> Iterator[tuple[Hashable, Hashable, Suspicion]]:
        """Each pair among all that are known, once."""
        seen: set[frozenset[Hashable]] = set()
        for key, facts in self.facts.items():
            for candidate in self.candidates(facts, leave_out=[key]):
                pair = frozenset((key, candidate.key))
                if pair not in seen:
                    seen.add(pair)
                    yield key, candidate.key, candidate.suspicion


def _slot(block: str) -> int:
    """A number that stands for a block and takes less room; two that share one cost a comparison, no more."""
    return crc32(block.encode())


def blocking_keys(facts: Facts) -> set[str]:
    """What an organisation must have in common with another to be compared with it at all.

    Words of its names, alone and in pairs, also with one letter left out so that a typing error is found; initials;
    the whole name; contact details.
    """
    keys = facts.traces.blocks()
    for name in map(take_apart, (facts.name, *facts.other_names)):
        if not name.key:
            continue
        texts = sorted({word.text for word in name.words})
        keys |= {f"n:{name.key}", f"j:{''.join(texts)}", *(f"i:{text}" for text in name.initials)}
        keys |= {f"i:{text}" for text in name.key.split()}
        telling = sorted({word.text for word in name.words if word.role in (Role.PLAIN, Role.NATION)})
        keys |= {f"t:{text}" for text in texts}
        keys |= {f"2:{first}+{second}" for i, first in enumerate(texts) for second in texts[i + 1 :]}
        for text in telling:
            keys.add(f"k:{skeleton(text) or text}")
            if len(text) >= _SHORTEST_TYPO:
                keys |= {f"x:{text[:i]}{text[i + 1 :]}" for i in range(len(text))} | {f"x:{text}"}
    return keys
