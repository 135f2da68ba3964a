"""What tests of registrations need."""

from typing import Any

import factory
from django.core import mail
from django.utils import timezone

from skew_wagtail.forum.registration.links import form_url, own_path
from skew_wagtail.forum.registration.models import Registration, RegistrationState
from tests.factories import ForumFactory
from tests.forms import fields_of


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Somebody with a seat; ``confirmed_at`` says who was first."""

    event = factory.SubFactory(ForumFactory)
    person_name = factory.Sequence(lambda number: f"Gast {number}")
    mail_address = factory.Sequence(lambda number: f"gast{number}@example.org")
    state = RegistrationState.CONFIRMED
    confirmed_at = factory.LazyAttribute(
        lambda made: timezone.now() if made.state in ("confirmed", "waiting") else None
    )

    class Meta:
        model = Registration


def fill_in(client: Any, event: Any, query: str = "", **values: Any) -> Any:
    """Open the form of an event, fill it in and send it; the answer."""
    url = form_url(event) + query
    posted = fields_of(client.get(url).content.decode(), "form.skew-form__body")
    given = {"person_name": "Amina Beispiel", "mail_address": "amina@example.org"}
    return client.post(url, posted | given | values)


def press(client: Any, registration: Registration, action: str = "confirm") -> str:
    """Open one's own link and press a button; what one reads then."""
    response = client.post(own_path(registration), {"action": action}, follow=True)
    return response.content.decode()


def states(event: Any) -> dict[str, str]:
    """How each registration stands, by name."""
    return dict(Registration.objects.filter(event=event.pk).values_list("person_name", "state"))


def letters_to(address: str) -> list[str]:
    """Subjects of the letters to an address, in order."""
    return [letter.subject for letter in mail.outbox if letter.to == [address]]
