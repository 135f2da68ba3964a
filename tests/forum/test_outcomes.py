"""Following up what events brought about: in the admin, and on the page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from skew_wagtail.forum.models import EventOutcome, ForumPage
from skew_wagtail.forum.outcomes.queries import today
from tests.factories import (
    ForumFactory,
    ForumIndexFactory,
    OutcomeKindFactory,
    WorkshopFactory,
    editor_group,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/skew/events/outcomes/"


@pytest.fixture
def forum(db):
    kind = OutcomeKindFactory(slug="next_step")
    rows = [("Überfällig", -5), ("Bald", 5), ("Später", 90), ("Ohne Frist", None)]
    return ForumFactory(
        outcomes=[
            EventOutcome(kind=kind, text=text, due_date=days and today() + timedelta(days=days), sort_order=n)
            for n, (text, days) in enumerate(rows)
        ]
    )


def shown(client, query=""):
    return [outcome.text for outcome in client.get(f"{LIST}{query}").context["outcomes"]]


def click(client, outcome, state):
    url = reverse("skew_outcomes:state", args=[outcome.pk])
    return client.post(url, {"state": state, "query": "part=soon"}, follow=True)


def test_open_ones_of_all_events_come_by_urgency(admin, forum):
    other = OutcomeKindFactory(slug="need")
    WorkshopFactory(outcomes=[EventOutcome(kind=other, text="Erledigt", state="done", done_on=today())])
    ForumFactory(live=False, outcomes=[EventOutcome(kind=other, text="Im Entwurf")])
    assert shown(admin) == ["Überfällig", "Bald", "Später", "Ohne Frist"]
    assert shown(admin, "?part=overdue") == ["Überfällig"]
    assert shown(admin, "?part=soon") == ["Bald"]
    assert shown(admin, "?part=done") == ["Erledigt"]
    assert shown(admin, "?part=done&kind=next_step") == []
    assert [number for *_, number in admin.get(LIST).context["parts"]] == [4, 1, 1, 1]


def test_one_click_is_on_the_page_at_once_with_a_version(admin, forum, client):
    versions = forum.revisions.count()
    response = click(admin, forum.outcomes.get(text="Bald"), "done")
    assert response.redirect_chain[0][0] == f"{LIST}?part=soon"
    outcome = forum.outcomes.get(text="Bald")
    assert (outcome.state, outcome.done_on) == ("done", today())
    assert ForumPage.objects.get().revisions.count() == versions + 1
    click(admin, outcome, "open")
    assert forum.outcomes.get(text="Bald").done_on is None
    assert [row.text for row in forum.outcomes.all()] == ["Überfällig", "Bald", "Später", "Ohne Frist"]


def test_a_click_publishes_no_other_change_and_nothing_for_who_may_not(client, forum):
    group = editor_group(forum.get_parent(), "Entwürfe", people=False)
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    client.force_login(make_user("entwerfend", groups=[group]))
    outcome = forum.outcomes.get(text="Bald")
    click(client, outcome, "done")
    outcome.refresh_from_db()
    forum = ForumPage.objects.get()
    assert outcome.state == "open"
    assert [
        row.state for row in forum.get_latest_revision_as_object().outcomes.all() if row.text == "Bald"
    ] == ["done"]

    forum.latest_revision.publish()
    forum = ForumPage.objects.get()
    forum.title = "Anderer Titel"
    forum.save_revision()
    client.force_login(make_user("chefin", superuser=True))
    click(client, forum.outcomes.get(text="Überfällig"), "running")
    forum = ForumPage.objects.get()
    assert forum.title != "Anderer Titel"
    assert forum.outcomes.get(text="Überfällig").state == "open"
    draft = forum.get_latest_revision_as_object()
    assert draft.title == "Anderer Titel"
    assert {row.text: row.state for row in draft.outcomes.all()}["Überfällig"] == "running"


def test_events_of_others_a_locked_page_and_a_removed_outcome_stay_as_they_are(client, forum):
    stranger = editor_group(ForumIndexFactory(slug="anderswo"), "Fremde", people=False)
    client.force_login(make_user("fremd", groups=[stranger]))
    outcome = forum.outcomes.get(text="Bald")
    assert shown(client) == []
    assert click(client, outcome, "done").redirect_chain[0][0] == "/admin/"

    client.force_login(make_user("chefin", superuser=True))
    ForumPage.objects.update(locked=True)
    # A page that somebody else locked may be edited by nobody, not even by a superuser.
    assert b"messages" in click(client, outcome, "done").content
    ForumPage.objects.update(locked=False)
    forum = ForumPage.objects.get()
    forum.outcomes = [row for row in forum.outcomes.all() if row.text != "Bald"]
    forum.save_revision()
    click(client, outcome, "done")
    outcome.refresh_from_db()
    assert outcome.state == "open"
    assert click(client, outcome, "<script>").status_code == 200


def test_queries_are_constant_in_the_number_of_outcomes(admin, forum):
    kind = forum.outcomes.first().kind

    def queries(number):
        forums = [ForumFactory() for _ in range(3)]
        EventOutcome.objects.bulk_create(
            EventOutcome(page=forums[n % 3], kind=kind, text=f"Schritt {n}") for n in range(number)
        )
        admin.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert len(admin.get(LIST).context["outcomes"]) == min(25, 4 + number)
        return len(captured)

    assert queries(6) == queries(1000) <= 40


def test_visitors_read_what_became_of_it(client):
    kind = OutcomeKindFactory()
    page = ForumFactory(
        outcomes=[
            EventOutcome(
                kind=kind, text="Stand", state="done", done_on=date(2026, 6, 20), due_date=date(2026, 6, 30),
                became="400 Menschen kamen an den Stand.",
            )
        ]
    )  # fmt: skip
    html = client.get(page.url).content.decode()
    assert "400 Menschen kamen an den Stand." in html
    assert 'datetime="2026-06-20"' in html and 'datetime="2026-06-30"' not in html
