"""The letters to those who registered, each in the language in which they did."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.mails import Letter, send, send_letters_later

from ..calendars import calendar_of, place_of
from ..models import EventDay, EventPage
from ..presentation import EVENT_ICS
from .links import CONFIRM_DAYS, own_url
from .models import Registration, RegistrationState
from .seats import place_in_line

#: So many letters one request may send.
_AT_ONCE = 3


def event_facts(event: EventPage) -> dict[str, str]:
    """Name, time in Berlin, place and address of an event, as texts."""
    return {
        "title": event.title,
        "when": " · ".join(_when(day) for day in event.ordered_days()),
        "where": place_of(event),
        "url": event.full_url or "",
    }


def _when(day: EventDay) -> str:
    """A day with its times, as far as they are known."""
    texts = {"day": date_format(day.date, "DATE_FORMAT")}
    for name in ("begins", "ends"):
        time = getattr(day, name)
        texts[name] = time_format(time, "TIME_FORMAT") if time else ""
    if not texts["begins"]:
        return texts["day"]
    if not texts["ends"]:
        return gettext("%(day)s, %(begins)s") % texts
    return gettext("%(day)s, %(begins)s to %(ends)s") % texts


def ask_to_confirm(registration: Registration, event: EventPage) -> bool:
    """Send the link with which one confirms; whether the mail server took it at once."""
    return send(
        _letter(
            registration,
            event,
            "registration_confirm",
            _("Please confirm: %(event)s"),
            {"days": CONFIRM_DAYS},
        )
    )


def tell_state(registration: Registration, event: EventPage, *, known: bool = False) -> None:
    """Tell how a registration stands; ``known``: somebody registered with this address once more."""
    if registration.mail_address:
        send(_state_letter(registration, event, {"known": known}))


def tell_moved_up(registrations: Iterable[Registration], event: EventPage) -> None:
    """Tell those who got a seat while they waited: a few at once, for they have to plan, many one after another."""
    letters = [
        _state_letter(registration, event, {"moved_up": True}) for registration in _reachable(registrations)
    ]
    if len(letters) > _AT_ONCE:
        send_letters_later(letters)
    else:
        for letter in letters:
            send(letter)


def tell_change(registrations: Iterable[Registration], event: EventPage, what: list[str]) -> int:
    """Tell that the event is cancelled, moved or postponed; how many are told."""
    context = {"what": what, "status": event.status, "status_text": event.status_text}
    return send_letters_later(
        _letter(registration, event, "event_changed", _("Changed: %(event)s"), context)
        for registration in _reachable(registrations)
    )


def write_to(registrations: Iterable[Registration], event: EventPage, subject: str, text: str) -> int:
    """Send what the organiser writes to each alone; how many letters that are."""
    return send_letters_later(
        _letter(registration, event, "event_message", subject.replace("%", "%%"), {"text": text})
        for registration in _reachable(registrations)
    )


def _reachable(registrations: Iterable[Registration]) -> Iterable[Registration]:
    return (registration for registration in registrations if registration.mail_address)


_SUBJECTS = {
    RegistrationState.UNCONFIRMED: _("No seat left: %(event)s"),
    RegistrationState.CONFIRMED: _("You have a seat: %(event)s"),
    RegistrationState.WAITING: _("You are on the waiting list: %(event)s"),
    RegistrationState.CANCELLED: _("Cancelled: %(event)s"),
}


def _state_letter(registration: Registration, event: EventPage, context: dict[str, Any]) -> Letter:
    state = RegistrationState(registration.state)
    context = {"state": state.value, "place": place_in_line(registration), **context}
    letter = _letter(registration, event, "registration_state", _SUBJECTS[state], context)
    if state != RegistrationState.CONFIRMED or not event.ordered_days():
        return letter
    return replace(letter, files=[(EVENT_ICS, calendar_of([event], None, event.title), "text/calendar")])


def _letter(
    registration: Registration, event: EventPage, name: str, subject: Any, context: dict[str, Any]
) -> Letter:
    """A letter in the language of a registration; ``subject`` may hold the event's name."""
    with translation.override(registration.language):
        facts = event_facts(event)
        text = str(subject) % {"event": event.title}
    link = own_url(registration, event)
    context = {"event": facts, "people": registration.people, "link": link, **context}
    return Letter(name, registration.mail_address, text, context, "forum", language=registration.language)
