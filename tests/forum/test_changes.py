"""An event that is cancelled, moved or postponed says so, and tells those who want to know."""

from datetime import timedelta

import pytest
from django.utils import timezone

from skew_wagtail.forum.models import EventPage, EventParticipantGroup, EventStatus, ForumPage
from skew_wagtail.forum.signals import event_changed
from tests.factories import (
    ForumFactory,
    InventoryFactory,
    ParticipantGroupFactory,
    WorkshopFactory,
    event_days,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What was told, in order."""
    heard = []

    def hear(event, what, **kwargs):
        heard.append((event.title, set(what)))

    event_changed.connect(hear)
    yield heard
    event_changed.disconnect(hear)


@pytest.fixture
def event(db):
    start = timezone.now() + timedelta(days=30)
    return ForumFactory(title="Forum", days=event_days(start, start), venue_name="Rathaus")


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ForumPage.objects.get(pk=page.pk)


def test_only_what_people_rely_on_is_told_and_only_once_it_is_published(event, told):
    assert (event.sequence, event.status_changed_at, told) == (0, None, [])
    publish(event, childcare="ab 3", title="Forum")
    assert told == []
    event.venue_name = "Bücherei"
    event.save_revision()
    assert told == []
    event.latest_revision.publish()
    later = event_days(timezone.now() + timedelta(days=40), timezone.now() + timedelta(days=40))
    event = publish(
        ForumPage.objects.get(), days=later, status=EventStatus.MOVED, status_text="Wasserschaden"
    )
    event = publish(event, status=EventStatus.CANCELLED)
    assert told == [("Forum", {"place"}), ("Forum", {"date", "moved"}), ("Forum", {"cancelled"})]
    assert event.sequence == 3
    assert timezone.now() - event.status_changed_at < timedelta(minutes=1)


def test_a_change_made_while_it_was_not_public_is_told_when_it_is_again(event, told):
    event.unpublish()
    event = ForumPage.objects.get()
    event.venue_name = "Bücherei"
    event.save()
    publish(event)
    assert told == [("Forum", {"place"})]


def test_nobody_is_told_of_what_is_over(told):
    publish(ForumFactory(venue_name="Rathaus"), venue_name="Bücherei")
    assert told == []
    assert EventPage.objects.get().sequence == 1


def test_a_receiver_that_fails_hears_it_again(event, told):
    def fail(**kwargs):
        raise RuntimeError

    event_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            publish(event, venue_name="Bücherei")
    finally:
        event_changed.disconnect(fail)
    told.clear()
    publish(ForumPage.objects.get())
    assert told == [("Forum", {"place"})]


def test_a_copy_begins_anew(event):
    publish(event, venue_name="Bücherei")
    copy = ForumPage.objects.get().copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert (copy.sequence, copy.status_changed_at) == (0, None)
    assert [day.date for day in copy.days.all()] == [day.date for day in event.days.all()]


def test_an_alias_counts_with_its_original(event):
    alias = event.create_alias(update_slug="anderswo")
    publish(event, venue_name="Bücherei")
    alias = ForumPage.objects.get(pk=alias.pk)
    assert (alias.venue_name, alias.sequence) == ("Bücherei", 1)


def test_what_was_cancelled_has_nothing_to_report(client):
    groups = [EventParticipantGroup(group=ParticipantGroupFactory(label_de="Geflüchtete"), number=3)]
    page = ForumFactory(status="cancelled", participant_groups=groups, attendance_number=83)
    html = client.get(page.url).content.decode()
    assert "Geflüchtete" in html
    assert "83" not in html.partition("<article")[2] and "Geflüchtete: 3" not in html


def test_an_inventory_shows_its_workshop_wherever_it_stands_and_that_it_is_cancelled(client):
    inventory = InventoryFactory()
    below = WorkshopFactory(parent=inventory, title="Darunter", status="cancelled")
    WorkshopFactory(title="Anderswo", inventory=inventory)
    WorkshopFactory(title="Fremd")
    html = client.get(inventory.url).content.decode()
    assert "Darunter" in html and "Anderswo" in html and "Fremd" not in html
    assert f"({below.get_status_display()})" in html
    assert f'href="{inventory.url}"' in client.get(below.url).content.decode()
