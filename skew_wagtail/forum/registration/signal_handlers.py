"""What happens to registrations when their event is published anew."""

from typing import Any

from wagtail.signals import page_published

from ..models import EventPage
from .actions import move_up
from .models import Registration


def register_signal_handlers() -> None:
    page_published.connect(event_published)


def event_published(instance: Any, **kwargs: Any) -> None:
    """There may be more seats now."""
    if isinstance(instance, EventPage) and Registration.objects.filter(event=instance.pk).in_line().exists():
        move_up(instance.pk)
