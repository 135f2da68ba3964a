"""Who in the admin may see and work on the registrations of an event."""

from typing import Any

from ..models import EventPage


def may_see_registrations(event: EventPage, user: Any) -> bool:
    """Whoever may edit the page of the event."""
    return event.permissions_for_user(user).can_edit()


def may_see_needs(user: Any) -> bool:
    """Access needs are near to health: a permission of its own."""
    return user.has_perm("skew_forum.view_accessneed")
