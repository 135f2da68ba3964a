"""Counting the actors of an inventory."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

#: What is counted, by the names of the directory's facets.
DIMENSIONS = ("kind", "topic", "country")
#: Terms named; what is rarer is counted together.
TOP = 12


def count_actors(
    facets: Iterable[Mapping[str, list[str]]], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, list[tuple[str, int]]]:
    """How many actors have a term, by dimension: label and number, the most frequent first.

    Args:
        facets: the ``facets`` of each actor's entry, slugs by dimension.
        labels: label by slug for each dimension to count; a slug without label is a deleted term and not counted.

    The last row, "others", counts actors with at least one of the terms beyond the first ``TOP``.
    """
    facets = list(facets)
    return {name: _rows([actor.get(name, []) for actor in facets], terms) for name, terms in labels.items()}


def _rows(actors: list[list[str]], labels: Mapping[str, str]) -> list[tuple[str, int]]:
    counts = Counter(slug for slugs in actors for slug in set(slugs) if slug in labels)
    ordered = sorted(counts, key=lambda slug: (-counts[slug], labels[slug].casefold()))
    rows = [(labels[slug], counts[slug]) for slug in ordered[:TOP]]
    rest = set(ordered[TOP:])
    if rest:
        rows.append((_("others"), sum(not rest.isdisjoint(slugs) for slugs in actors)))
    return rows
