"""What happens to registrations when their event is published anew."""

from typing import Any

from wagtail.signals import page_published

from ..models import EventPage
from ..signals import event_changed
from .actions import move_up
from .letters import tell_change
from .models import Registration


def register_signal_handlers() -> None:
    page_published.connect(event_published)
    event_changed.connect(tell_registered)


def event_published(instance: Any, **kwargs: Any) -> None:
    """There may be more seats now."""
    if isinstance(instance, EventPage) and Registration.objects.filter(event=instance.pk).in_line().exists():
        move_up(instance.pk)


def tell_registered(event: EventPage, what: frozenset[str], **kwargs: Any) -> None:
    """Whoever has a seat or waits for one learns that the event is not as it was announced."""
    registered = Registration.objects.standing().filter(event=event.pk).exclude(confirmed_at=None)
    tell_change(registered, event, sorted(what))
