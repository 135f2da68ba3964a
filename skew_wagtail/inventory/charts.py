"""Statistics of actors as pictures, tables and rows of a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _

from skew_wagtail.actors.facets import FACETS, TRAITS
from skew_wagtail.spreadsheets import BYTE_ORDER_MARK, neutral

from .statistics import DIMENSIONS, TOP, Counted, Dimension, Terms, count_actors

if TYPE_CHECKING:
    from skew_wagtail.actors.models import ActorEntry

# Units of the bar picture: as wide as a small telephone, a line of text and below it a bar for each series.
_WIDTH, _TEXT_BASE, _BAR_TOP, _BAR_STEP, _GAP = 320, 16, 22, 16, 6


def statistics_of(
    entries: Iterable["ActorEntry"], dimensions: Sequence[Dimension] = DIMENSIONS, top: int | None = TOP
) -> list[Counted]:
    """Each dimension in which any actor has a term that may be told; a query for each vocabulary."""
    actors = [entry.terms for entry in entries]
    counted = [count_actors(actors, each, _labels(each, actors), top) for each in dimensions]
    return [each for each in counted if each.rows]


def _labels(dimension: Dimension, actors: Sequence[Terms]) -> dict[str, str]:
    """Labels of the terms that any actor has, in the vocabulary's order."""
    names = [name for name, _heading in dimension.series]
    used = {slug for actor in actors for name in names for slug in actor.get(name, ())}
    if dimension.name == "founded":
        return {slug: f"{slug}–{int(slug) + 9}" for slug in sorted(used)}
    model = next(facet for facet in (*FACETS, *TRAITS) if facet.name == names[0]).vocabulary
    model = apps.get_model(model) if isinstance(model, str) else model
    terms = model.objects.filter(slug__in=used) if used else ()
    return {term.slug: str(term) if dimension.name == "sdg" else term.label for term in terms}


def chart(counted: Counted) -> dict[str, Any]:
    """What ``chart.html`` needs: ``name``, ``label``, ``headings``, ``note``, measures in units of their own, ``bars``.

    The longest bar is as wide as the picture; with several series each row has a bar for each.
    """
    series = counted.dimension.series
    height = _BAR_TOP + _BAR_STEP * len(series) + _GAP
    most = max(max(row.counts) for row in counted.rows)
    return {
        "name": counted.dimension.name,
        "label": counted.dimension.label,
        "headings": [heading for _name, heading in series],
        "note": counted.note(),
        "width": _WIDTH,
        "height": len(counted.rows) * height,
        "bars": [
            {
                "label": row.label,
                "counts": row.counts,
                "shown": " : ".join(map(str, row.counts)),
                "text_y": position * height + _TEXT_BASE,
                "rects": [
                    {
                        "y": position * height + _BAR_TOP + number * _BAR_STEP,
                        "width": max(round(_WIDTH * count / most), 1) if count else 0,
                    }
                    for number, count in enumerate(row.counts)
                ],
            }
            for position, row in enumerate(counted.rows)
        ],
    }


def statistics_csv(counted: Iterable[Counted]) -> str:
    """All numbers as CSV that opens rightly in a German office: dimension, term, what is counted, number."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Statistics"), _("Term"), _("Counted"), _("Number")])
    for each in counted:
        label = str(each.dimension.label)
        for row in each.rows:
            for (_name, heading), number in zip(each.dimension.series, row.counts, strict=True):
                writer.writerow([neutral(label), neutral(row.label), neutral(str(heading)), number])
        if each.hidden:
            writer.writerow([neutral(label), neutral(each.note()), "", ""])
    return text.getvalue()
