"""The ranking of a call: weighted means of what the reviewers gave.

Reckoned in fractions, so that what is equal shares a rank, whatever a computer makes of thirds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

#: The points of one reviewer by the criterion's number.
Points = Mapping[int, int]


@dataclass(frozen=True)
class Place:
    """One entry in the ranking; without counted reviews it has no rank."""

    key: int
    rank: int | None
    total: Fraction | None
    by_criterion: dict[int, Fraction] = field(default_factory=dict)
    lowest: Fraction | None = None
    highest: Fraction | None = None
    reviews: int = 0


def ranking(weights: Mapping[int, int], points: Mapping[int, Sequence[Points]]) -> list[Place]:
    """Entries by their weighted mean, best first, those without counted reviews last.

    ``weights`` gives the weight of each criterion, ``points`` for each entry the points of every review that counts:
    whoever is biased is not in it. Equal means share a rank, and the next rank is left out.
    """
    places = [_place(key, weights, reviews) for key, reviews in points.items()]
    places.sort(key=lambda place: (place.total is None, -(place.total or 0)))
    ranked: list[Place] = []
    for number, place in enumerate(places, start=1):
        shares = bool(ranked) and ranked[-1].total == place.total
        rank = None if place.total is None else ranked[-1].rank if shares else number
        ranked.append(Place(**vars(place) | {"rank": rank}))
    return ranked


def _place(key: int, weights: Mapping[int, int], reviews: Iterable[Points]) -> Place:
    counted = [known for given in reviews if (known := {pk: given[pk] for pk in given if pk in weights})]
    means = {}
    for pk in weights:
        given = [review[pk] for review in counted if pk in review]
        if given:
            means[pk] = Fraction(sum(given), len(given))
    own = [_weighted(weights, review) for review in counted]
    return Place(
        key,
        rank=None,
        total=_weighted(weights, means) if means else None,
        by_criterion=means,
        lowest=min(own, default=None),
        highest=max(own, default=None),
        reviews=len(counted),
    )


def _weighted(weights: Mapping[int, int], values: Mapping[int, Fraction | int]) -> Fraction:
    whole = sum(weights[pk] for pk in values)
    return Fraction(sum(weights[pk] * value for pk, value in values.items())) / whole
