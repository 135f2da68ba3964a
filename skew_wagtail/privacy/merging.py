"""What becomes of consents and addresses when two actors turn out to be one.

Nothing may be seen afterwards that nobody saw before: a withdrawal of either side counts, the more careful precision
of an address counts, and consents that would show what was hidden stay behind with the merged actor.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from .actions import record_consent, refuse_listing
from .models import (
    ActorAddress,
    ActorPicture,
    AddressPrecision,
    Channel,
    Consent,
    ConsentMethod,
    ListingRefusal,
    Party,
)
from .publishing import ConsentState, consent_state
from .refusals import Refusals
from .registry import named_people, uses_by_owner

#: From the most careful on.
_CAREFUL = (
    AddressPrecision.HIDDEN,
    AddressPrecision.PLACE,
    AddressPrecision.POSTCODE,
    AddressPrecision.EXACT,
)
_WHERE = [channel for channel in Channel.values if channel != Channel.PHOTO]


@dataclass(frozen=True)
class Side:
    """One of two actors that are merged; ``is_public`` when anyone may see a profile of it."""

    key: UUID
    names: tuple[str, ...]
    is_public: bool


@dataclass(frozen=True)
class ConsentPlan:
    """What the register of the kept actor gets, by row of the merged one the channels; and what stays behind."""

    grants: Mapping[Consent, frozenset[str]] = field(default_factory=dict)
    withdrawals: Mapping[Consent, frozenset[str]] = field(default_factory=dict)
    #: So many rows of the register stay behind, in whole or in part.
    left_behind: int = 0
    #: People who would be seen anew on the kept profile.
    hidden_people: frozenset[int] = frozenset()
    #: Whether pictures of people of the merged profile would be seen anew.
    hides_pictures: bool = False


def plan_consents(kept: Side, merged: Side) -> ConsentPlan:
    """What of the merged actor's consents and withdrawals is to count for the kept one."""
    state = consent_state([kept.key, merged.key])
    grants: dict[tuple[Any, str], Consent] = {}
    withdrawals: dict[tuple[Any, str], Consent] = {}
    for (key, voice, channel), row in state.rows.items():
        if key != merged.key:
            continue
        there = state.latest(kept.key, voice, channel)
        if row.withdraws and not (there and there.withdraws):
            withdrawals[voice, channel] = row
        elif not row.withdraws and there is None:
            grants[voice, channel] = row
    allowed = _without_new_sights(kept, merged, state, grants, withdrawals)
    after = _after(state, kept.key, allowed | withdrawals)
    both_public = kept.is_public and merged.is_public
    return ConsentPlan(
        grants=_by_row(allowed),
        withdrawals=_by_row(withdrawals),
        left_behind=len({grants[place].pk for place in set(grants) - set(allowed)}),
        hidden_people=_hidden_people(kept, merged, state, after) if both_public else frozenset(),
        hides_pictures=both_public
        and any(after.photos(kept.key, where) and not state.photos(merged.key, where) for where in _WHERE),
    )


def _by_row(places: dict[tuple[Any, str], Consent]) -> dict[Consent, frozenset[str]]:
    found: dict[Consent, set[str]] = defaultdict(set)
    for (_voice, channel), row in places.items():
        found[row].add(channel)
    return {row: frozenset(found[row]) for row in sorted(found, key=lambda row: row.pk)}


def _after(state: ConsentState, key: UUID, places: dict[tuple[Any, str], Consent]) -> ConsentState:
    """What the register would say."""
    return ConsentState(state.rows | {(key, *place): row for place, row in places.items()})


def _without_new_sights(
    kept: Side,
    merged: Side,
    state: ConsentState,
    grants: dict[tuple[Any, str], Consent],
    withdrawals: dict[tuple[Any, str], Consent],
) -> dict[tuple[Any, str], Consent]:
    """The consents that show nothing of the kept actor that was hidden: no person, no picture of people."""
    if not merged.is_public:
        # Nobody has seen what these permit; those who are named on the kept profile would appear at once.
        named = set(named_people([kept.key]))
        grants = {place: row for place, row in grants.items() if place[0] not in named}
    if not _has_pictures_of_people(kept.key):
        return grants

    def opens(places: dict[tuple[Any, str], Consent]) -> bool:
        after = _after(state, kept.key, places | withdrawals)
        return any(after.photos(kept.key, where) and not state.photos(kept.key, where) for where in _WHERE)

    if opens(grants):
        grants = {place: row for place, row in grants.items() if place[1] != Channel.PHOTO}
    if opens(grants):
        # Agreed to photos here, to the channel there.
        grants = {
            place: row for place, row in grants.items() if not state.agrees(kept.key, place[0], Channel.PHOTO)
        }
    return grants


def _has_pictures_of_people(key: UUID) -> bool:
    return any(
        use.objects.filter(page__translation_key=key, shows_people=True).exists()
        for use in uses_by_owner(ActorPicture).values()
    )


def _hidden_people(kept: Side, merged: Side, state: ConsentState, after: ConsentState) -> frozenset[int]:
    """People named on the merged profile only, unseen there, whom a consent for the kept actor would show."""
    hidden = set()
    for person, keys in named_people([kept.key, merged.key]).items():
        for where in _WHERE:
            shown = state.agrees(merged.key, person, where) and not state.objects(merged.key, where)
            would_be = after.agrees(kept.key, person, where) and not after.objects(kept.key, where)
            if kept.key not in keys and would_be and not shown:
                hidden.add(person)
    return frozenset(hidden)


@transaction.atomic
def merge_consents(kept: Side, merged: Side, plan: ConsentPlan, user: Any) -> None:
    """Append to the register what counts for the kept actor from now on; the merged actor's rows stay."""
    about = {"actor_key": kept.key, "organisation_name": kept.names[0], "user": user}
    for rows, withdraws in ((plan.grants, False), (plan.withdrawals, True)):
        for row, channels in rows.items():
            record_consent(
                row.person,
                channels=[channel for channel in Channel.values if channel in channels],
                method=row.method,
                given_on=row.given_on,
                wording=row.wording,
                wording_version=row.wording_version,
                evidence=row.evidence,
                withdraws=withdraws,
                **about,
            )
    _remember_erasures(kept, merged, user)
    _carry_refusal(kept, merged, user)


def _remember_erasures(kept: Side, merged: Side, user: Any) -> None:
    """That somebody was erased holds for spreadsheets of the kept actor, too."""
    erased = {"method": ConsentMethod.ERASURE, "person": None}
    last = Consent.objects.filter(actor_key=merged.key, **erased).order_by("-given_on", "-pk").first()
    if last:
        Consent.objects.create(
            party=Party.PERSON,
            actor_key=kept.key,
            organisation_name=kept.names[0],
            withdraws=True,
            given_on=last.given_on,
            recorded_by=user,
            **erased,
        )


def refusal_of(side: Side) -> ListingRefusal | None:
    """The refusal in force that names an actor by any of its names or by its key."""
    return Refusals().find(side.names, side.key)


def _carry_refusal(kept: Side, merged: Side, user: Any) -> None:
    """Who did not want to be listed under the merged name does not want it under the kept one either."""
    refusal = refusal_of(merged)
    if refusal and not Refusals().find([], kept.key):
        refuse_listing(
            kept.names[0],
            former_names=dict.fromkeys((*kept.names[1:], *merged.names)),
            actor_key=kept.key,
            reason=refusal.reason,
            note=refusal.note,
            refused_on=refusal.refused_on,
            user=user,
        )


def merge_addresses(kept: Side, merged: Side, take_merged: bool) -> ActorAddress | None:
    """One address as a whole, as carefully shown as either side wanted; hidden when nobody could see it before."""
    found = ActorAddress.objects.in_bulk([kept.key, merged.key])
    chosen = found.get(merged.key if take_merged else kept.key)
    precision = _precision(found.values())
    if precision is None:
        return None
    if take_merged and kept.is_public and not merged.is_public:
        precision = AddressPrecision.HIDDEN
    address = found.get(kept.key) or ActorAddress(pk=kept.key)
    if chosen:
        for column in ActorAddress._meta.concrete_fields:
            if not column.primary_key:
                setattr(address, column.attname, getattr(chosen, column.attname))
    address.precision = precision
    address.save()
    return address


def _precision(addresses: Any) -> AddressPrecision | None:
    """The most careful of those that hold something or were hidden on purpose."""
    wanted = [
        AddressPrecision(address.precision)
        for address in addresses
        if address_text(address) or address.precision == AddressPrecision.HIDDEN
    ]
    return min(wanted, key=_CAREFUL.index) if wanted else None


def address_text(address: ActorAddress | None) -> str:
    """An address in one line, for who may edit it; empty when nothing is known."""
    if address is None:
        return ""
    place = " ".join(filter(None, [address.postcode, address.city]))
    return ", ".join(filter(None, [address.street, place, address.po_box]))
