"""Forums in the admin."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from skew_wagtail.forum.models import ForumPage, NetworkingWorkshopPage
from tests.factories import (
    ActorProfileFactory,
    ForumFactory,
    ForumIndexFactory,
    InventoryFactory,
    OutcomeKindFactory,
    ParticipantGroupFactory,
)

pytestmark = pytest.mark.django_db

LISTING = "/admin/skew/forums/"
CHILDREN = (
    "days",
    "programme_items",
    "participant_groups",
    "theme_groups",
    "outcomes",
    "linked_actors",
    "photos",
)


@pytest.fixture
def index(db):
    return ForumIndexFactory(slug="foren")


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["skew_forum", "forumpage", parent.pk])


def posted(**values):
    """What a browser sends for the form."""
    values = {"days": [{"date": "2026-03-14", "begins": "10:00", "ends": "16:00"}]} | values
    children = {name: inline_formset(values.pop(name, [])) for name in CHILDREN}
    texts = dict.fromkeys(
        ["venue_name", "venue_address", "access", "languages", "childcare", "organiser", "status_text"], ""
    )
    return nested_form_data(
        {
            "title": "Forum Ebersfurt",
            "slug": "forum",
            "status": "planned",
            "documents-count": "0",
            "introduction": rich_text("<p>Willkommen</p>"),
        }
        | texts
        | children
        | values
    )


def test_a_full_forum_is_saved_and_edited(admin, index, directory):
    actor, inventory = ActorProfileFactory(parent=directory), InventoryFactory()
    assert admin.get(add_url(index)).status_code == 200
    data = posted(
        venue_name="Rathaus",
        inventory=inventory.pk,
        programme_items=[{"time": "10:30", "title": "Begrüßung", "speaker_organisation": "Integrationsrat"}],
        participant_groups=[{"group": ParticipantGroupFactory().pk, "number": "20"}],
        theme_groups=[{"title": "Globales Lernen", "text": "Schulen"}],
        outcomes=[
            {
                "kind": OutcomeKindFactory().pk, "text": "Stand am Stadtfest", "responsible_body": "Kulturamt",
                "due_date": "2026-06-30", "state": "open",
            }
        ],
        linked_actors=[{"actor": actor.pk}],
        **{"action-publish": "x"},
    )  # fmt: skip
    assert admin.post(add_url(index), data).status_code == 302
    page = ForumPage.objects.get()
    assert page.live
    assert page.starts_at == datetime(2026, 3, 14, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    assert [len(getattr(page, name).all()) for name in CHILDREN] == [1, 1, 1, 1, 1, 1, 0]
    assert page.outcomes.get().due_date == date(2026, 6, 30)

    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin.get(url).status_code == 200
    assert admin.post(url, posted(venue_name="Bücherei", **{"action-publish": "x"})).status_code == 302
    assert ForumPage.objects.get().venue_name == "Bücherei"


@pytest.mark.parametrize("end", ["10:00", "09:30"])
def test_it_cannot_end_before_it_begins(admin, index, end):
    days = [{"date": "2026-03-14", "begins": "10:00", "ends": end}]
    response = admin.post(add_url(index), posted(days=days, **{"action-publish": "x"}))
    assert "ends" in response.context["form"].formsets["days"].errors[0]
    assert not ForumPage.objects.exists()


def test_a_draft_may_wait_for_its_date_but_publishing_needs_it(admin, index):
    data = posted(days=[])
    response = admin.post(add_url(index), data | {"action-publish": "x"})
    assert response.context["form"].formsets["days"].non_form_errors()
    assert admin.post(add_url(index), data).status_code == 302
    page = ForumPage.objects.get()
    assert not page.live
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "Forum Ebersfurt" in admin.get(preview).content.decode()


def test_lists_of_forums_are_made_in_the_admin(admin, index):
    url = reverse("wagtailadmin_pages:add", args=["skew_forum", "forumindexpage", index.get_parent().pk])
    assert admin.get(url).status_code == 200
    data = nested_form_data({"title": "Liste", "slug": "liste", "introduction": rich_text("<p>Wozu?</p>")})
    assert admin.post(url, data).status_code == 302


@pytest.mark.parametrize(
    "query", ["", "q=ebersfurt", "ordering=-starts_at", "starts_at_from=2026-01-01", "x=1"]
)
def test_the_listing_answers(admin, index, query):
    ForumFactory(parent=index, title="Forum Ebersfurt")
    assert "Forum Ebersfurt" in admin.get(f"{LISTING}?{query}").content.decode()


def test_the_listing_filters_by_inventory_and_time_also_while_searching(admin, index):
    inventory = InventoryFactory()
    forum = ForumFactory(parent=index, title="Forum Nord", inventory=inventory)
    ForumFactory(parent=index, title="Forum Süd", starts_at=forum.starts_at + timedelta(days=400))
    for query in (f"inventory={inventory.pk}", "starts_at_to=2026-12-31"):
        html = admin.get(f"{LISTING}results/?q=Forum&{query}").content.decode()
        assert "Forum Nord" in html
        assert "Forum Süd" not in html


def test_the_export_neutralises_formulas(admin, index):
    ForumFactory(parent=index, title="@SUM(A1)", venue_name="Rathaus")
    body = b"".join(admin.get(f"{LISTING}?export=csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert {"'@SUM(A1)", "Rathaus"} <= set(row.values())


DAY = "2026-03-14"
NEXT = {"date": "2026-03-15", "begins": "10:00", "ends": "12:00"}


@pytest.mark.parametrize(
    "days, items, formset, field",
    [
        ([{"date": DAY, "begins": "10:00", "ends": "12:00"}, {"date": DAY, "begins": "11:00", "ends": "13:00"}],
         [], "days", "date"),
        ([{"date": DAY}, {"date": DAY, "begins": "11:00"}], [], "days", "date"),
        ([{"date": DAY, "begins": "10:00", "ends": "12:00"}, NEXT],
         [{"title": "A", "date": "2026-03-16"}], "programme_items", "date"),
        ([{"date": DAY, "begins": "10:00", "ends": "12:00"}], [{"title": "A", "time": "13:00"}],
         "programme_items", "time"),
        ([{"date": DAY, "begins": "10:00", "ends": "12:00"}, NEXT],
         [{"title": "A", "time": "13:00", "date": DAY}], "programme_items", "time"),
    ],
)  # fmt: skip
def test_days_and_programme_must_fit_together(admin, index, days, items, formset, field):
    data = posted(days=days, programme_items=items, **{"action-publish": "x"})
    response = admin.post(add_url(index), data)
    errors = response.context["form"].formsets[formset].errors
    assert field in errors[-1]
    assert not ForumPage.objects.exists()


def test_two_half_days_with_a_programme_are_an_event(admin, index):
    parts = [{"date": DAY, "begins": "09:00", "ends": "12:00"}, {"date": DAY, "begins": "12:00"}, NEXT]
    items = [
        {"title": "Ohne Tag"},
        {"title": "B", "date": DAY, "time": "13:00"},
        {"title": "C", "date": NEXT["date"]},
    ]
    data = posted(days=parts, programme_items=items, **{"action-publish": "x"})
    assert admin.post(add_url(index), data).status_code == 302
    page = ForumPage.objects.get()
    assert (page.starts_at.hour, page.ends_at.day) == (8, 15)
    assert [item.date and item.date.day for item in page.programme_items.all()] == [None, 14, 15]


def test_a_workshop_is_made_below_an_inventory(admin):
    inventory = InventoryFactory()
    url = reverse("wagtailadmin_pages:add", args=["skew_forum", "networkingworkshoppage", inventory.pk])
    assert admin.get(url).status_code == 200
    assert admin.post(url, posted(**{"action-publish": "x"})).status_code == 302
    assert NetworkingWorkshopPage.objects.get().live
    assert "Forum Ebersfurt" in admin.get("/admin/skew/workshops/").content.decode()
    generic = reverse("wagtailadmin_pages:add", args=["skew_forum", "eventpage", inventory.pk])
    assert admin.get(generic).status_code in (302, 403, 404)
