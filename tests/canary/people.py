"""People, records and addresses of the canary town, with and without consents."""

from typing import Any

from skew_wagtail.actors.models import (
    ActorContact,
    ActorDirectoryPage,
    ActorImage,
    ActorProfilePage,
    ActorRecord,
)
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import (
    ActorAddress,
    AddressPrecision,
    Channel,
    Consent,
    ConsentMethod,
    ContactPerson,
)
from tests.canary.marks import SECRET, Marks
from tests.factories import (
    ActorProfileFactory,
    make_image,
)
from tests.field_classes import CONTACT, INTERNAL, SENSITIVE


def plant_people(marks: Marks, profile: ActorProfilePage) -> list[str]:
    """People named on a profile who agreed to nothing, to something else, or no longer; and one who did."""
    elsewhere = ActorProfileFactory(parent=profile.get_parent(), slug="anderswo", title="Anderswo")
    others = [channel for channel in Channel if channel not in (Channel.WEB, Channel.EXPORT)]
    people = {
        "alt_text": marks.word("picture of people"),
        "credit": marks.word("credit of a picture of people"),
    }
    ActorImage.objects.create(page=profile, image=make_image(), **people)
    _person(marks, profile, "no consent")
    _agree(marks, _person(marks, profile, "consent for other channels"), profile, others)
    _agree(marks, _person(marks, profile, "consent for another actor"), elsewhere, list(Channel))
    former = _person(marks, profile, "withdrawn consent")
    _agree(marks, former, profile, list(Channel))
    _agree(marks, former, profile, list(Channel), withdraws=True)
    shown = {
        "name": "Amina Gezeigt",
        "role": "Sprecherin",
        "phone": "030 23125 777",
        "email": "amina@example.net",
    }
    agreed = ContactPerson(**shown)
    marks.plant(agreed, INTERNAL, why="note on a person who is shown")
    ActorContact.objects.create(page=profile, person=agreed)
    _agree(marks, agreed, profile, [Channel.WEB])
    return list(shown.values())


def _person(marks: Marks, profile: ActorProfilePage, why: str) -> ContactPerson:
    person = marks.plant(ContactPerson(), *SECRET, why=why)
    ActorContact.objects.create(page=profile, person=person)
    return person


def _agree(
    marks: Marks, person: ContactPerson, page: Any, channels: list[str], *, withdraws: bool = False
) -> None:
    proof = marks.fill(Consent(), INTERNAL, why="proof of consent")
    record_consent(
        person,
        actor_key=page.translation_key,
        organisation_name=proof.organisation_name,
        channels=channels,
        method=ConsentMethod.PAPER,
        given_on=proof.given_on,
        wording=proof.wording,
        withdraws=withdraws,
    )


def plant_records(marks: Marks, profile: ActorProfilePage) -> None:
    key = profile.translation_key
    marks.plant(ActorAddress(pk=key, precision=AddressPrecision.HIDDEN), CONTACT, why="hidden address")
    marks.plant(ActorRecord(pk=key), INTERNAL, SENSITIVE, why="internal record")


def plant_addresses(marks: Marks, directory: ActorDirectoryPage) -> dict[int, list[str]]:
    """An actor for each precision; by its id what is seen of its address."""
    visible = {
        AddressPrecision.EXACT: {
            "street": "Färbergasse 12", "postcode": "00815", "city": "Ebersfurt", "po_box": "12 34",
            "latitude": 50.1, "longitude": 9.1,
        },
        AddressPrecision.POSTCODE: {"postcode": "00816", "city": "Ebersfurt-Nord"},
        AddressPrecision.PLACE: {"city": "Ebersfurt-Süd"},
    }  # fmt: skip
    shown = {}
    for precision, values in visible.items():
        page = ActorProfileFactory(parent=directory, slug=precision, title=f"Verein {precision}")
        address = ActorAddress(pk=page.translation_key, precision=precision, **values)
        marks.plant(address, CONTACT, why=f"address shown by {precision}", keep=tuple(values))
        shown[page.pk] = [value for value in values.values() if isinstance(value, str)]
    return shown
