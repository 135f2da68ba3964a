"""A new inventory begins with the standard steps."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import init_new_page

from .actions import add_standard_steps
from .models import InventoryProjectPage
from .research import signal_handlers as research


def register_signal_handlers() -> None:
    """Connect the form of a new page, and the research."""
    init_new_page.connect(new_page_opened)
    research.register_signal_handlers()


def new_page_opened(page: Page, **kwargs: Any) -> None:
    if isinstance(page, InventoryProjectPage):
        add_standard_steps(page)
