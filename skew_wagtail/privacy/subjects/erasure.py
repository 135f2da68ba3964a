"""Erase a person (Löschung auf Verlangen): what is left is the proof that something was permitted once."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.log_actions import LogContext, log
from wagtail.models import Revision

from ..actions import organisation_name
from ..models import Channel, ContactPerson, ContactUse
from ..publishing import consent_state
from ..registry import actor_pages, uses_by_owner
from .audit import forget_address
from .export import actor_keys_of, people_with
from .names import PersonName
from .places import Place, places_with, revisions_with
from .records import SubjectRecords, records_with


@dataclass(frozen=True)
class Organisation:
    """What goes at one organisation: how often a page names the person, and the channels withdrawn."""

    name: str
    uses: int
    channels: list[str]


@dataclass(frozen=True)
class Erasure:
    """What goes with the people who have an address, and where people must take it out of texts by hand."""

    address: str
    people: list[ContactPerson]
    records: list[tuple[SubjectRecords, Model]] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.people or self.records or self.places or self.revisions)


def planned_erasure(address: str) -> Erasure:
    """What ``erase_subject`` would do; nothing is changed."""
    people = people_with(address)
    records = list(records_with(address))
    places = [place for place in places_with(address) if place.instance not in people]
    left = _without(places, records)
    return Erasure(address, people, records, _organisations(people), left, list(revisions_with(address)))


def _without(places: list[Place], records: list[tuple[SubjectRecords, Model]]) -> list[Place]:
    """The places that are left when these records are emptied."""
    emptied: dict[Model, set[str]] = {}
    for kind, row in records:
        emptied.setdefault(row, set()).update(kind.fields)
    left = [
        replace(
            place,
            fields=tuple(
                column for column in place.fields if column.name not in emptied.get(place.instance, ())
            ),
        )
        for place in places
    ]
    return [place for place in left if place.fields]


def _organisations(people: list[ContactPerson]) -> list[Organisation]:
    keys = actor_keys_of(people)
    state = consent_state(keys)
    found = []
    for key in keys:
        uses = sum(
            use.objects.filter(person__in=people, page__translation_key=key).count()
            for use in uses_by_owner(ContactUse).values()
        )
        agreed = [
            channel
            for channel in Channel.values
            if any(state.agrees(key, person.pk, channel) for person in people)
        ]
        found.append(Organisation(organisation_name(key, actor_pages(key)), uses, agreed))
    return sorted(found, key=lambda organisation: organisation.name)


@transaction.atomic
def erase_subject(address: str, user: Any = None) -> Erasure:
    """Erase whoever has a mail address, from all organisations at once, or do nothing at all.

    What is in force is withdrawn first, so that other rooms hear of it; the rows of the register stay, without a
    name. Pages lose the person with their old versions, which hold a number only. The audit log keeps no name and no
    address. Texts are left to people: ``places`` of the result.

    With a ``PersonName``, whoever is called so and has no mail address. Others may have the same name, so only lines
    of the audit log about what goes forget it.
    """
    erasure = planned_erasure(address)
    with LogContext(user=user):
        for person in erasure.people:
            log(instance=person, action="skew_privacy.erase")
            # Withdraws first, and takes the name out of the line just written, too.
            ContactPerson.objects.filter(pk=person.pk).delete()
        for records, row in erasure.records:
            log(instance=row, action="skew_privacy.erase")
            records.erase(row)
    if not isinstance(address, PersonName):
        forget_address(address)
    return erasure
