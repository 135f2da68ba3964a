"""Who could work with whom: suggestions from what organisations seek, offer and deal with.

Pure functions on plain data; whoever calls them gives only what may be shared.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

#: More is no help on the day; how many are left out is said.
MOST_PAIRS, MOST_GROUPS = 100, 40
#: A kind of cooperation that very many seek and offer is looked at up to here.
_MOST_COMPARED = 20_000


@dataclass(frozen=True)
class Party:
    """An organisation: its key, its name, and the slugs of its topics, countries and areas."""

    key: int
    name: str
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wish:
    """Something that a party seeks or offers; ``topic`` is a slug or empty."""

    party: int
    kind: str
    text: str
    topic: str = ""


@dataclass(frozen=True)
class Pair:
    """Two parties of whom one seeks what the other offers, and what they share besides."""

    kind: str
    seeker: Party
    need: Wish
    giver: Party
    offer: Wish
    #: Pairs of facet and slug.
    shared: tuple[tuple[str, str], ...] = ()

    @property
    def rank(self) -> tuple[int, str, str, str]:
        """The most in common first, then by name."""
        same_topic = bool(self.need.topic) and self.need.topic == self.offer.topic
        return (-len(self.shared) - 2 * same_topic, self.kind, self.seeker.name, self.giver.name)


@dataclass(frozen=True)
class CommonInterest:
    """Parties that deal with one topic in one country."""

    topic: str
    country: str
    parties: tuple[Party, ...]


def find_pairs(parties: Iterable[Party], needs: Iterable[Wish], offers: Iterable[Wish]) -> list[Pair]:
    """Each pair of different parties and kind once, by its best match; the most in common first."""
    by_key = {party.key: party for party in parties}
    offered: dict[str, list[Wish]] = defaultdict(list)
    for offer in offers:
        offered[offer.kind].append(offer)
    best: dict[tuple[str, int, int], Pair] = {}
    wanted: dict[str, list[Wish]] = defaultdict(list)
    for need in needs:
        wanted[need.kind].append(need)
    for kind, sought in wanted.items():
        compared = 0
        for need, offer in product(sought, offered[kind]):
            compared += 1
            if compared > _MOST_COMPARED:
                break
            if need.party == offer.party:
                continue
            pair = _pair(by_key[need.party], need, by_key[offer.party], offer)
            known = best.get((kind, need.party, offer.party))
            if known is None or pair.rank < known.rank:
                best[kind, need.party, offer.party] = pair
    return sorted(best.values(), key=lambda pair: pair.rank)


def _pair(seeker: Party, need: Wish, giver: Party, offer: Wish) -> Pair:
    topics = {need.topic, *seeker.topics} & {offer.topic, *giver.topics} - {""}
    shared = {
        "topic": topics,
        "country": seeker.countries & giver.countries,
        "area": seeker.areas & giver.areas,
    }
    flat = tuple((facet, slug) for facet, slugs in shared.items() for slug in sorted(slugs))
    return Pair(need.kind, seeker, need, giver, offer, flat)


def find_common_interests(parties: Iterable[Party]) -> list[CommonInterest]:
    """Topics and countries that two or more parties share; the most parties first."""
    groups: dict[tuple[str, str], list[Party]] = defaultdict(list)
    for party in parties:
        for topic, country in product(party.topics, party.countries):
            groups[topic, country].append(party)
    found = [
        CommonInterest(topic, country, tuple(sorted(members, key=lambda party: party.name)))
        for (topic, country), members in groups.items()
        if len(members) > 1
    ]
    return sorted(found, key=lambda each: (-len(each.parties), each.topic, each.country))
