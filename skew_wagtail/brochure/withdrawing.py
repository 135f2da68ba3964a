"""Editions that hold what may not be shown any more."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.log_actions import log

from skew_wagtail.actors.models import ActorEntry
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision
from skew_wagtail.privacy.printed_copies import PrintedCopy
from skew_wagtail.privacy.publishing import ConsentState, consent_state

from .models import CHANNELS, BrochureEdition, EditionActor, EditionState

#: Editions that visitors can get, or soon will.
OFFERED = (EditionState.READY, EditionState.REPLACED)


@transaction.atomic
def withdraw_what_may_not_be_shown(actor_keys: Iterable[UUID]) -> list[BrochureEdition]:
    """Look once more at what editions hold of these actors, and withdraw (zurückziehen) those that hold too much.

    A build that is under way is told, and withdraws its edition itself. Nothing is deleted: the edition is offered no
    more, and listed for being built again.
    """
    keys = set(actor_keys)
    running = (EditionState.BUILDING, *OFFERED)
    rows = list(EditionActor.objects.filter(actor_key__in=keys, edition__state__in=running))
    if not rows:
        return []
    spoilt = {row.edition_id for row in too_much(rows)}
    now = timezone.now()
    # Locked, so that a build that ends at this moment either sees the word or has its edition withdrawn.
    editions = BrochureEdition.objects.select_for_update().filter(pk__in=spoilt, state__in=running)
    withdrawn = []
    for edition in editions.order_by("pk"):
        edition.withdrawn_at = edition.withdrawn_at or now
        if edition.state != EditionState.BUILDING:
            edition.state = EditionState.WITHDRAWN
            withdrawn.append(edition)
            log_about(edition, "skew_brochure.withdraw")
        edition.save(update_fields=["state", "withdrawn_at"])
    return withdrawn


def too_much(rows: Iterable[EditionActor]) -> list[EditionActor]:
    """Those of these rows that say more than may be said now; three queries."""
    rows = list(rows)
    keys = {row.actor_key for row in rows}
    state = consent_state(keys)
    addresses = ActorAddress.objects.in_bulk(keys)
    public = ActorEntry.objects.public().filter(page__translation_key__in=keys)
    seen = set(public.values_list("page__translation_key", flat=True))
    return [
        row
        for row in rows
        if row.actor_key not in seen
        or _consent_is_gone(row, state)
        or row.outruns(
            addresses[row.actor_key].precision if row.actor_key in addresses else AddressPrecision.HIDDEN
        )
    ]


def _consent_is_gone(row: EditionActor, state: ConsentState) -> bool:
    return any(
        state.objects(row.actor_key, channel)
        or not all(state.agrees(row.actor_key, person_id, channel) for person_id in row.people)
        or (row.has_photos and not state.photos(row.actor_key, channel))
        for channel in CHANNELS[Variant(row.variant)]
    )


@transaction.atomic
def withdraw_editions_of(page_id: int) -> None:
    """The brochure's page goes: nobody is offered its files any more."""
    editions = BrochureEdition.objects.filter(Q(brochure=page_id) & ~Q(state=EditionState.FAILED))
    editions.filter(state__in=OFFERED).update(state=EditionState.WITHDRAWN, withdrawn_at=timezone.now())
    editions.filter(state=EditionState.BUILDING).update(state=EditionState.FAILED)


def printed_copies_of(actor_key: UUID) -> list[PrintedCopy]:
    """The editions with files that hold an actor, newest first, for privacy's list of printed copies."""
    editions = BrochureEdition.objects.filter(actors__actor_key=actor_key).exclude(built_at=None).distinct()
    return [
        PrintedCopy(
            title=str(edition),
            printed_on=date_format(timezone.localtime(edition.built_at), "SHORT_DATE_FORMAT"),
            url=reverse("skew_brochure:overview", args=[edition.brochure_id]) if edition.brochure_id else "",
        )
        for edition in editions
    ]


def log_about(edition: BrochureEdition, action: str, **values: object) -> None:
    """A line in the audit log of the brochure's page, while there is one."""
    if edition.brochure_id:
        log(instance=edition.brochure, action=action, data={"edition": edition.number}, **values)
