"""Registrations as plain rows, for lists on the screen, on paper and in spreadsheets."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import EventPage
from .models import Registration, RegistrationState

COLUMNS = {
    "who": _("name"),
    "body": _("organisation"),
    "address": _("mail address"),
    "group": _("group"),
    "people": _("people"),
    "state": _("state"),
    "since": _("confirmed"),
    "came": _("came"),
}
NEED_COLUMN = {"need": _("access needs")}


def registrations_of(event: EventPage, *, query: str = "", state: str = "", group: str = "") -> QuerySet:
    """The registrations of an event that match; unknown choices are ignored."""
    found = Registration.objects.filter(event=event.pk).select_related("group")
    if query:
        found = found.filter(
            Q(person_name__icontains=query)
            | Q(organisation__icontains=query)
            | Q(mail_address__icontains=query)
        )
    if state in RegistrationState.values:
        found = found.filter(state=state)
    if group.isascii() and group.isdecimal():
        found = found.filter(group=group[:9])
    return found.order_by("confirmed_at", "pk")


def row_of(registration: Registration, *, with_need: bool = False) -> dict[str, Any]:
    """One registration as people read it; ``need`` asks for ``access_need`` to be joined."""
    row = {
        "who": registration.person_name,
        "body": registration.organisation,
        "address": registration.mail_address,
        "group": str(registration.group or ""),
        "people": registration.people,
        "state": registration.get_state_display(),
        "since": registration.confirmed_at,
        "came": registration.attended_number,
    }
    if with_need:
        need = getattr(registration, "access_need", None)
        row["need"] = need.need_text if need else ""
    return row


def name_of(registration: Registration) -> str:
    """Name and organisation, or what there is of both."""
    return ", ".join(filter(None, (registration.person_name, registration.organisation)))


def numbers_of(event: EventPage) -> dict[str, int]:
    """How many people have a seat, wait, are to confirm and came."""
    numbers = {"confirmed": 0, "waiting": 0, "unconfirmed": 0, "came": 0}
    rows = Registration.objects.filter(event=event.pk).order_by()
    for state, people, came in rows.values_list("state", "people", "attended_number"):
        if state in numbers:
            numbers[state] += people
        numbers["came"] += came or 0
    return numbers
