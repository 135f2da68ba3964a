"""Makes programmes and calls, published as an editor would."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import factory
from wagtail.models import Page

from skew_wagtail.programmes.interest.models import ExpressionOfInterest, InterestState
from skew_wagtail.programmes.models import (
    CallPage,
    ModelMunicipality,
    ProgrammeActor,
    ProgrammeIndexPage,
    ProgrammePage,
)
from tests.factories import PageFactory

BERLIN = ZoneInfo("Europe/Berlin")


class ProgrammeIndexFactory(PageFactory):
    title = "Programme"
    slug = factory.Sequence(lambda number: f"programme-{number}" if number else "programme")

    class Meta:
        model = ProgrammeIndexPage


class ProgrammeFactory(PageFactory):
    """A programme; inline children and terms are given as lists, actors as profiles."""

    parent = factory.LazyFunction(lambda: ProgrammeIndexPage.objects.first() or ProgrammeIndexFactory())
    title = factory.Sequence(lambda number: f"Programm {number}")

    class Meta:
        model = ProgrammePage

    @classmethod
    def _create(cls, model: type[Page], *args: Any, actors: Any = (), **values: Any) -> Page:
        rows = [ProgrammeActor(actor=actor) for actor in actors]
        return super()._create(model, *args, linked_actors=rows, **values)


class CallFactory(PageFactory):
    """A call of eight weeks that ended on Monday 12 February 2018."""

    parent = factory.LazyFunction(lambda: ProgrammePage.objects.first() or ProgrammeFactory())
    title = factory.Sequence(lambda number: f"Aufruf {number}")
    opens_at = factory.LazyAttribute(lambda call: call.closes_at - timedelta(weeks=8))
    closes_at = datetime(2018, 2, 12, 23, 59, tzinfo=BERLIN)

    class Meta:
        model = CallPage


class InterestFactory(factory.django.DjangoModelFactory):
    """An expression of interest that was submitted in time; ``call`` defaults to the first there is."""

    call = factory.LazyFunction(lambda: CallPage.objects.first() or CallFactory())
    state = InterestState.SUBMITTED
    submitted_at = factory.LazyAttribute(lambda interest: interest.call.closes_at - timedelta(days=1))
    municipality_name = factory.Sequence(lambda number: f"Stadt Übersfürth {number}")
    contact_name = "Amina Beispiel"
    contact_email = factory.Sequence(lambda number: f"amina{number}@example.org")
    postal_address = "Schloßstraße 1\n00815 Übersfürth"
    motivation = "Zwölf Menschen suchen eine Ausbildung"
    agrees_data_protection = True

    class Meta:
        model = ExpressionOfInterest


def choose(call: CallPage, *municipalities: Any, **values: Any) -> None:
    """Name municipalities in the programme as chosen in a call, and publish it."""
    programme = ProgrammePage.objects.get(pk=call.get_parent().pk)
    programme.model_municipalities.add(
        *(ModelMunicipality(municipality=each, call=call, **values) for each in municipalities)
    )
    programme.save_revision().publish()
