"""Events as iCalendar (RFC 5545), for one event and for a list."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid5

import icalendar
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

if TYPE_CHECKING:
    from .models import EventDay, EventPage

PRODUCT = "-//skew-wagtail//events//DE"


def calendar_of(events: Iterable["EventPage"], request: HttpRequest | None, name: str) -> bytes:
    """The days of events, each as a VEVENT of its own, with the time zone they are in.

    The UID of a day is made of the page's key, its language and which of the days it is, so that it stays when the day
    moves; SEQUENCE rises then (``actions.announce``). What is cancelled stays in the calendar as CANCELLED, and so does
    the day of an event that is postponed without a new one, and until it would be over a day that was taken away.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    dates = []
    for event in events:
        days = event.ordered_days()
        for number, day in enumerate(days, start=1):
            calendar.add_component(
                _entry(event, day, number, _summary(event, day, number, len(days)), request)
            )
            dates.append(day.date)
        for number, day in enumerate(_removed_days(event), start=len(days) + 1):
            if day.ends_at > timezone.now():
                entry = _entry(event, day, number, _cancelled(event.title), request)
                entry["status"] = "CANCELLED"
                calendar.add_component(entry)
                dates.append(day.date)
    if dates:
        # From winter to winter: the first and last day lie in full years of the zone's changes.
        first, last = date(min(dates).year, 1, 1), date(max(dates).year + 1, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    return calendar.to_ical()


def _entry(
    event: "EventPage", day: "EventDay", number: int, summary: str, request: HttpRequest | None
) -> icalendar.Event:
    entry = icalendar.Event()
    published = event.last_published_at or event.latest_revision_created_at or datetime.now(UTC)
    entry.add("uid", str(uuid5(event.translation_key, f"{event.locale.language_code}/{number}")))
    entry.add("dtstamp", published.astimezone(UTC))
    entry.add("last-modified", published.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("summary", summary)
    for name, moment in zip(("dtstart", "dtend"), _span(day), strict=True):
        if moment is not None:
            entry.add(name, moment)
    url = event.get_full_url(request) or ""
    entry.add("status", _status(event))
    entry.add("location", place_of(event))
    entry.add("description", "\n\n".join(part for part in (*_texts(event), url) if part))
    entry.add("url", url)
    if event.series:
        entry.add("categories", [event.series.title])
    return entry


def _removed_days(event: "EventPage") -> Iterator["EventDay"]:
    """Days that were announced and taken away since; their numbers go on after the last one that is left."""
    from .models import EventDay

    for day, *times in event.announced.get("removed", ()):
        begins, ends = (time.fromisoformat(text) if text else None for text in times)
        yield EventDay(date=date.fromisoformat(day), begins=begins, ends=ends)


def _span(day: "EventDay") -> tuple[datetime | date, datetime | date | None]:
    """Beginning and end; without the first the whole day, without the second an open end."""
    if day.begins is None:
        return day.date, day.date + timedelta(days=1)
    return day.starts_at, day.ends_at if day.ends else None


def _status(event: "EventPage") -> str:
    from .models import EventStatus

    off = event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)
    return "CANCELLED" if off else "CONFIRMED"


def _summary(event: "EventPage", day: "EventDay", number: int, count: int) -> str:
    """The title, and which part it is; what is wrong comes first, for not every calendar shows the state."""
    from .models import EventStatus

    title: Any = event.title
    if count > 1:
        part = {"title": title, "number": number, "count": count}
        title = f"{title}: {day.label}" if day.label else _("%(title)s (day %(number)d of %(count)d)") % part
    if event.status == EventStatus.CANCELLED:
        return _cancelled(title)
    if event.status == EventStatus.POSTPONED:
        return _("Postponed: %(title)s") % {"title": title}
    return title


def _cancelled(title: str) -> str:
    return _("Cancelled: %(title)s") % {"title": title}


def place_of(event: "EventPage") -> str:
    """Venue and address in one line, else the municipality."""
    lines = [event.venue_name, *event.venue_address.splitlines()]
    place = ", ".join(line.strip() for line in lines if line.strip())
    return place or (event.municipality.name if event.municipality else "")


def _texts(event: "EventPage") -> tuple[str, str]:
    return event.status_text, get_text_for_indexing(event.introduction).strip()
