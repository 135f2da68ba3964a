"""The public JSON of a directory."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from skew_wagtail import conf

from .facets import FACETS
from .listing import Listing, positive_number
from .models import ActorDirectoryPage

_PER_PAGE = "100"


def actors_json(directory: ActorDirectoryPage, request: HttpRequest) -> dict[str, Any]:
    """``{"count": all hits, "results": one page of them}`` under the directory's own filters.

    ``page`` counts from 1; ``per_page`` is at most the setting ``API_MAX_PER_PAGE``. Terms are slugs, times
    ISO 8601. There are no people in it.

    Raises:
        Http404: a page beyond the last, or ``page`` or ``per_page`` is no number.
    """
    per_page = min(positive_number(request.GET.get("per_page", _PER_PAGE)), conf.get("API_MAX_PER_PAGE"))
    listing = Listing(directory, request.GET, per_page)
    base = request.build_absolute_uri(directory.relative_url(Site.find_for_request(request), request))
    return {"count": listing.hits.count, "results": [_result(entry, base) for entry in listing.entries]}


def _result(entry: dict[str, Any], base: str) -> dict[str, Any]:
    terms = {facet.key: entry["facets"][facet.name] for facet in FACETS if facet.key != "kind"}
    return {
        "id": entry["page_id"],
        "slug": entry["slug"],
        "name": entry["card"]["name"],
        "url": f"{base}{entry['slug']}/",
        "kind": next(iter(entry["facets"]["kind"]), None),
        **terms,
        "updated": entry["updated_at"].isoformat() if entry["updated_at"] else None,
    }
