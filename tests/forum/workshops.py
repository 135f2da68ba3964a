"""A workshop that is over, and how its pages are used."""

from datetime import datetime
from typing import Any

from django.test import Client

from skew_wagtail.actors.models import CooperationNeed, CooperationOffer
from skew_wagtail.forum.models import BERLIN, EventActor
from skew_wagtail.forum.workshop.models import (
    WorkshopAgreement,
    WorkshopOrganisation,
)
from tests.factories import (
    ActorProfileFactory,
    CooperationKindFactory,
    CountryFactory,
    DirectoryFactory,
    OutcomeKindFactory,
    TopicFactory,
    WorkshopFactory,
    make_user,
)
from tests.forms import fields_of


class Town:
    """A workshop that is over, with two actors who take part and one organisation that nobody knew."""

    def __init__(self) -> None:
        directory = DirectoryFactory(slug="akteure")
        self.rooms = CooperationKindFactory(slug="rooms", label_de="Räume")
        self.speakers = CooperationKindFactory(slug="speakers", label_de="Referierende")
        self.activity = OutcomeKindFactory(slug="joint_activity", label_de="Gemeinsame Aktivität")
        self.topic = TopicFactory(slug="fair-trade", label_de="Fairer Handel")
        shared = {
            "topics": [self.topic],
            "engagement_countries": [CountryFactory(slug="gh", label_de="Ghana")],
        }
        self.shop = ActorProfileFactory(
            parent=directory,
            title="Weltladen",
            cooperation_needs=[CooperationNeed(kind=self.rooms, text="Lager")],
            **shared,
        )
        self.choir = ActorProfileFactory(
            parent=directory,
            title="Chor",
            cooperation_offers=[
                CooperationOffer(kind=self.rooms, text="Keller", topic=self.topic),
                CooperationOffer(kind=self.rooms, text="Geheimer Keller", visibility="internal"),
            ],
            **shared,
        )
        self.workshop = WorkshopFactory(
            title="Workshop Ebersfurt",
            starts_at=datetime(2026, 3, 14, 10, tzinfo=BERLIN),
            linked_actors=[EventActor(actor=self.shop), EventActor(actor=self.choir)],
        )
        self.url = f"/admin/skew/workshop/{self.workshop.pk}/"
        self.browsers = {}
        for name in ("amina", "jussuf"):
            user = make_user(name, superuser=True)
            self.browsers[name] = Client()
            self.browsers[name].force_login(user)


def add(browser: Any, town: Town, name: str) -> tuple[WorkshopOrganisation, str]:
    """An organisation on the list, and the address of its form."""
    response = browser.post(town.url, {"name": name})
    url = response.headers["Location"]
    return WorkshopOrganisation.objects.get(pk=url.rstrip("/").rpartition("/")[2]), url


def opened(browser: Any, url: str) -> dict[str, Any]:
    """A form as it is shown."""
    return fields_of(browser.get(url).content.decode(), "form.skew-day__form")


def said(row: WorkshopOrganisation) -> list[tuple[str, str, str]]:
    return list(row.statements.values_list("side", "kind__slug", "text"))


def agreed(town: Town, *rows: WorkshopOrganisation, **values: Any) -> WorkshopAgreement:
    values = {"kind": town.activity, "text": "Ein Stand auf dem Stadtfest", "visibility": "public"} | values
    agreement = WorkshopAgreement.objects.create(workshop=town.workshop, **values)
    agreement.organisations.set(rows)
    return agreement
