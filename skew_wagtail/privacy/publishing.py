"""The one answer to what of a person, an address or a picture is shown where.

Every output asks these functions; nothing else reads a personal field for a visitor.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

import phonenumbers

from .models import ActorAddress, ActorPicture, AddressPrecision, Channel, Consent, ContactUse, Party
from .registry import use_of

#: Decimal places of coordinates by precision: about 1 km for a postcode, about 10 km for a place.
_COORDINATE_PLACES = {AddressPrecision.EXACT: 6, AddressPrecision.POSTCODE: 2, AddressPrecision.PLACE: 1}


class Actor(Protocol):
    """A page that stands for an actor."""

    pk: int
    translation_key: UUID


@dataclass(frozen=True)
class PublishedContact:
    """What anyone may see of a contact person in the channel asked for."""

    name: str
    role: str
    phone: str
    email: str
    #: By which rooms that keep copies find again what was shown of whom; never shown itself.
    person_id: int | None = None

    @property
    def phone_link(self) -> str:
        """The number to dial as a web address, ``tel:+49…``; empty when there is none."""
        try:
            number = phonenumbers.parse(self.phone, "DE")
        except phonenumbers.NumberParseException:
            return ""
        return f"tel:{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}"


@dataclass(frozen=True)
class PublishedAddress:
    """What anyone may see of an address; latitude and longitude in degrees, coarse where the address is."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    po_box: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def __bool__(self) -> bool:
        return bool(self.street or self.postcode or self.city or self.po_box)


#: Somebody whose word counts for an actor: a person's id, or ``None`` for the organisation itself.
Voice = int | None


@dataclass(frozen=True)
class ConsentState:
    """What the register says now: for each actor, voice and channel the row that counts."""

    rows: dict[tuple[UUID, Voice, str], Consent] = field(default_factory=dict)

    def latest(self, actor_key: UUID, voice: Voice, channel: str) -> Consent | None:
        """The row that counts, a withdrawal or a consent."""
        return self.rows.get((actor_key, voice, channel))

    def agrees(self, actor_key: UUID, voice: Voice, channel: str) -> bool:
        """Whether this voice's consent to the channel is in force."""
        row = self.latest(actor_key, voice, channel)
        return row is not None and not row.withdraws

    def objects(self, actor_key: UUID, channel: str) -> bool:
        """Whether the organisation keeps its entry out of the channel."""
        row = self.latest(actor_key, None, channel)
        return row is not None and row.withdraws

    def photos(self, actor_key: UUID, channel: str) -> bool:
        """Whether pictures of people may be shown: somebody agrees to photos and to the channel, nobody objects."""
        if self.objects(actor_key, channel) or self.objects(actor_key, Channel.PHOTO):
            return False
        voices = {voice for key, voice, _ in self.rows if key == actor_key}
        return any(
            self.agrees(actor_key, voice, Channel.PHOTO) and self.agrees(actor_key, voice, channel)
            for voice in voices
        )


def consent_state(actor_keys: Iterable[UUID]) -> ConsentState:
    """What the register says of these actors; one query.

    A person who was erased has no voice any more.
    """
    rows: dict[tuple[UUID, Voice, str], Consent] = {}
    consents = Consent.objects.filter(actor_key__in=list(actor_keys)).defer("wording").order_by("pk")
    for row in consents:
        if row.party == Party.ORGANISATION or row.person_id is not None:
            voice = None if row.party == Party.ORGANISATION else row.person_id
            rows |= {(row.actor_key, voice, channel): row for channel in row.channels}
    return ConsentState(rows)


def published_contacts(pages: Iterable[Actor], channel: Channel) -> dict[int, list[PublishedContact]]:
    """The contacts of pages of one type that may be shown in a channel, by page id; two queries.

    A person without an active consent for the channel and the page's actor does not appear, and nobody does where
    the organisation keeps its entry out of the channel.
    """
    pages = list(pages)
    if not pages:
        return {}
    uses = use_of(pages[0], ContactUse).objects.filter(page__in=[page.pk for page in pages])
    uses = list(uses.select_related("person").order_by("page_id", "sort_order", "pk"))
    actor_keys = {page.pk: page.translation_key for page in pages}
    state = consent_state(set(actor_keys.values()))
    contacts: dict[int, list[PublishedContact]] = defaultdict(list)
    for use in uses:
        key, person = actor_keys[use.page_id], use.person
        if state.agrees(key, person.pk, channel) and not state.objects(key, channel):
            contacts[use.page_id].append(
                PublishedContact(person.name, person.role, person.phone, person.email, person.pk)
            )
    return dict(contacts)


def published_pictures(pages: Iterable[Actor], channel: Channel) -> dict[int, list[ActorPicture]]:
    """The pictures of pages of one type that may be shown in a channel, by page id; at most two queries.

    Where people can be recognised, somebody must have agreed to photos and to the channel.
    """
    pages = list(pages)
    if not pages:
        return {}
    pictures = use_of(pages[0], ActorPicture).objects.filter(page__in=[page.pk for page in pages])
    pictures = list(pictures.select_related("image").order_by("page_id", "sort_order", "pk"))
    actor_keys = {page.pk: page.translation_key for page in pages}
    state = (
        consent_state({actor_keys[picture.page_id] for picture in pictures}) if pictures else ConsentState()
    )
    shown: dict[int, list[ActorPicture]] = defaultdict(list)
    for picture in pictures:
        key = actor_keys[picture.page_id]
        if state.photos(key, channel) if picture.shows_people else not state.objects(key, channel):
            shown[picture.page_id].append(picture)
    return dict(shown)


def published_logos(pages: Iterable[Actor], channel: Channel) -> dict[int, Any]:
    """The logos that may be shown in a channel, by page id; one query for pages that come with their logos.

    A logo is the organisation's own mark: it is shown unless the organisation keeps its entry out of the channel.
    """
    pages = [page for page in pages if page.logo_id]
    state = consent_state({page.translation_key for page in pages}) if pages else ConsentState()
    return {page.pk: page.logo for page in pages if not state.objects(page.translation_key, channel)}


def published_addresses(pages: Iterable[Actor]) -> dict[int, PublishedAddress]:
    """What may be shown of the addresses of pages, by page id; one query.

    The precision an editor chose is the same for every channel.
    """
    pages = list(pages)
    addresses = ActorAddress.objects.in_bulk({page.translation_key for page in pages})
    return {
        page.pk: published_address(addresses[page.translation_key])
        for page in pages
        if page.translation_key in addresses
    }


def published_address(address: ActorAddress) -> PublishedAddress:
    """What may be shown of one address by its precision."""
    precision = AddressPrecision(address.precision)
    if precision is AddressPrecision.HIDDEN:
        return PublishedAddress()
    exact = precision is AddressPrecision.EXACT
    places = _COORDINATE_PLACES[precision]
    located = address.latitude is not None and address.longitude is not None
    return PublishedAddress(
        street=address.street if exact else "",
        postcode="" if precision is AddressPrecision.PLACE else address.postcode,
        city=address.city,
        po_box=address.po_box if exact else "",
        latitude=round(address.latitude, places) if located else None,
        longitude=round(address.longitude, places) if located else None,
    )
