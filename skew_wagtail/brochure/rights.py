"""Who may build a brochure: who may publish its page."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .models import BrochurePage


def may_build(page: Page, user: Any) -> bool:
    """Whether somebody may build this brochure and have its files."""
    return page.permissions_for_user(user).can_publish()


def buildable_brochures(user: Any) -> list[BrochurePage]:
    """The brochures that somebody may build."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return list(BrochurePage.objects.filter(pk__in=allowed.values("pk")).order_by("title"))
