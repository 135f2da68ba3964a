"""What is done with registrations: each verb is one transaction with a line in the audit log, which names nobody.

Letters leave after the transaction, so that nobody is told of what did not happen.
"""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import EventPage
from . import letters
from .forms import RegistrationForm
from .models import Registration, RegistrationState
from .seats import give_seats, locked


class NoSeat(Exception):
    """All seats are taken and the event has no waiting list."""


def register(form: RegistrationForm, *, language: str) -> None:
    """Keep what a valid form says and ask its mail address to confirm; no seat is taken yet.

    Where the address is registered already, nothing changes, and its owner is told how the registration stands.
    """
    event, registration = form.event, form.instance
    registration.language = language
    try:
        with transaction.atomic():
            form.save()
            log(instance=registration, action="skew_forum.register")
    except IntegrityError:
        known = _standing(event, registration.mail_address)
        if known is None:
            # It was cancelled in the same moment.
            return
        registration = known
    if registration.state == RegistrationState.UNCONFIRMED:
        letters.ask_to_confirm(registration, event)
    else:
        letters.tell_state(registration, event, known=True)


def _standing(event: EventPage, address: str) -> Registration | None:
    standing = Registration.objects.standing().filter(event=event.pk, mail_address__iexact=address)
    return standing.first()


def confirm(registration: Registration, *, user: Any = None) -> Registration:
    """Take a seat, or the next place in line; done twice, it is done once.

    Raises:
        NoSeat: there is neither; the registration stays unconfirmed.
    """
    with transaction.atomic():
        event, registration, moved = _stand_in_line(registration, user)
    if moved is not None:
        _tell_those(moved, registration, event)
    return registration


def add_by_hand(form: RegistrationForm, *, language: str, user: Any) -> Registration:
    """Keep the registration of somebody who called or wrote, and give a seat or a place in line.

    Raises:
        NoSeat: there is neither; nothing is kept.
        IntegrityError: the mail address is registered already.
    """
    form.instance.language = language
    with transaction.atomic():
        registration = form.save()
        log(instance=registration, action="skew_forum.add_registration", user=user)
        event, registration, moved = _stand_in_line(registration, user)
    _tell_those(moved or [], registration, event)
    return registration


def _stand_in_line(
    registration: Registration, user: Any
) -> tuple[EventPage, Registration, list[Registration] | None]:
    """Last in line; who needs no seat of those before gets one at once. Who got one, or nothing if it was done before.

    Raises:
        NoSeat: there is neither a seat nor a line.
    """
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.state != RegistrationState.UNCONFIRMED:
        return event, registration, None
    registration.state, registration.confirmed_at = RegistrationState.WAITING, timezone.now()
    registration.save(update_fields=["state", "confirmed_at"])
    moved = give_seats(event)
    registration.refresh_from_db()
    if registration.state == RegistrationState.WAITING and not event.has_waiting_list:
        raise NoSeat
    data = {"state": registration.state}
    log(instance=registration, action="skew_forum.confirm_registration", user=user, data=data)
    return event, registration, moved


def _tell_those(moved: list[Registration], registration: Registration, event: EventPage) -> None:
    letters.tell_state(registration, event)
    letters.tell_moved_up((other for other in moved if other != registration), event)


def cancel(registration: Registration, *, user: Any = None) -> Registration:
    """Give the seat back; who waits moves up. Done twice, it is done once."""
    with transaction.atomic():
        event = locked(registration.event_id)
        registration = Registration.objects.get(pk=registration.pk)
        if registration.state == RegistrationState.CANCELLED:
            return registration
        registration.state, registration.cancelled_at = RegistrationState.CANCELLED, timezone.now()
        registration.attended_number = None
        registration.save(update_fields=["state", "cancelled_at", "attended_number"])
        log(instance=registration, action="skew_forum.cancel_registration", user=user)
        moved = give_seats(event)
    letters.tell_state(registration, event)
    letters.tell_moved_up(moved, event)
    return registration


def move_up(event_id: Any) -> int:
    """Give seats that became free, as by a larger capacity; how many got one."""
    with transaction.atomic():
        event = locked(event_id)
        moved = give_seats(event)
        if moved:
            log(instance=event, action="skew_forum.move_up", data={"number": len(moved)})
    letters.tell_moved_up(moved, event)
    return len(moved)


def forget(registration: Registration) -> None:
    """Remove a registration with all that it says, on request; its seat is free."""
    event_id = registration.event_id
    registration.delete()
    move_up(event_id)


@transaction.atomic
def record_attendance(registration: Registration, number: int | None, *, user: Any) -> None:
    """Note how many of a registration came; ``None`` takes the note back."""
    registration.attended_number = number
    registration.save(update_fields=["attended_number"])
    log(instance=registration, action="skew_forum.attendance", user=user, data={"number": number})


def write_to_registered(
    event: EventPage, registrations: Iterable[Registration], *, subject: str, text: str, user: Any
) -> int:
    """Write to these people, to each alone; how many letters go out. The log keeps the number."""
    with transaction.atomic():
        number = letters.write_to(registrations, event, subject, text)
        log(instance=event, action="skew_forum.write_to_registered", user=user, data={"number": number})
    return number


def take_over_attendance(event: EventPage, user: Any) -> int:
    """Put the number of those who came into a draft of the event's report, also by group; the number."""
    page = event.specific.get_latest_revision_as_object()
    came = Registration.objects.filter(event=event.pk).exclude(attended_number=None)
    by_group: dict[int | None, int] = {}
    for group, number in came.values_list("group_id", "attended_number"):
        by_group[group] = by_group.get(group, 0) + number
    page.attendance_number = sum(by_group.values())
    rows = list(page.participant_groups.all())
    for row in rows:
        row.number = by_group.get(row.group_id, row.number)
    page.participant_groups = rows
    page.save_revision(user=user, log_action=True)
    return page.attendance_number
