"""Whether one can register for an event now, and if not, why."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import EventPage, EventStatus
from .models import Registration, RegistrationState
from .seats import Seats, seats_of


class Opening(models.TextChoices):
    """Whether the form is there for visitors."""

    OFF = "off", _("no registration")
    CALLED_OFF = "called_off", _("the event does not take place then")
    SOON = "soon", _("registration has not begun yet")
    CLOSED = "closed", _("registration has ended")
    FULL = "full", _("all seats are taken")
    WAITING = "waiting", _("all seats are taken; there is a waiting list")
    OPEN = "open", _("open")


#: One can fill in the form.
TAKING = (Opening.OPEN, Opening.WAITING)
_NOT_THEN = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def opening_of(event: EventPage, seats: Seats | None = None, *, invited: bool = False) -> Opening:
    """How it stands at this second; it opens at the second told and is closed from the second told on."""
    now = timezone.now()
    closes_at = event.registration_closes_at or event.starts_at
    if not event.takes_registrations:
        return Opening.OFF
    if event.status in _NOT_THEN:
        return Opening.CALLED_OFF
    if closes_at is not None and now >= closes_at:
        return Opening.CLOSED
    if event.registration_opens_at is not None and now < event.registration_opens_at:
        return Opening.SOON
    seats = seats or seats_of(event)
    if seats.free(invited=invited) == 0 or _somebody_waits(event, seats, invited):
        return Opening.WAITING if event.has_waiting_list else Opening.FULL
    return Opening.OPEN


def _somebody_waits(event: EventPage, seats: Seats, invited: bool) -> bool:
    """Whether a group too large for what is left waits first; where groups have seats of their own, nobody can say."""
    if seats.capacity is None or seats.group_capacity:
        return False
    return Registration.objects.filter(event=event.pk, is_invited=invited).in_line().exists()


def may_confirm(registration: Registration) -> bool:
    """Whether a registration that was made in time can be confirmed: until the event begins, if it takes place."""
    event = registration.event
    is_off = not event.takes_registrations or event.status in _NOT_THEN
    has_begun = event.starts_at is not None and event.starts_at <= timezone.now()
    return registration.state == RegistrationState.UNCONFIRMED and not is_off and not has_begun


def may_cancel(registration: Registration) -> bool:
    """Whether there is something to cancel still."""
    return registration.state != RegistrationState.CANCELLED and not registration.event.is_over()
