"""What happens when somebody publishes an event."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from .actions import announce
from .models import EventPage


def register_signal_handlers() -> None:
    """Connect the publishing of pages; a host may have kinds of events of its own, so the sender is not named."""
    page_published.connect(event_published)


def event_published(instance: Page, **kwargs: Any) -> None:
    """Note what is announced now; a page that only waits for its time is not announced yet."""
    if isinstance(instance, EventPage) and instance.live:
        announce(instance)
