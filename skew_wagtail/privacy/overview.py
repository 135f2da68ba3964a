"""What the town hall knows of an actor's consents, as plain data for the admin."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import ActorAddress, ActorPicture, Channel, Consent, ContactPerson
from .publishing import ConsentState, Voice, consent_state
from .registry import named_people, uses_by_owner


def consent_table(actor_key: UUID) -> list[dict[str, Any]]:
    """A row for each person named or ever consenting, and one for the organisation where it spoke.

    Each holds ``name``, ``is_named`` (on the profile) and ``cells``, one for each channel: ``state`` is ``yes``,
    ``withdrawn`` or ``none``, ``text`` says it with the date.
    """
    state = consent_state([actor_key])
    named = set(named_people([actor_key]))
    voices = {voice for _key, voice, _channel in state.rows}
    people = ContactPerson.objects.filter(pk__in=named | {voice for voice in voices if voice is not None})
    rows = [_row(state, actor_key, person.pk, str(person), person.pk in named) for person in people]
    if None in voices:
        rows.append(_row(state, actor_key, None, _("The organisation"), True))
    return rows


def _row(state: ConsentState, actor_key: UUID, voice: Voice, name: str, is_named: bool) -> dict[str, Any]:
    cells = [_cell(state.latest(actor_key, voice, channel)) for channel in Channel.values]
    return {"name": name, "is_named": is_named, "cells": cells}


def _cell(row: Consent | None) -> dict[str, str]:
    if row is None:
        return {"state": "none", "text": _("no")}
    date = date_format(row.given_on, "SHORT_DATE_FORMAT")
    if row.withdraws:
        return {"state": "withdrawn", "text": _("withdrawn %(date)s") % {"date": date}}
    return {"state": "yes", "text": _("yes, %(date)s") % {"date": date}}


def hidden_pictures(actor_key: UUID) -> int:
    """How many pictures of people wait for a consent to photos."""
    if consent_state([actor_key]).photos(actor_key, Channel.WEB):
        return 0
    return sum(
        use.objects.filter(page__translation_key=actor_key, shows_people=True).count()
        for use in uses_by_owner(ActorPicture).values()
    )


def address_precision(actor_key: UUID) -> str:
    """How exactly the address is shown, in words; empty when there is none."""
    address = ActorAddress.objects.filter(pk=actor_key).first()
    return address.get_precision_display() if address else ""
