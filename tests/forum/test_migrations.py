"""Forums that a town made before there were events are still there afterwards, with all that belongs to them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from skew_wagtail.forum.models import (
    BERLIN,
    EventActor,
    EventOutcome,
    EventPage,
    EventProgrammeItem,
    ForumPage,
)
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    ForumFactory,
    OutcomeKindFactory,
    event_days,
)

START = datetime(2026, 3, 14, 10, tzinfo=BERLIN)


def migrated(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("skew_forum", name)])
    return MigrationExecutor(connection).loader.project_state([("skew_forum", name)]).apps


@pytest.fixture
def as_before(transactional_site):
    """A published forum of three days with a later draft, in the tables of the first version."""
    forum = ForumFactory(
        slug="forum",
        starts_at=START,
        ends_at=START + timedelta(days=2, hours=6),
        venue_name="Rathaus",
        attendance_number=48,
        programme_items=[EventProgrammeItem(time=time(10, 30), title="Begrüßung")],
        outcomes=[EventOutcome(kind=OutcomeKindFactory(), text="Arbeitskreis Räume")],
        linked_actors=[EventActor(actor=ActorProfileFactory(parent=DirectoryFactory(slug="akteure")))],
    )
    forum.days = event_days(START + timedelta(days=7), START + timedelta(days=7, hours=6))
    forum.save_revision()
    apps = migrated("0001_initial")
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(object_id=str(forum.pk)):
        for name in ("days", "topics", "series", "municipality", "status", "documents", "sequence"):
            del revision.content[name]
        revision.save()
    yield forum.pk, apps
    call_command("migrate", "skew_forum", verbosity=0)


def test_a_forum_keeps_its_address_children_and_versions(as_before, client):
    pk, before = as_before
    row = before.get_model("skew_forum", "ForumPage").objects.get()
    assert (row.pk, row.starts_at, row.venue_name) == (pk, START, "Rathaus")
    assert before.get_model("skew_forum", "ForumOutcome").objects.get().page == row

    call_command("migrate", "skew_forum", verbosity=0)
    forum = ForumPage.objects.get()
    assert (forum.pk, forum.attendance_number, EventPage.objects.get().pk) == (pk, 48, pk)
    assert isinstance(Page.objects.get(pk=pk).specific, ForumPage)
    assert [(day.date.day, day.begins, day.ends) for day in forum.days.all()] == [
        (14, time(10), None),
        (15, None, None),
        (16, None, time(16)),
    ]
    assert (forum.starts_at, forum.ends_at) == (START, START + timedelta(days=2, hours=6))
    assert [forum.programme_items.get().title, forum.outcomes.get().text] == [
        "Begrüßung",
        "Arbeitskreis Räume",
    ]
    assert forum.linked_actors.count() == 1
    assert client.get(forum.url).status_code == 200

    draft = forum.get_latest_revision_as_object()
    assert [(day.date, day.begins, day.ends) for day in draft.days.all()] == [
        (date(2026, 3, 21), time(10), time(16))
    ]
    forum.latest_revision.publish()
    again = ForumPage.objects.get()
    assert (again.starts_at, again.venue_name) == (START + timedelta(days=7), "Rathaus")
    assert again.outcomes.get().text == "Arbeitskreis Räume"
