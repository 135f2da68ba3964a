"""What a story shows, as plain data."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from skew_wagtail.inventory.presentation import public_entries

from ..presentation import documents_of, related_pages_of

if TYPE_CHECKING:
    from .models import StoryPage

#: What a row of a list shows of other tables, and the order of rows.
ROW_RELATIONS = ("municipality__size", "municipality__state")
NEWEST_FIRST = ("-first_published_at", "-pk")


def story_context(page: "StoryPage") -> dict[str, Any]:
    """What ``story_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    return {
        "municipality": page.municipality,
        "topics": page.topics.all(),
        "sections": _sections(page),
        "documents": documents_of(page),
        "actors": public_entries(row.actor_id for row in page.linked_actors.all()),
        "related_pages": related_pages_of(page),
    }


def stories_naming(page: Page) -> list["StoryPage"]:
    """The stories that anyone may see and that name a page, the newest first; one query."""
    from .models import StoryPage, StoryRelatedPage

    naming = StoryRelatedPage.objects.filter(related=page.pk).values("page")
    stories = StoryPage.objects.live().public().filter(pk__in=naming)
    return list(stories.select_related(*ROW_RELATIONS).order_by(*NEWEST_FIRST))


def period_in_words(start_year: int | None, end_year: int | None) -> str:
    """From when to when; one year, or a beginning without an end, says so."""
    if not start_year:
        return ""
    if not end_year:
        return _("since %(year)s") % {"year": start_year}
    if start_year == end_year:
        return str(start_year)
    return _("%(start)s to %(end)s") % {"start": start_year, "end": end_year}


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
