"""What can be taken back for an actor, as choices of a form and as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import ActorAddress, AddressPrecision, Channel, ContactPerson
from .publishing import ConsentState, consent_state
from .refusals import Refusals
from .registry import actor_pages, actors_naming

ADDRESS, PHOTOS, ENTRY = "address", "photos", "entry"


@dataclass(frozen=True)
class Withdrawal:
    """What somebody takes back: channels by person id, pictures of people, the address, or the whole entry."""

    people: Mapping[int, frozenset[str]] = field(default_factory=dict)
    photos: bool = False
    address: bool = False
    entry: bool = False

    @classmethod
    def of(cls, values: Iterable[str]) -> "Withdrawal":
        """From the values of ``withdrawal_choices``, such as ``12:web`` or ``address``."""
        values = set(values)
        people: dict[int, frozenset[str]] = {}
        for value in values - {ADDRESS, PHOTOS, ENTRY}:
            person_id, channel = value.split(":")
            people[int(person_id)] = people.get(int(person_id), frozenset()) | {channel}
        return cls(people, PHOTOS in values, ADDRESS in values, ENTRY in values)


Group = tuple[str, list[tuple[str, str]]]


def withdrawal_choices(actor_key: UUID, *, person_id: int | None = None) -> list[Group]:
    """What can be taken back now, in groups of choices: for each person its channels, then the organisation's.

    With ``person_id`` only that person, so that nobody learns of others, and the organisation only while the person is
    named on its profile: who left it speaks for it no more.
    """
    state = consent_state([actor_key])
    voices = {voice for _key, voice, _channel in state.rows if voice is not None}
    if person_id is not None:
        voices &= {person_id}
    groups: list[Group] = []
    for person in ContactPerson.objects.filter(pk__in=voices):
        channels = [
            (f"{person.pk}:{channel}", capfirst(Channel(channel).label))
            for channel in Channel.values
            if state.agrees(actor_key, person.pk, channel)
        ]
        if channels:
            groups.append((_("Name and contact details of %(name)s") % {"name": person.name}, channels))
    speaks_for_it = person_id is None or actor_key in actors_naming(person_id)
    if speaks_for_it and (organisation := _organisation_choices(actor_key, state)):
        groups.append((_("The organisation"), organisation))
    return groups


def _organisation_choices(actor_key: UUID, state: ConsentState) -> list[tuple[str, str]]:
    choices = []
    if any(state.photos(actor_key, channel) for channel in Channel.values):
        choices.append((PHOTOS, _("Pictures on which people can be recognised")))
    if ActorAddress.objects.filter(pk=actor_key).exclude(precision=AddressPrecision.HIDDEN).exists():
        choices.append((ADDRESS, _("The address: visitors then see none at all")))
    pages = actor_pages(actor_key)
    if pages and not Refusals().find([page.title for page in pages], actor_key):
        choices.append((ENTRY, _("The whole entry: it leaves the site at once and is not listed again")))
    return choices
