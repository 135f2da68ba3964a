"""Counting actors by what anyone may see of them; here it is decided which small numbers are not told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from skew_wagtail import conf

#: Terms named in a picture; what is rarer is counted together.
TOP = 12

Terms = Mapping[str, list[str]]


@dataclass(frozen=True)
class Dimension:
    """What actors are counted by (Merkmal).

    ``series``: names of facets or traits of an entry with the heading of their column. ``is_sensitive``: from small
    numbers one might guess who is meant. ``in_order``: rows in the order of the terms, not by number.
    """

    name: str
    label: Any
    series: tuple[tuple[str, Any], ...]
    is_sensitive: bool = False
    in_order: bool = False


@dataclass(frozen=True)
class Row:
    """A term and how many actors have it, a number for each series."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Counted:
    """A dimension counted. ``hidden``: how many terms are left out because their numbers are too small."""

    dimension: Dimension
    rows: list[Row]
    hidden: int = 0

    def note(self) -> str:
        """What a reader is told about the terms that are left out; empty when there are none."""
        if not self.hidden:
            return ""
        text = ngettext(
            "%(hidden)d more term is not shown, for numbers under %(least)d are not told, so that nobody is "
            "recognised.",
            "%(hidden)d more terms are not shown, for numbers under %(least)d are not told, so that nobody is "
            "recognised.",
            self.hidden,
        )
        return text % {"hidden": self.hidden, "least": least_number()}


def _simple(name: str, label: Any, **options: bool) -> Dimension:
    return Dimension(name, label, ((name, gettext_lazy("Actors")),), **options)


#: In the order in which they are shown.
DIMENSIONS: tuple[Dimension, ...] = (
    _simple("kind", gettext_lazy("Kind of actor")),
    _simple("sector", gettext_lazy("Sector")),
    _simple("topic", gettext_lazy("Topic")),
    _simple("sdg", gettext_lazy("Sustainable development goal")),
    _simple("country", gettext_lazy("Country of engagement")),
    _simple("area", gettext_lazy("Area")),
    _simple("language", gettext_lazy("Language"), is_sensitive=True),
    _simple("target_group", gettext_lazy("Target group"), is_sensitive=True),
    _simple("legal_form", gettext_lazy("Legal form")),
    _simple("founded", gettext_lazy("Founded in"), in_order=True),
    Dimension(
        "cooperation",
        gettext_lazy("Needs and offers"),
        (("seeks", gettext_lazy("Seek")), ("offers", gettext_lazy("Offer"))),
    ),
)


def least_number() -> int:
    """The smallest number that is told in a sensitive dimension (setting ``STATISTICS_LEAST``)."""
    return conf.get("STATISTICS_LEAST")


def count_actors(
    actors: Sequence[Terms], dimension: Dimension, labels: Mapping[str, str], top: int | None = TOP
) -> Counted:
    """How many actors have each term, the most frequent first.

    Args:
        actors: the terms of each actor, slugs by facet or trait.
        labels: label by slug, in the vocabulary's order; a slug without label is a deleted term and not counted.
        top: so many terms are named; a last row, "3 others", counts actors with any of those beyond. ``None``: all.

    In a sensitive dimension small numbers are left out, and nothing is counted together.
    """
    numbers = [
        Counter(slug for actor in actors for slug in set(actor.get(name, ())) if slug in labels)
        for name, _heading in dimension.series
    ]
    known = [slug for slug in labels if any(counter[slug] for counter in numbers)]
    if not dimension.in_order:
        known.sort(key=lambda slug: (-max(counter[slug] for counter in numbers), labels[slug].casefold()))
    rows = [Row(labels[slug], tuple(counter[slug] for counter in numbers)) for slug in known]
    if dimension.is_sensitive:
        told = _told(rows)
        return Counted(dimension, told, len(rows) - len(told))
    if dimension.in_order or top is None or len(rows) <= top:
        return Counted(dimension, rows)
    rest = set(known[top:])
    others = tuple(
        sum(not rest.isdisjoint(actor.get(name, ())) for actor in actors)
        for name, _heading in dimension.series
    )
    label = ngettext("%(number)d other", "%(number)d others", len(rest)) % {"number": len(rest)}
    return Counted(dimension, [*rows[:top], Row(label, others)])


def _told(rows: list[Row]) -> list[Row]:
    """The rows that may be told: none under the least number, and none by which one could compute such a one.

    Who knows how many actors there are might subtract what is told. So at least two terms are left out, which
    together have as many actors as the least number, and where they have not, the smallest told one joins them.
    """
    least = least_number()
    told = sum(row.counts[0] >= least for row in rows)
    while 0 < told < len(rows):
        hidden = rows[told:]
        if len(hidden) > 1 and sum(row.counts[0] for row in hidden) >= least:
            break
        told -= 1
    return rows[:told]
