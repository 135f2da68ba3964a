"""The three groups that ``skew_create_roles`` makes, and what each can and cannot do."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.research.models import TeamMember
from tests.factories import (
    ActorProfileFactory,
    ApplicationFactory,
    BrochureFactory,
    ContactPersonFactory,
    DirectoryFactory,
    ForumFactory,
    InventoryFactory,
    KindFactory,
    make_user,
)

pytestmark = pytest.mark.django_db
EDITORS, TEAM, READERS = "Redaktion", "Bestandsaufnahme-Team", "Lesen"
NAMES = ("--editors", EDITORS, "--team", TEAM, "--readers", READERS)


class Town:
    """Everything once, and an account for each group; the contractor works on the first of two inventories."""

    def __init__(self):
        self.directory = DirectoryFactory(slug="akteure")
        self.profile = ActorProfileFactory(parent=self.directory, title="Weltladen")
        self.inventory, self.other = InventoryFactory(slug="eins"), InventoryFactory(slug="zwei")
        self.forum, self.brochure = ForumFactory(), BrochureFactory()
        self.application = ApplicationFactory(state="received")
        self.person = ContactPersonFactory()
        call_command("skew_create_roles", *NAMES)
        self.users = {
            name: make_user(f"konto-{number}", groups=[Group.objects.get(name=name)])
            for number, name in enumerate((EDITORS, TEAM, READERS))
        }
        TeamMember.objects.create(project=self.inventory, user=self.users[TEAM])


@pytest.fixture
def town(db):
    return Town()


def may_open(client, path):
    return client.get(path).status_code == 200


def test_each_role_opens_what_is_theirs(client, town):
    register = "/admin/skew_inventory/inventoryapplication/"
    pages = {
        "board": ("/admin/skew/inventories/board/", (True, True, True)),
        "applications": (register, (True, False, True)),
        "one application": (f"{register}inspect/{town.application.pk}/", (True, False, True)),
        "its state": (reverse("skew_applications:application_state", args=[town.application.pk]), (True, False, False)),
        "consents": ("/admin/skew_privacy/consent/", (True, False, True)),
        "people": ("/admin/snippets/skew_privacy/contactperson/", (True, False, True)),
        "one person": (f"/admin/snippets/skew_privacy/contactperson/edit/{town.person.pk}/", (True, False, False)),
        "topics": ("/admin/snippets/skew_vocabulary/topic/", (True, False, True)),
        "new topic": ("/admin/snippets/skew_vocabulary/topic/add/", (True, False, False)),
        "new import": ("/admin/skew/imports/new/", (True, False, False)),
        "notes": (reverse("skew_inventory_notes:notes", args=[town.inventory.pk]), (True, False, False)),
        "inventory": (reverse("wagtailadmin_pages:edit", args=[town.inventory.pk]), (True, False, False)),
        "forum": (reverse("wagtailadmin_pages:edit", args=[town.forum.pk]), (True, False, False)),
        "brochure": (reverse("skew_brochure:overview", args=[town.brochure.pk]), (True, False, False)),
        "somebody's profile": (reverse("wagtailadmin_pages:edit", args=[town.profile.pk]), (True, False, False)),
        "new profile": (
            reverse("wagtailadmin_pages:add", args=["skew_actors", "actorprofilepage", town.directory.pk]),
            (True, True, False),
        ),
        "images": ("/admin/images/", (True, True, False)),
        "documents": ("/admin/documents/", (True, False, False)),
        "accounts": ("/admin/users/", (False, False, False)),
    }  # fmt: skip
    for number, name in enumerate((EDITORS, TEAM, READERS)):
        client.force_login(town.users[name])
        opened = {label: may_open(client, path) for label, (path, _answers) in pages.items()}
        assert opened == {label: answers[number] for label, (_path, answers) in pages.items()}, name


def test_contractors_see_their_inventory_alone(client, town):
    client.force_login(town.users[TEAM])
    html = client.get("/admin/skew/inventories/board/").content.decode()
    assert town.inventory.title in html
    assert town.other.title not in html


def test_contractors_write_drafts_and_publish_none(client, town):
    client.force_login(town.users[TEAM])
    profile = town.directory.add_child(
        instance=ActorProfilePage(
            title="Chor", slug="chor", kind=KindFactory(), owner=town.users[TEAM], live=False
        )
    )
    profile.save_revision(user=town.users[TEAM])
    can = profile.permissions_for_user(town.users[TEAM])
    assert can.can_edit() and can.can_submit_for_moderation()
    assert not (can.can_publish() or can.can_unpublish())
    url = reverse("wagtailadmin_pages:edit", args=[profile.pk])
    html = client.get(url).content.decode()
    assert "action-submit" in html
    assert "action-publish" not in html


def test_run_twice_it_changes_nothing_and_never_takes_away(town, capsys):
    extra = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name=READERS).permissions.add(extra)

    def everything():
        groups = Group.objects.order_by("name")
        return (
            {group.name: sorted(group.permissions.values_list("pk", flat=True)) for group in groups},
            sorted(GroupPagePermission.objects.values_list("pk", flat=True)),
            sorted(GroupCollectionPermission.objects.values_list("pk", flat=True)),
        )

    before = everything()
    call_command("skew_create_roles", *NAMES)
    assert everything() == before
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-3:] for line in lines[1:]] == [["0", "0", "0"]] * 3
    assert extra in Group.objects.get(name=READERS).permissions.all()


def test_names_and_pages_may_be_chosen(town):
    elsewhere = DirectoryFactory(slug="anderswo")
    call_command("skew_create_roles", "--page", "/anderswo/", "--team", "Büro Wegweiser")
    on_pages = GroupPagePermission.objects.filter(group__name="Büro Wegweiser")
    assert [(each.page_id, each.permission.codename) for each in on_pages] == [(elsewhere.pk, "add_page")]
    with pytest.raises(CommandError, match="/gibtesnicht/"):
        call_command("skew_create_roles", "--page", "/gibtesnicht/")
    assert not Group.objects.filter(name__startswith="Büro").exclude(name="Büro Wegweiser").exists()


def test_without_pages_the_groups_are_made_and_it_says_so(db, capsys):
    call_command("skew_create_roles", *NAMES)
    assert Group.objects.filter(name__in=[EDITORS, TEAM, READERS]).count() == 3
    assert capsys.readouterr().err
