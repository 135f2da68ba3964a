"""Whose inventories stand on the board."""

from typing import Any

from django.db.models import QuerySet

from ..models import InventoryProjectPage
from ..rights import projects_for

#: Of the inventories' model; who has it sees them all and may still change none.
VIEW_PERMISSION = "skew_inventory.view_inventoryprojectpage"


def seen_projects(user: Any) -> QuerySet[InventoryProjectPage]:
    """The inventories that somebody sees on the board: all with the permission, else those they work on.

    An alias is none of its own.
    """
    everything = user.has_perm(VIEW_PERMISSION)
    projects = InventoryProjectPage.objects.all() if everything else projects_for(user)
    return projects.filter(alias_of=None)


def may_open_board(user: Any) -> bool:
    """Whether there is anything for somebody on the board."""
    return user.has_perm(VIEW_PERMISSION) or seen_projects(user).exists()
