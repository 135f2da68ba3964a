"""What is done to events."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import EventPage, EventStatus
from .signals import event_changed


def announce(event: EventPage) -> frozenset[str]:
    """Compare an event that was just published with what was announced before, and tell those who want to know.

    The publishing itself is in the audit log. Where date, place or state differ, the number of the version rises, so
    that calendars take the new one, and ``event_changed`` is sent unless the event is over.

    Returns:
        What changed, in the words of ``event_changed``.
    """
    with transaction.atomic():
        before = EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
        facts = _facts(event)
        what = _changes(before.announced, facts)
        if before.announced.get("status") != facts["status"]:
            is_first_and_planned = not before.announced and event.status == EventStatus.PLANNED
            event.status_changed_at = None if is_first_and_planned else timezone.now()
        event.announced = facts | _previous_start(before.announced, facts) | _removed(before.announced, facts)
        event.sequence = before.sequence + bool(what)
        # Aliases are copied from versions, which know nothing of this.
        EventPage.objects.filter(Q(pk=event.pk) | Q(alias_of=event.pk)).update(
            announced=event.announced, sequence=event.sequence, status_changed_at=event.status_changed_at
        )
        if what and not event.is_over():
            event_changed.send(sender=type(event), event=event, what=what)
    return what


def _facts(event: EventPage) -> dict[str, Any]:
    """What people who want to come rely on."""
    days = event.ordered_days()
    return {
        "days": [[_text(day.date), _text(day.begins), _text(day.ends)] for day in days],
        "place": [event.venue_name, event.venue_address],
        "status": event.status,
        "start": event.starts_at.isoformat() if event.starts_at else "",
    }


def _text(value: Any) -> str:
    return value.isoformat() if value is not None else ""


def _changes(before: dict[str, Any], facts: dict[str, Any]) -> frozenset[str]:
    """Nothing when it is announced for the first time."""
    if not before:
        return frozenset()
    words = {"days": "date", "place": "place", "status": facts["status"]}
    return frozenset(word for name, word in words.items() if before[name] != facts[name])


def _previous_start(before: dict[str, Any], facts: dict[str, Any]) -> dict[str, str]:
    """When an event was to begin before it was moved; kept until it is moved again."""
    was = (
        before.get("start") if before and before["start"] != facts["start"] else before.get("previous_start")
    )
    return {"previous_start": was} if was else {}


def _removed(before: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """Days beyond the last one that were announced once: calendars know a day by its number (``calendars.py``)."""
    known = [*before.get("days", ()), *before.get("removed", ())]
    removed = known[len(facts["days"]) :]
    return {"removed": removed} if removed else {}
