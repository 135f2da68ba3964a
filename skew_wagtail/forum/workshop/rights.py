"""Who may write down what happens at a workshop: who may edit its page, and the team of its inventory."""

from typing import Any

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.rights import may_work_on

from ..models import NetworkingWorkshopPage


def may_moderate(user: Any, workshop: NetworkingWorkshopPage) -> bool:
    """Whether somebody may see and write what organisations say and agree on at this workshop."""
    if workshop.permissions_for_user(user).can_edit():
        return True
    return workshop.inventory is not None and may_work_on(user, workshop.inventory)


def may_change_page(user: Any, page: NetworkingWorkshopPage | ActorProfilePage | None) -> bool:
    """Whether somebody may add to a page now: it is theirs to edit, and nobody has locked it."""
    if page is None:
        return False
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()


def may_publish_at_once(user: Any, page: NetworkingWorkshopPage | ActorProfilePage) -> bool:
    """Whether what is added may go online at once; not while other changes wait in the draft."""
    permissions = page.permissions_for_user(user)
    return page.live and not page.has_unpublished_changes and permissions.can_publish()
