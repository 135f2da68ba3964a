"""Forums and workshops of the browser town."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from skew_wagtail.forum.models import (
    EventActor,
    EventDay,
    EventOutcome,
    EventPage,
    EventParticipantGroup,
    EventPhoto,
    EventProgrammeItem,
    EventSeries,
    EventThemeGroup,
)
from skew_wagtail.forum.registration.models import AccessNeed
from skew_wagtail.vocabulary import models as vocabulary
from tests.browser.inventories import some_terms
from tests.factories import (
    ForumFactory,
    ForumIndexFactory,
    WorkshopFactory,
    make_document,
    make_image,
)
from tests.forum.registrations import RegistrationFactory


def make_registrations() -> Any:
    """Somebody who is still to confirm, one who is there already, a group; the one still to confirm."""
    event = EventPage.objects.get(slug="kommend")
    RegistrationFactory(event=event, person_name="Jussuf Muster", attended_number=1)
    RegistrationFactory(event=event, person_name="", organisation="Klasse 8b", people=12)
    registration = RegistrationFactory(event=event, person_name="Amina Beispiel", state="unconfirmed")
    AccessNeed.objects.create(registration=registration, need_text="Gebärdensprache")
    return registration


def make_forums(profile: Any) -> None:
    index = ForumIndexFactory(slug="foren")
    group, kind = vocabulary.ParticipantGroup.objects.first(), vocabulary.OutcomeKind.objects.first()
    shared = {"parent": index, "venue_name": "Rathaus", "venue_address": "Markt 1\n00815 Ebersfurt"}
    for slug, title, starts_at in (
        ("kommend", "Vernetzungsforum, das kommt", timezone.now() + timedelta(days=90)),
        ("vergangen", "Vernetzungsforum, das war", timezone.now() - timedelta(days=90)),
    ):
        ForumFactory(
            slug=slug,
            title=title,
            starts_at=starts_at,
            introduction="<p>Alle sind eingeladen.</p>",
            access="Rampe am Hintereingang",
            languages="Deutsch, Arabisch",
            organiser="Stadt Ebersfurt",
            attendance_number=80,
            attendance_text="etwa 80 Menschen aus 30 Vereinen",
            programme_items=[
                EventProgrammeItem(title="Begrüßung", speaker_organisation="Stadt", description="Kurz.")
            ],
            participant_groups=[EventParticipantGroup(group=group, number=30)],
            takes_registrations=True,
            takes_groups=True,
            capacity=40,
            theme_groups=[EventThemeGroup(title="Räume", text="<p>Es fehlen Räume.</p>")],
            outcomes=[EventOutcome(kind=kind, text="Ein Runder Tisch", responsible_body="Stadt")],
            linked_actors=[EventActor(actor=profile)],
            **shared,
        )
    _workshop(shared, group)
    _workshop_day(index, profile)


def _workshop(shared: dict[str, Any], group: Any) -> None:
    """Two half days in a series, which were cancelled."""
    days = [timezone.localdate() + timedelta(days=number) for number in (30, 37)]
    WorkshopFactory(
        slug="werkstatt",
        title="Vernetzungsworkshop in zwei Teilen",
        status="cancelled",
        status_text="Der Saal hat einen Wasserschaden.",
        days=[
            EventDay(date=days[0], begins=time(14), ends=time(18), label="Kennenlernen"),
            EventDay(date=days[1], label="Verabreden"),
        ],
        programme_items=[
            EventProgrammeItem(date=days[0], time=time(14), title="Begrüßung", language="Arabisch"),
            EventProgrammeItem(date=days[1], title="Verabredungen"),
        ],
        participant_groups=[EventParticipantGroup(group=group)],
        photos=[
            EventPhoto(image=make_image(), alt_text="Tische im Saal", credit="Stadt", shows_people=False)
        ],
        documents=[("document", make_document(title="Einladung"))],
        topics=some_terms(vocabulary.Topic, 2),
        series=EventSeries.objects.create(title="Flucht in der Einen Welt", description="Drei Abende."),
        **shared,
    )


def _workshop_day(index: Any, profile: Any) -> None:
    """A workshop with what two organisations seek, offer and agree on."""
    workshop = WorkshopFactory(
        parent=index,
        slug="workshop",
        title="Workshop, der war",
        starts_at=timezone.now() - timedelta(days=30),
        linked_actors=[EventActor(actor=page) for page in profile.get_siblings().live().specific()[:4]],
    )
    kind = vocabulary.CooperationKind.objects.first()
    one = workshop.present_organisations.create(actor=profile, name=profile.title, interests="Schulen")
    two = workshop.present_organisations.create(name="Nachbarschaftstreff Nord")
    one.statements.create(side="seeks", kind=kind, text="Ein Saal für 50 Menschen")
    two.statements.create(side="offers", kind=kind, text="Saal mit Bühne")
    agreement = workshop.agreements.create(
        kind=vocabulary.OutcomeKind.objects.get(slug="joint_activity"),
        text="Ein gemeinsamer Stand auf dem Stadtfest",
        visibility="public",
    )
    agreement.organisations.set([one, two])
