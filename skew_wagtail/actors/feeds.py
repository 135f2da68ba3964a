"""The actors that a directory published last, as an Atom feed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Site
from wagtail.rich_text import get_text_for_indexing

from skew_wagtail.feeds import AtomFeed

from .listing import ACTORS_ATOM, Listing, whole_query
from .models import ActorDirectoryPage

#: How many actors a feed holds at most.
FEED_SIZE = 50


def actors_atom(directory: ActorDirectoryPage, request: HttpRequest) -> str:
    """The newest actors under the directory's own filters, from public entries alone.

    ``sort`` and ``page`` do not count: a feed is the newest, and one piece.
    """
    asked = request.GET.copy()
    asked["sort"], asked["page"] = "newest", "1"
    listing = Listing(directory, asked, FEED_SIZE)
    site = Site.find_for_request(request)
    base = directory.get_full_url(request)
    feed = AtomFeed(
        title=directory.title,
        link=f"{base}{whole_query(listing)}",
        description="",
        subtitle=get_text_for_indexing(directory.introduction).strip() or None,
        language=directory.locale.language_code,
        # Atom wants an author; here it is the site.
        author_name=site.site_name or site.hostname,
        feed_url=f"{base}{ACTORS_ATOM}{whole_query(listing)}",
        feed_guid=directory.translation_key.urn,
    )
    for entry in listing.entries:
        feed.add_item(**_item(listing, entry, base))
    return feed.writeString("utf-8")


def _item(listing: Listing, entry: dict[str, Any], base: str) -> dict[str, Any]:
    """One actor; the summary is HTML, as readers of feeds take it."""
    card = entry["card"]
    kinds = listing.labels("kind", entry["facets"]["kind"])
    lines = [*kinds, card["place"], card["summary"]]
    # A page that code put online without publishing it has no times.
    updated = entry["updated_at"] or entry["published_at"] or timezone.now()
    return {
        "title": card["name"],
        "link": f"{base}{entry['slug']}/",
        "description": "<br>".join(escape(line) for line in lines if line),
        "unique_id": entry["translation_key"].urn,
        "pubdate": entry["published_at"],
        "updateddate": updated,
        "categories": kinds,
    }
