"""The feed of calls for visitors."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from skew_wagtail.actors.views import serve_file

from .caching import limit_caching
from .feeds import CallsFeed
from .models import ProgrammeIndexPage


@require_safe
def calls_feed(request: HttpRequest, path: str) -> HttpResponse:
    """The calls of a list of programmes as Atom."""
    return serve_file(request, path, _atom, ProgrammeIndexPage)


def _atom(page: ProgrammeIndexPage, request: HttpRequest) -> HttpResponse:
    feed = CallsFeed()
    response = feed(request, page=page)
    limit_caching(request, response, feed.next_change)
    return response
