"""What a brochure tells in numbers."""

from typing import Any

from django.utils.translation import ngettext

from skew_wagtail.inventory.charts import statistics_of as count_all
from skew_wagtail.inventory.statistics import DIMENSIONS, Counted

from .terms import Terms

#: What a brochure counts, in the order of all statistics.
COUNTED = ("kind", "topic", "country", "sdg", "area", "target_group", "language")


def counted_of(terms: Terms) -> list[Counted]:
    """What is counted of the actors of a brochure."""
    return count_all(terms.entries, [each for each in DIMENSIONS if each.name in COUNTED])


def statistics_of(terms: Terms) -> list[dict[str, Any]]:
    """One picture for each dimension that has anything to tell, as plain data for the PDF."""
    return [
        {
            "name": counted.dimension.name,
            "title": str(counted.dimension.label),
            "rows": [
                {"label": row.label, "count": row.counts[0], "shown": str(row.counts[0])}
                for row in counted.rows
            ],
            "note": note_of(counted, terms),
        }
        for counted in counted_of(terms)
    ]


def note_of(counted: Counted, terms: Terms) -> str:
    """What stands below a picture: what is not told, else how many actors are counted."""
    number = len(terms.entries)
    note = ngettext(
        "One actor is counted.", "%(number)d actors are counted; one may stand in several lines.", number
    )
    return counted.note() or note % {"number": number}
