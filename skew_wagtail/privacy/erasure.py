"""Erase a person (Löschung auf Verlangen): what is left is the proof that something was permitted once."""

from typing import Any

from .actions import record_consent
from .models import Channel, Consent, ConsentMethod, ContactPerson
from .publishing import consent_state


def withdraw_everything(person: ContactPerson, user: Any = None) -> list[Consent]:
    """Withdraw each consent of a person that is in force; one new row of the register for every actor."""
    names = dict(person.consents.order_by("pk").values_list("actor_key", "organisation_name"))
    state = consent_state(names)
    rows = []
    for key, name in names.items():
        channels = [channel for channel in Channel.values if state.agrees(key, person.pk, channel)]
        if channels:
            rows.append(
                record_consent(
                    person,
                    actor_key=key,
                    organisation_name=name,
                    channels=channels,
                    method=ConsentMethod.ERASURE,
                    user=user,
                    withdraws=True,
                )
            )
    return rows
