"""What pages show of registrations, as plain data."""

from typing import Any

from ..models import EventPage
from .links import form_url
from .models import Registration
from .opening import TAKING, Opening, may_cancel, may_confirm, opening_of
from .seats import place_in_line, seats_of


def registration_notice(event: EventPage) -> dict[str, Any] | None:
    """What the page of an event says of its registration; nothing when it takes none."""
    if not event.takes_registrations:
        return None
    seats = seats_of(event)
    opening = opening_of(event, seats)
    return {
        "opening": opening.value,
        "url": form_url(event) if opening in TAKING else "",
        "opens_at": event.registration_opens_at,
        "closes_at": event.registration_closes_at or event.starts_at,
        "free": seats.free() if opening == Opening.OPEN else None,
    }


def own_registration(registration: Registration) -> dict[str, Any]:
    """What somebody sees of the own registration: how it stands, no name."""
    return {
        "state": registration.state,
        "place": place_in_line(registration),
        "people": registration.people,
        "may_confirm": may_confirm(registration),
        "may_cancel": may_cancel(registration),
    }
