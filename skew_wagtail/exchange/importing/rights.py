"""Who may import, and where."""

from typing import Any

from skew_wagtail.actors.models import ActorDirectoryPage

#: An import makes profiles, people and rows of the register.
PERMISSIONS = (
    "skew_exchange.add_importrun",
    "skew_privacy.add_contactperson",
    "skew_privacy.change_contactperson",
)


def importable_directories(user: Any) -> list[ActorDirectoryPage]:
    """The directories into which somebody may bring profiles and whose profiles they may edit."""
    found = []
    for directory in ActorDirectoryPage.objects.order_by("path"):
        allowed = directory.permissions_for_user(user)
        if allowed.can_add_subpage() and allowed.can_edit():
            found.append(directory)
    return found


def may_import(user: Any) -> bool:
    """Whether somebody may import into any directory."""
    return user.has_perms(PERMISSIONS) and bool(importable_directories(user))
