"""Events as files: calendars and the feed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from skew_wagtail.actors.views import serve_file

from ..calendars import calendar_of
from ..feeds import FEED_SIZE, atom_of
from ..listing import asked_of, fitting, public_events
from ..models import EventPage, ForumIndexPage
from ..presentation import EVENT_ICS, EVENTS_ICS


@require_safe
def event_ics(request: HttpRequest, path: str) -> HttpResponse:
    """The dates of one event."""
    return serve_file(request, path, _event_calendar, EventPage)


@require_safe
def events_ics(request: HttpRequest, path: str) -> HttpResponse:
    """The dates of the events of a list, narrowed by the same parameters."""
    return serve_file(request, path, _list_calendar, ForumIndexPage)


@require_safe
def events_atom(request: HttpRequest, path: str) -> HttpResponse:
    """The events of a list as a feed, narrowed by the same parameters."""
    return serve_file(request, path, _feed, ForumIndexPage)


def _event_calendar(event: EventPage, request: HttpRequest) -> HttpResponse:
    return _calendar(calendar_of([event], request, event.title), EVENT_ICS)


def _list_calendar(page: ForumIndexPage, request: HttpRequest) -> HttpResponse:
    events = public_events(page)
    found = fitting(events, asked_of(events, request.GET))
    return _calendar(calendar_of(found, request, page.title), EVENTS_ICS)


def _feed(page: ForumIndexPage, request: HttpRequest) -> HttpResponse:
    events = public_events(page)
    found = fitting(events, asked_of(events, request.GET)).order_by("-last_published_at", "-pk")
    return _file(atom_of(page, found[:FEED_SIZE], request), "application/atom+xml; charset=utf-8")


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = _file(content, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(content: str | bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["X-Robots-Tag"] = "noindex"
    return response
