"""Who may build a brochure: who may publish its page."""

from typing import Any

from wagtail.models import Page


def may_build(page: Page, user: Any) -> bool:
    """Whether somebody may build this brochure and have its files."""
    return page.permissions_for_user(user).can_publish()
