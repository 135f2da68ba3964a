"""Events as an Atom feed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.html import escape
from wagtail.models import Site
from wagtail.rich_text import get_text_for_indexing

from skew_wagtail.feeds import AtomFeed

from .calendars import place_of

if TYPE_CHECKING:
    from .models import EventPage, ForumIndexPage

#: How many of the events changed last a feed holds.
FEED_SIZE = 50


def atom_of(page: "ForumIndexPage", events: Iterable["EventPage"], request: HttpRequest) -> str:
    """The events of a list, the one published last first."""
    address = page.get_full_url(request) or ""
    site = Site.find_for_request(request)
    feed = AtomFeed(
        title=page.title,
        link=address,
        description="",
        subtitle=get_text_for_indexing(page.introduction).strip() or None,
        language=page.locale.language_code,
        # Atom wants an author; here it is the site.
        author_name=site.site_name or site.hostname,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:uuid:{page.translation_key}",
    )
    for event in events:
        feed.add_item(
            title=event.title,
            link=event.get_full_url(request) or address,
            description=_summary(event),
            unique_id=f"urn:uuid:{event.translation_key}",
            pubdate=event.first_published_at,
            updateddate=event.last_published_at,
            categories=[event.series.title] if event.series else [],
        )
    return feed.writeString("utf-8")


def _summary(event: "EventPage") -> str:
    """When and where, that it does not take place as announced, and what it is about; as HTML, as feeds want it."""
    from .models import EventStatus

    days = event.ordered_days()
    lines = [
        " ".join(part for part in (event.get_status_display(), event.status_text) if part)
        if event.status != EventStatus.PLANNED
        else "",
        "; ".join(day.in_words() for day in days),
        place_of(event),
        get_text_for_indexing(event.introduction).strip(),
    ]
    return "<br>".join(escape(line) for line in lines if line)
