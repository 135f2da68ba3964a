"""The verbs of consent, withdrawal and refusal: each is one transaction and leaves a line in the audit log."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import ModelLogEntry, Page

from .models import (
    ActorAddress,
    AddressPrecision,
    Channel,
    Consent,
    ConsentMethod,
    ConsentWording,
    ContactPerson,
    ContactUse,
    ListingRefusal,
    Party,
    RefusalReason,
)
from .publishing import consent_state
from .refusals import Refusals
from .registry import actor_pages, actors_naming, uses_by_owner
from .signals import consent_withdrawn
from .withdrawals import Withdrawal

WORDINGS = Path(__file__).parent / "data" / "consent_wordings.json"


@transaction.atomic
def record_consent(
    person: ContactPerson | None,
    *,
    actor_key: UUID,
    organisation_name: str,
    channels: Iterable[str],
    method: str,
    given_on: date | None = None,
    wording: str = "",
    wording_version: ConsentWording | None = None,
    evidence: Any = None,
    user: Any = None,
    withdraws: bool = False,
) -> Consent:
    """Append one row to the consent register (Einwilligung) and to the audit log.

    Without a person the organisation itself speaks. ``channels`` are values of ``Channel``; ``given_on`` is
    today when unknown. A withdrawal sends ``consent_withdrawn``.

    Raises:
        ValueError: an unknown channel.
    """
    consent = _new_consent(
        person,
        actor_key=actor_key,
        organisation_name=organisation_name,
        channels=channels,
        method=method,
        given_on=given_on,
        wording=wording_version.full_text if wording_version else wording,
        wording_version=wording_version,
        evidence=evidence,
        recorded_by=user,
        withdraws=withdraws,
    )
    consent.save()
    log(instance=consent, action="skew_privacy.withdraw" if withdraws else "skew_privacy.consent", user=user)
    if withdraws:
        consent_withdrawn.send(sender=Consent, consent=consent)
    return consent


def _new_consent(
    person: ContactPerson | None, *, channels: Iterable[str], given_on: date | None, **fields: Any
) -> Consent:
    flags = {Channel(channel).value: True for channel in channels}
    when = {"given_on": given_on} if given_on else {}
    party = Party.PERSON if person else Party.ORGANISATION
    return Consent(party=party, person=person, **when, **flags, **fields)


@transaction.atomic
def record_consents(stated: Iterable[Mapping[str, Any]], *, method: str, user: Any = None) -> None:
    """Append consents of many people at once, with a line each in the audit log.

    ``stated`` holds for each ``person``, ``actor_key``, ``organisation_name``, ``channels`` and ``given_on`` as
    ``record_consent`` takes them. Withdrawals are told one by one, with ``record_consent``.
    """
    consents = Consent.objects.bulk_create(
        _new_consent(**values, method=method, recorded_by=user) for values in stated
    )
    context, content_type = get_active_log_context(), ContentType.objects.get_for_model(Consent)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(consent.pk),
            label=str(consent),
            action="skew_privacy.consent",
            timestamp=timezone.now(),
            data={},
            user=user or context.user,
            uuid=context.uuid,
        )
        for consent in consents
    )


@transaction.atomic
def withdraw(
    actor_key: UUID, withdrawal: Withdrawal, *, method: str, given_on: date | None = None, user: Any = None
) -> list[Consent]:
    """Take back (Widerruf) what was agreed to, or the whole entry; the rows appended to the register.

    What is taken back is gone from every output when the transaction ends. With the whole entry go all consents and
    the address, its pages are unpublished, and the organisation is put on the list of refusals.
    """
    pages = actor_pages(actor_key)
    about = {
        "actor_key": actor_key,
        "organisation_name": organisation_name(actor_key, pages),
        "method": method,
        "given_on": given_on,
        "user": user,
        "withdraws": True,
    }
    people = {person_id: set(channels) for person_id, channels in withdrawal.people.items()}
    if withdrawal.entry:
        people = _all_consents(actor_key)
    rows = [
        record_consent(person, channels=people[person.pk], **about)
        for person in ContactPerson.objects.filter(pk__in=people).order_by("pk")
    ]
    if withdrawal.photos and not withdrawal.entry:
        rows.append(record_consent(None, channels=[Channel.PHOTO], **about))
    if withdrawal.address or withdrawal.entry:
        hide_address(actor_key, user=user)
    if withdrawal.entry:
        rows.append(record_consent(None, channels=list(Channel), **about))
        refuse_listing(
            about["organisation_name"],
            former_names=[page.draft_title for page in pages if page.draft_title != page.title],
            actor_key=actor_key,
            reason=RefusalReason.WITHDRAWN,
            refused_on=given_on,
            user=user,
        )
    return rows


def organisation_name(actor_key: UUID, pages: Iterable[Page]) -> str:
    """The name of an actor: of its page, or where that is gone of its last consent."""
    for page in pages:
        return page.title
    last = Consent.objects.filter(actor_key=actor_key).first()
    return last.organisation_name if last else ""


def _all_consents(actor_key: UUID) -> dict[int, set[str]]:
    """The channels in force of all people of an actor, by person id."""
    state = consent_state([actor_key])
    found: dict[int, set[str]] = {}
    for key, voice, channel in state.rows:
        if voice is not None and state.agrees(key, voice, channel):
            found.setdefault(voice, set()).add(channel)
    return found


@transaction.atomic
def withdraw_everything(person: ContactPerson, user: Any = None) -> list[Consent]:
    """Withdraw all that a person agreed to, before it is erased; one new row of the register for every actor.

    An actor that only names the person gets a row without channels: it says that somebody was erased, so that no
    spreadsheet of before brings the person back.
    """
    names = dict(person.consents.order_by("pk").values_list("actor_key", "organisation_name"))
    naming = actors_naming(person.pk)
    names |= {key: organisation_name(key, actor_pages(key)) for key in naming}
    state = consent_state(names)
    agreed = {
        key: [channel for channel in Channel.values if state.agrees(key, person.pk, channel)] for key in names
    }
    return [
        record_consent(
            person,
            actor_key=key,
            organisation_name=name,
            channels=agreed[key],
            method=ConsentMethod.ERASURE,
            user=user,
            withdraws=True,
        )
        for key, name in names.items()
        if agreed[key] or key in naming
    ]


@transaction.atomic
def hide_address(actor_key: UUID, *, user: Any = None) -> bool:
    """Show no address of an actor any more; whether there was one to see."""
    address = ActorAddress.objects.filter(pk=actor_key).exclude(precision=AddressPrecision.HIDDEN).first()
    if address is None:
        return False
    address.precision = AddressPrecision.HIDDEN
    address.save(update_fields=["precision"])
    for page in actor_pages(actor_key):
        log(instance=page, action="skew_privacy.hide_address", user=user)
    return True


@transaction.atomic
def refuse_listing(
    name: str,
    *,
    former_names: Iterable[str] = (),
    actor_key: UUID | None = None,
    reason: str = RefusalReason.DECLINED,
    note: str = "",
    refused_on: date | None = None,
    user: Any = None,
) -> ListingRefusal:
    """Put an organisation on the list of refusals (Widerspruch) and take its pages from the site."""
    refusal = ListingRefusal.objects.create(
        name=name,
        former_names="\n".join(former_names),
        actor_key=actor_key,
        reason=reason,
        note=note,
        refused_on=refused_on or timezone.localdate(),
        recorded_by=user,
    )
    log(instance=refusal, action="skew_privacy.refuse", user=user)
    for page in _pages_named_by(refusal):
        _unlist(page, user)
    return refusal


def _pages_named_by(refusal: ListingRefusal) -> list[Page]:
    """Profiles of the organisation, drafts included."""
    refusals = Refusals()
    found: list[Page] = []
    for owner in uses_by_owner(ContactUse):
        rows = owner.objects.values_list("pk", "title", "draft_title", "translation_key")
        ids = [pk for pk, title, draft, key in rows if refusals.find((title, draft), key) == refusal]
        found += owner.objects.filter(pk__in=ids).specific()
    return found


def _unlist(page: Page, user: Any) -> None:
    """Unpublish a page, and let no date that was set before publish it again."""
    if page.live:
        page.unpublish(user=user)
    page.revisions.update(approved_go_live_at=None)


@transaction.atomic
def lift_refusal(refusal: ListingRefusal, *, user: Any) -> None:
    """Let an organisation be listed again; its pages stay drafts until somebody publishes them."""
    refusal.lifted_at, refusal.lifted_by = timezone.now(), user
    refusal.save(update_fields=["lifted_at", "lifted_by"])
    log(instance=refusal, action="skew_privacy.lift_refusal", user=user)


@transaction.atomic
def load_wordings() -> int:
    """Bring in the wordings that the package ships, for each language that has none; how many they were."""
    count = 0
    for row in json.loads(WORDINGS.read_text(encoding="utf-8")):
        if not ConsentWording.objects.filter(key=row["key"], language=row["language"]).exists():
            ConsentWording.objects.create(**row)
            count += 1
    return count
