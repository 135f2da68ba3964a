"""The listing of profiles in the admin: filters, bulk actions, export."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, ActorRecord, ActorTag
from tests.factories import (
    ActorProfileFactory,
    CountryFactory,
    KindFactory,
    TopicFactory,
    editor_group,
    make_user,
    site_root,
)

LISTING = "/admin/skew/actors/"


@pytest.fixture
def profiles(directory):
    shop = KindFactory(slug="world-shop", label_de="Weltladen")
    club = KindFactory(slug="migrant-organisation", label_de="Migrantische Organisation")
    return [
        ActorProfileFactory(
            parent=directory, title="Weltladen Nord", kind=shop, tags=["Kaffee"], data_as_of=date(2026, 3, 1),
            topics=[TopicFactory(slug="fair-trade", label_de="Fairer Handel")],
        ),
        ActorProfileFactory(
            parent=directory, title="Ghana Union", kind=club, entry_depth="card", data_as_of=date(2023, 3, 1),
            engagement_countries=[CountryFactory(slug="GH", label_de="Ghana")],
        ),
        ActorProfileFactory(parent=directory, title="Chor im Entwurf", kind=club, live=False),
    ]  # fmt: skip


def bulk_url(action, *objects, **params):
    base = reverse("wagtail_bulk_action", args=["skew_actors", objects[0]._meta.model_name, action])
    query = "&".join([*(f"id={item.pk}" for item in objects), *(f"{k}={v}" for k, v in params.items())])
    return f"{base}?{query}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Weltladen Nord", "Ghana Union", "Chor im Entwurf"}),
        ("status=draft", {"Chor im Entwurf"}),
        ("status=live", {"Weltladen Nord", "Ghana Union"}),
        ("entry_depth=card", {"Ghana Union"}),
        ("data_as_of_from=2026-01-01&data_as_of_to=2026-06-01", {"Weltladen Nord"}),
    ],
)
def test_filters_narrow_the_listing(admin, profiles, query, found):
    page = admin.get(f"{LISTING}?{query}").content.decode()
    assert {profile.title for profile in profiles if profile.title in page} == found


@pytest.mark.parametrize(("name", "title"), [("kind", "Weltladen Nord"), ("topics", "Weltladen Nord")])
def test_terms_filter_the_listing(admin, profiles, name, title):
    value = profiles[0].kind_id if name == "kind" else profiles[0].topics.get().pk
    page = admin.get(f"{LISTING}?{name}={value}").content.decode()
    assert title in page
    assert "Ghana Union" not in page


def test_tag_and_country_filter_the_listing(admin, profiles):
    tag = ActorTag.objects.get(name="Kaffee")
    page = admin.get(f"{LISTING}?tags={tag.pk}").content.decode()
    assert "Weltladen Nord" in page
    assert "Ghana Union" not in page
    country = profiles[1].engagement_countries.get()
    page = admin.get(f"{LISTING}?engagement_countries={country.pk}").content.decode()
    assert "Ghana Union" in page
    assert "Weltladen Nord" not in page


def test_export_writes_labels_and_no_formulas(admin, directory, profiles):
    ActorProfileFactory(parent=directory, title="=1+1", short_name="@SUM(A1)")
    response = admin.get(f"{LISTING}?export=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = {row["Name der Organisation"] if "Name der Organisation" in row else row["Name of the organisation"]: row
            for row in csv.DictReader(io.StringIO(text), delimiter=";")}  # fmt: skip
    assert "'=1+1" in rows
    assert "'@SUM(A1)" in rows["'=1+1"].values()
    assert {"Weltladen", "Fairer Handel", "Kaffee"} <= set(rows["Weltladen Nord"].values())
    assert "world-shop" not in text


def test_listing_costs_the_same_for_more_profiles(admin, directory, django_assert_max_num_queries):
    admin.get(LISTING)  # fills what Wagtail keeps in memory
    counts = []
    for _ in range(2):
        for _ in range(6):
            ActorProfileFactory(parent=directory, tags=["Kaffee"])
        with django_assert_max_num_queries(25) as queries:
            admin.get(LISTING)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_publish_and_unpublish_many(admin, profiles):
    draft = profiles[2]
    admin.post(bulk_url("publish", draft), {"include_descendants": ""})
    assert ActorProfilePage.objects.get(pk=draft.pk).live
    assert ActorEntry.objects.public().filter(page=draft).exists()
    admin.post(bulk_url("unpublish", *profiles), {"include_descendants": ""})
    assert not ActorProfilePage.objects.live().exists()
    assert not ActorEntry.objects.public().exists()


def test_tags_are_added_and_removed_and_published(admin, profiles):
    tag = ActorTag.objects.create(name="Solarenergie")
    admin.post(bulk_url("skew_add_tags", *profiles), {"tags": [tag.pk]})
    assert ActorEntry.objects.filter(facets__icontains="solarenergie").count() == 2
    draft = ActorProfilePage.objects.get(pk=profiles[2].pk)
    assert not draft.live
    assert [str(tag) for tag in draft.get_latest_revision_as_object().tags.all()] == ["Solarenergie"]
    admin.post(bulk_url("skew_remove_tags", *profiles), {"tags": [tag.pk]})
    assert not ActorEntry.objects.filter(facets__icontains="solarenergie").exists()


def test_unpublished_changes_stay_unpublished_when_a_tag_is_added(admin, profiles):
    page = profiles[0]
    page.summary = "Noch nicht freigegeben"
    page.save_revision()
    tag = ActorTag.objects.create(name="Solarenergie")
    admin.post(bulk_url("skew_add_tags", page), {"tags": [tag.pk]})
    live = ActorProfilePage.objects.get(pk=page.pk)
    assert live.summary == ""
    latest = live.get_latest_revision_as_object()
    assert latest.summary == "Noch nicht freigegeben"
    assert "Solarenergie" in latest.tags.names()


def test_review_date_is_set_for_all_that_the_filter_leaves(admin, profiles):
    url = bulk_url("skew_set_review_date", profiles[0], id="all", status="live")
    admin.post(url.replace(f"id={profiles[0].pk}&", ""), {"due_on": "2027-01-31"})
    dates = {record.pk: record.review_due_on for record in ActorRecord.objects.all()}
    assert dates == {profile.translation_key: date(2027, 1, 31) for profile in profiles[:2]}


def test_merged_tag_is_found_under_its_new_name(admin, profiles, client):
    good, bad = ActorTag.objects.create(name="Fairer Kaffee"), ActorTag.objects.get(name="Kaffee")
    admin.post(bulk_url("skew_merge", bad, good), {"target": good.pk})
    assert list(ActorTag.objects.all()) == [good]
    assert client.get("/akteure/actors.json?tag=fairer-kaffee").json()["count"] == 1


def test_editor_of_another_section_changes_nothing(client, profiles):
    other = ActorProfileFactory._meta.model  # the type is not what is refused
    assert other is ActorProfilePage
    home = site_root()
    section = home.add_child(instance=type(profiles[0].get_parent().specific)(title="Andere", slug="andere"))
    client.force_login(make_user("fremd", groups=[editor_group(section)]))
    tag = ActorTag.objects.create(name="Solarenergie")
    client.post(bulk_url("skew_add_tags", profiles[0]), {"tags": [tag.pk]})
    assert "Solarenergie" not in ActorProfilePage.objects.get(pk=profiles[0].pk).tags.names()
