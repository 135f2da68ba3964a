"""The forums and workshops of the demonstration town: each kind once past and once to come."""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.forum.models import (
    EventActor,
    EventDay,
    EventOutcome,
    EventParticipantGroup,
    EventProgrammeItem,
    EventSeries,
    EventThemeGroup,
    ForumIndexPage,
    ForumPage,
    NetworkingWorkshopPage,
)
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.vocabulary.models import OutcomeKind, ParticipantGroup, Topic

from . import event_texts, texts

Publish = Callable[[Page, Page], Any]


def make_events(home: Page, inventory: InventoryProjectPage, publish: Publish) -> None:
    """The list with two forums, and two workshops below the inventory."""
    index = publish(home, ForumIndexPage(title="Foren", slug="foren", introduction=texts.FORUMS, show_in_menus=True,
                    search_description="Treffen, auf denen Neues entsteht."))  # fmt: skip
    series = EventSeries.objects.create(**event_texts.SERIES)
    actors = list(ActorProfilePage.objects.live().order_by("external_id")[:20])
    _forums(index, inventory, series, actors, publish)
    _workshops(inventory, actors, publish)


def _forums(
    index: Page, inventory: InventoryProjectPage, series: EventSeries, actors: list[Any], publish: Publish
) -> None:
    shared = {"series": series, "municipality": inventory.municipality}
    past = ForumPage(**texts.PAST_FORUM, inventory=inventory, **shared)
    past.days = [EventDay(date=date(2026, 4, 18), begins=time(14), ends=time(18))]
    past.programme_items = _programme(texts.PAST_PROGRAMME)
    past.participant_groups = _groups(texts.PAST_GROUPS)
    past.theme_groups = [EventThemeGroup(title=title, text=text) for title, text in texts.PAST_THEMES]
    past.outcomes = _outcomes((*row, "") for row in texts.PAST_OUTCOMES)
    for outcome in past.outcomes.all():
        done_on, outcome.became = event_texts.PAST_BECAME.get(outcome.kind.slug, (None, ""))
        outcome.done_on = done_on and date.fromisoformat(done_on)
    past.linked_actors = [EventActor(actor=actor) for actor in actors[:6]]
    past.topics = _topics("migration-development")
    publish(index, past)

    coming = ForumPage(**texts.COMING_FORUM, **shared)
    day = timezone.localdate() + timedelta(days=60)
    coming.days = [EventDay(date=day, begins=time(17), ends=time(21))]
    coming.programme_items = _programme(texts.COMING_PROGRAMME)
    coming.participant_groups = _groups((slug, None) for slug in texts.COMING_GROUPS)
    coming.linked_actors = [EventActor(actor=actor) for actor in actors[6:10]]
    coming.topics = _topics("global-learning")
    publish(index, coming)


def _workshops(inventory: InventoryProjectPage, actors: list[Any], publish: Publish) -> None:
    shared = {"inventory": inventory, "municipality": inventory.municipality}
    past = NetworkingWorkshopPage(**event_texts.PAST_WORKSHOP, **shared)
    past.days = [EventDay(date=date(2026, 9, 19), begins=time(10), ends=time(13, 30))]
    past.programme_items = _programme(event_texts.PAST_WORKSHOP_PROGRAMME)
    past.participant_groups = _groups(event_texts.PAST_WORKSHOP_GROUPS)
    past.outcomes = _outcomes(event_texts.PAST_WORKSHOP_OUTCOMES)
    past.linked_actors = [EventActor(actor=actor) for actor in actors[:12]]
    past.topics = _topics("migration-development", "global-learning")
    publish(inventory, past)

    coming = NetworkingWorkshopPage(**event_texts.COMING_WORKSHOP, **shared)
    first = timezone.localdate() + timedelta(days=30)
    dates = [first, first + timedelta(days=7)]
    coming.days = [
        EventDay(date=dates[0], begins=time(14), ends=time(18), label="Erster halber Tag: kennenlernen"),
        EventDay(date=dates[1], begins=time(9), ends=time(13), label="Zweiter halber Tag: verabreden"),
    ]
    coming.programme_items = [
        EventProgrammeItem(
            date=dates[number], time=time.fromisoformat(clock), title=title, speaker_organisation=speaker
        )
        for number, clock, title, speaker in event_texts.COMING_WORKSHOP_PROGRAMME
    ]
    coming.participant_groups = _groups((slug, None) for slug in texts.COMING_GROUPS)
    coming.linked_actors = [EventActor(actor=actor) for actor in actors[6:16]]
    coming.topics = _topics("migration-development")
    publish(inventory, coming)


def _programme(rows: list[tuple[str, str, str, str]]) -> list[EventProgrammeItem]:
    return [
        EventProgrammeItem(
            time=time.fromisoformat(clock), title=title, speaker_organisation=speaker, description=description
        )
        for clock, title, speaker, description in rows
    ]


def _groups(rows: Iterable[tuple[str, int | None]]) -> list[EventParticipantGroup]:
    groups = {group.slug: group for group in ParticipantGroup.objects.all()}
    return [EventParticipantGroup(group=groups[slug], number=number) for slug, number in rows]


def _outcomes(rows: Iterable[tuple[str, str, str, str | None, str, str]]) -> list[EventOutcome]:
    kinds = {kind.slug: kind for kind in OutcomeKind.objects.all()}
    return [
        EventOutcome(
            kind=kinds[kind],
            text=text,
            responsible_body=body,
            due_date=date.fromisoformat(due) if due else None,
            state=state,
            done_on=date.fromisoformat(due) if due and state == "done" else None,
            became=became,
        )
        for kind, text, body, due, state, became in rows
    ]


def _topics(*slugs: str) -> list[Topic]:
    return list(Topic.objects.filter(slug__in=slugs))
