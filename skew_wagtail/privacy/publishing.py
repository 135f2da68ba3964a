"""The one answer to what of a person or an address is shown where.

Every output asks these functions; nothing else reads a personal field for a visitor.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from uuid import UUID

import phonenumbers
from django.apps import apps
from django.db.models import Model

from .models import ActorAddress, AddressPrecision, Channel, Consent, ContactUse

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


@cache
def _contact_uses() -> dict[type[Model], type[ContactUse]]:
    """The concrete use of contacts by the page model that owns it."""
    uses = [model for model in apps.get_models() if issubclass(model, ContactUse)]
    return {use._meta.get_field("page").remote_field.model: use for use in uses}


def published_contacts(pages: Iterable[Actor], channel: Channel) -> dict[int, list[PublishedContact]]:
    """The contacts of pages of one type that may be shown in a channel, by page id; two queries.

    A person without an active consent for the channel and the page's actor does not appear.
    """
    pages = list(pages)
    if not pages:
        return {}
    owner = next(model for model in type(pages[0]).__mro__ if model in _contact_uses())
    uses = _contact_uses()[owner].objects.filter(page__in=[page.pk for page in pages])
    uses = list(uses.select_related("person").order_by("page_id", "sort_order", "pk"))
    consenting = consented_people({use.person_id for use in uses}, channel)
    actor_keys = {page.pk: page.translation_key for page in pages}
    contacts: dict[int, list[PublishedContact]] = defaultdict(list)
    for use in uses:
        if (use.person_id, actor_keys[use.page_id]) in consenting:
            person = use.person
            contacts[use.page_id].append(
                PublishedContact(person.name, person.role, person.phone, person.email)
            )
    return dict(contacts)


def consented_people(person_ids: Iterable[int], channel: Channel) -> set[tuple[int, UUID]]:
    """Pairs of person id and actor key with an active consent for the channel; one query.

    The latest row that names the channel counts, whatever it says of other channels.
    """
    rows = Consent.objects.filter(person__in=list(person_ids), **{channel: True}).order_by("pk")
    active: set[tuple[int, UUID]] = set()
    for person_id, actor_key, withdraws in rows.values_list("person_id", "actor_key", "withdraws"):
        (active.discard if withdraws else active.add)((person_id, actor_key))
    return active


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
