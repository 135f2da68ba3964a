"""Who could work with whom: suggestions from what organisations seek, offer and deal with.

Pure functions on plain data; whoever calls them gives only what may be shared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product
from typing import NamedTuple

#: More is no help on the day; how many are left out is said.
MOST_PAIRS, MOST_GROUPS = 100, 40


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


@dataclass(frozen=True)
class CommonInterest:
    """Parties that deal with one topic in one country."""

    topic: str
    country: str
    parties: tuple[Party, ...]


class _Side(NamedTuple):
    """A wish with its party; each term that both stand for is a bit of ``terms``, so that very many compare fast."""

    party: Party
    wish: Wish
    terms: int


class _Match(NamedTuple):
    """What pairs are ordered by, the most in common first, and the pair."""

    rank: tuple[int, str, str, str]
    need: _Side
    offer: _Side


def find_pairs(
    parties: Iterable[Party], needs: Iterable[Wish], offers: Iterable[Wish], most: int
) -> tuple[list[Pair], int]:
    """The pairs with most in common, then by name, and how many there are in all.

    Two different parties are one pair for each kind, by their best match.
    """
    by_key = {party.key: party for party in parties}
    bits: dict[tuple[str, str], int] = {}
    sought, offered = (_sides(wishes, by_key, bits) for wishes in (needs, offers))
    kinds = [(sought[kind], offered[kind]) for kind in sought if kind in offered]
    count = sum(len(seekers) * len(givers) - len(seekers.keys() & givers) for seekers, givers in kinds)
    matches = (match for seekers, givers in kinds for match in _matches(seekers, givers))
    best = nsmallest(most, matches, key=lambda match: match.rank)
    return [
        _pair(match.need.party, match.need.wish, match.offer.party, match.offer.wish) for match in best
    ], count


def _sides(
    wishes: Iterable[Wish], by_key: dict[int, Party], bits: dict[tuple[str, str], int]
) -> dict[str, dict[int, list[_Side]]]:
    """By kind and party; of several on one topic the first, for all have the same in common with others."""
    found: dict[str, dict[int, dict[str, _Side]]] = defaultdict(lambda: defaultdict(dict))
    for wish in wishes:
        party, topics = by_key[wish.party], found[wish.kind][wish.party]
        if wish.topic not in topics:
            facets = (
                ("topic", {wish.topic, *party.topics} - {""}),
                ("country", party.countries),
                ("area", party.areas),
            )
            terms = [(facet, slug) for facet, slugs in facets for slug in slugs]
            topics[wish.topic] = _Side(
                party, wish, sum(1 << bits.setdefault(term, len(bits)) for term in terms)
            )
    return {
        kind: {key: list(topics.values()) for key, topics in by_party.items()}
        for kind, by_party in found.items()
    }


def _matches(seekers: dict[int, list[_Side]], givers: dict[int, list[_Side]]) -> Iterator[_Match]:
    """The best of each two parties."""
    for (seeker, needs), (giver, offers) in product(seekers.items(), givers.items()):
        if seeker != giver:
            need, offer = max(product(needs, offers), key=_in_common)
            rank = (-_in_common((need, offer)), need.wish.kind, need.party.name, offer.party.name)
            yield _Match(rank, need, offer)


def _in_common(sides: tuple[_Side, _Side]) -> int:
    """How many terms both share; that both mean the same topic counts twice more."""
    need, offer = sides
    is_same_topic = bool(need.wish.topic) and need.wish.topic == offer.wish.topic
    return (need.terms & offer.terms).bit_count() + 2 * is_same_topic


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
