"""The verbs of consent."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from wagtail.log_actions import log

from .models import Channel, Consent, ContactPerson


def record_consent(
    person: ContactPerson,
    *,
    actor_key: UUID,
    organisation_name: str,
    channels: Iterable[str],
    method: str,
    given_on: date | None = None,
    wording: str = "",
    user: Any = None,
    withdraws: bool = False,
) -> Consent:
    """Append one row to the consent register (Einwilligung) and to the audit log.

    ``channels`` are values of ``Channel``; ``given_on`` is today when unknown.
    """
    flags = {Channel(channel).value: True for channel in channels}
    when = {"given_on": given_on} if given_on else {}
    consent = Consent.objects.create(
        person=person,
        actor_key=actor_key,
        organisation_name=organisation_name,
        method=method,
        wording=wording,
        recorded_by=user,
        withdraws=withdraws,
        **when,
        **flags,
    )
    log(instance=consent, action="skew_privacy.withdraw" if withdraws else "skew_privacy.consent", user=user)
    return consent
