"""What a story shows, as plain data."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from skew_wagtail.inventory.presentation import public_entries

from ..presentation import documents_of, related_pages_of

if TYPE_CHECKING:
    from .models import StoryPage


def story_context(page: "StoryPage") -> dict[str, Any]:
    """What ``story_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    return {
        "municipality": page.municipality,
        "period": period_of(page),
        "topics": page.topics.all(),
        "sections": _sections(page),
        "documents": documents_of(page),
        "actors": public_entries(row.actor_id for row in page.linked_actors.all()),
        "related_pages": related_pages_of(page),
    }


def period_of(page: "StoryPage") -> str:
    """When it was, in words; may be empty."""
    if not page.start_year:
        return ""
    if not page.end_year:
        return _("since %(year)s") % {"year": page.start_year}
    if page.start_year == page.end_year:
        return str(page.start_year)
    return _("%(start)s to %(end)s") % {"start": page.start_year, "end": page.end_year}


def _sections(page: "StoryPage") -> list[dict[str, str]]:
    """What is told, in the order in which it is asked: ``name``, ``title``, ``text``; only what there is."""
    told = (
        ("situation", _("How it was before"), page.situation),
        ("measures", _("What was done"), page.measures),
        ("results", _("What came of it"), page.results),
        ("helped", _("What helped"), page.helped),
        ("difficult", _("What was difficult"), page.difficult),
        ("tips", _("Tips for others"), page.tips),
    )
    return [{"name": name, "title": title, "text": text} for name, title, text in told if text]
