"""Every address as each role: it gets what the table says."""

import re
from fnmatch import fnmatchcase

import pytest
from django.urls import reverse
from wagtail.models import Revision

from skew_wagtail.actors.models import ActorProfilePage, ActorRecord, ActorTag
from tests.own_urls import own_urls
from tests.permissions.access import ACCESS, HOME, LOGIN, ROLES, access, outcome
from tests.permissions.world import address

pytestmark = pytest.mark.usefixtures("no_contexts_kept")


pytestmark = pytest.mark.usefixtures("no_contexts_kept")


URLS = own_urls()


def test_every_pattern_of_the_table_is_in_use():
    first = {next((pattern for pattern in ACCESS if fnmatchcase(url.name, pattern)), None) for url in URLS}
    assert set(ACCESS) - first == set()


@pytest.mark.parametrize("url", URLS, ids=lambda url: url.name)
def test_each_role_gets_what_it_may(world, client, url):
    expected = access(url.name)
    assert expected, f"Say in ACCESS who may open {url.name} ({url.route})."
    path = address(url)
    for role, answer in zip(ROLES, expected, strict=True):
        world.sign_in(client, role)
        assert outcome(client.get(path)) in answer.split(" or "), role
        if answer in (LOGIN, HOME):
            # What may not be opened may not be posted to either.
            assert outcome(client.post(path, {"name": "x", "label_de": "x"})) == answer, role


@pytest.mark.parametrize("export", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "name",
    [url.name for url in URLS if re.search(r":(list|index)$|modeladmin_index$", url.name) and not url.takes],
)
def test_who_may_not_open_a_listing_gets_no_export_of_it(world, client, name, export):
    path = reverse(name)
    for role, answer in zip(ROLES, access(name), strict=True):
        world.sign_in(client, role)
        assert outcome(client.get(f"{path}?export={export}")) == answer, role


@pytest.mark.parametrize(
    "name",
    [
        "skew_actors",
        "skew_inventory",
        "skew_forum",
        "skew_workshops",
        "skew_programmes",
        "skew_calls",
        "skew_stories",
    ],
)
@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_a_listing_shows_only_what_one_may_edit(world, client, name, query):
    titles = {"skew_actors": world.profile, "skew_inventory": world.inventory, "skew_forum": world.forum}
    titles |= {
        "skew_workshops": world.workshop,
        "skew_programmes": world.programme,
        "skew_calls": world.call,
        "skew_stories": world.story,
    }
    found = {}
    for role in ("stranger", "superuser"):
        world.sign_in(client, role)
        response = client.get(reverse(f"{name}:index") + query)
        text = response.getvalue().decode() if response.streaming else response.content.decode()
        found[role] = titles[name].title in text
    assert found == {"stranger": False, "superuser": True}


@pytest.mark.parametrize(
    "action", ["skew_add_tags", "skew_remove_tags", "skew_set_review_date", "unpublish", "delete"]
)
@pytest.mark.parametrize("role", ["stranger", "viewer"])
def test_bulk_actions_leave_pages_of_others_alone(world, client, role, action):
    tag = ActorTag.objects.create(name="Fremd")
    before = Revision.objects.count()
    world.sign_in(client, role)
    path = f"/admin/bulk/skew_actors/actorprofilepage/{action}/?next=/admin/&id={world.profile.pk}"
    response = client.post(path, {"tags": [tag.pk], "due_on": "2030-01-01"})
    assert response.status_code in (200, 302, 403, 404)
    world.profile.refresh_from_db()
    assert world.profile.live
    assert not world.profile.tags.exists()
    assert not ActorRecord.objects.exists()
    assert Revision.objects.count() == before


def test_a_bulk_action_on_ones_own_pages_works(world, client):
    """The counterpart: without it the test above could not fail."""
    tag = ActorTag.objects.create(name="Eigen")
    world.sign_in(client, "owner")
    path = f"/admin/bulk/skew_actors/actorprofilepage/skew_add_tags/?next=/admin/&id={world.profile.pk}"
    client.post(path, {"tags": [tag.pk]})
    assert [tag.name for tag in ActorProfilePage.objects.get(pk=world.profile.pk).tags.all()] == ["Eigen"]


# What people and machines type into addresses.
