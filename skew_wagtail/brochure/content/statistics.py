"""What a brochure tells in numbers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.inventory.statistics import count_actors

from .terms import Terms, facet

#: What is counted, in this order.
DIMENSIONS = ("kind", "topic", "country", "sdg", "area", "target_group", "language")
#: From small numbers of these one might guess who is meant.
SENSITIVE = {"target_group", "language"}
LEAST = 5


def statistics_of(terms: Terms) -> list[dict[str, Any]]:
    """One picture for each dimension that has anything to tell; a query for each.

    In a sensitive dimension a number under ``LEAST`` is not told, and its bar has no length.
    """
    labels = {name: terms.of(name) for name in DIMENSIONS}
    counts = count_actors([entry.facets for entry in terms.entries], labels)
    charts = []
    for name, rows in counts.items():
        hidden = name in SENSITIVE
        if rows and not (hidden and rows[0][1] < LEAST):
            charts.append(
                {
                    "name": name,
                    "title": str(facet(name).label),
                    "rows": [_row(label, count, hidden) for label, count in rows],
                    "note": _note(len(terms.entries), hidden),
                }
            )
    return charts


def _row(label: str, count: int, hidden: bool) -> dict[str, Any]:
    if hidden and count < LEAST:
        return {"label": label, "count": 0, "shown": _("under %(number)d") % {"number": LEAST}}
    return {"label": label, "count": count, "shown": str(count)}


def _note(number: int, hidden: bool) -> str:
    if hidden:
        return _("Numbers under %(number)d are not told, so that nobody is recognised.") % {"number": LEAST}
    note = ngettext(
        "One actor is counted.", "%(number)d actors are counted; one may stand in several lines.", number
    )
    return note % {"number": number}
