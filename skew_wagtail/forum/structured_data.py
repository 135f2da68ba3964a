"""Events for machines that read pages: schema.org as JSON-LD."""

import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import get_text_for_indexing

from .calendars import place_of

if TYPE_CHECKING:
    from .models import EventDay, EventPage

#: What could end the element or begin a comment in it stands as an escape of JSON.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_STATES = {
    "planned": "EventScheduled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}


def event_json(event: "EventPage", days: list["EventDay"]) -> SafeString:
    """An event as JSON that may stand in a ``script`` element; empty without a day."""
    if not days:
        return mark_safe("")
    text = json.dumps(_event(event, days), ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  (nothing in it can end the element)


def _event(event: "EventPage", days: list["EventDay"]) -> dict[str, Any]:
    url = event.get_full_url() or ""
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": url,
        "startDate": days[0].machine_readable,
        "endDate": _end(days[-1]),
        "eventStatus": f"https://schema.org/{_STATES[event.status]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "description": event.search_description or get_text_for_indexing(event.introduction).strip(),
        "location": _place(event),
    }
    if event.organiser:
        data["organizer"] = {"@type": "Organization", "name": event.organiser}
    if event.status == "moved" and event.announced.get("previous_start"):
        data["previousStartDate"] = event.announced["previous_start"]
    if event.series:
        data["superEvent"] = {"@type": "EventSeries", "name": event.series.title}
    if len(days) > 1:
        shared = {"@type": "Event", "location": data["location"], "eventStatus": data["eventStatus"]}
        data["subEvent"] = [
            shared
            | {"name": day.label or event.title, "startDate": day.machine_readable, "endDate": _end(day)}
            for day in days
        ]
    return {name: value for name, value in data.items() if value}


def _end(day: "EventDay") -> str:
    return day.ends_at.isoformat() if day.ends else day.date.isoformat()


def _place(event: "EventPage") -> dict[str, str]:
    """Where it is; schema.org's readers want a name and an address, so one stands for a missing other."""
    place = place_of(event)
    if not place:
        return {}
    address = ", ".join(line.strip() for line in event.venue_address.splitlines() if line.strip())
    return {"@type": "Place", "name": event.venue_name or place, "address": address or place}
