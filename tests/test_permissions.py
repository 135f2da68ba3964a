"""Who gets what at every address of ours, and that no address breaks on what people type into it."""

import re
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Revision

from skew_wagtail.actors import facet_index
from skew_wagtail.actors.models import ActorProfilePage, ActorRecord, ActorTag
from skew_wagtail.brochure.models import BrochurePage
from skew_wagtail.exchange.models import ImportUpload
from skew_wagtail.forum.models import NetworkingWorkshopPage
from skew_wagtail.forum.registration.models import Registration
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.research.models import ResearchEntry
from skew_wagtail.privacy.models import ListingRefusal, OutgoingLetter
from tests.factories import (
    ActorProfileFactory,
    ApplicationFactory,
    BrochureFactory,
    ContactPersonFactory,
    DirectoryFactory,
    EditionFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    OutcomeKindFactory,
    WorkshopFactory,
    add_contact,
    editor_group,
    make_user,
    open_forms,
)
from tests.inventory.research.making import EntryFactory
from tests.own_urls import PUBLIC_URLS, OwnUrl, own_urls
from tests.programmes.making import CallFactory, ProgrammeFactory, ProgrammeIndexFactory

pytestmark = pytest.mark.usefixtures("no_contexts_kept")

pytestmark = pytest.mark.usefixtures("no_contexts_kept")

ROLES = ("anonymous", "stranger", "viewer", "owner", "superuser")
OPEN, LOGIN, HOME = "200", "302 /admin/login/", "302 /admin/"
#: The way to a new page: a list of parents, or on to its form at once when there is only one.
PARENTS = "200 or 302 /admin/pages/add/"

_EVERYBODY = (OPEN, OPEN, OPEN, OPEN, OPEN)
_LINK = ("404", "404", "404", "404", "404")
_EDITORS = (LOGIN, OPEN, OPEN, OPEN, OPEN)
_READERS = (LOGIN, HOME, OPEN, HOME, OPEN)
_SUPERUSER = (LOGIN, HOME, HOME, HOME, OPEN)
_NOBODY = (LOGIN, HOME, HOME, HOME, HOME)
_TO_OUTCOMES = "302 /admin/skew/events/outcomes/"
_TO_PAIRS = ("302 /admin/skew/actors/duplicates/",) * 2

#: What each role gets, by name of the address. The first pattern that matches counts; an address that none matches
#: fails. The stranger edits another section, the viewer may only look at records, the owner edits the section with
#: the directory and may edit people.
ACCESS: dict[str, tuple[str, str, str, str, str]] = {
    "skew_wagtail:withdrawal": _LINK,
    "skew_wagtail:application_*": _LINK,
    "skew_wagtail:approval": _LINK,
    "skew_wagtail:registration": _LINK,
    "skew_wagtail:*": _EVERYBODY,
    # Consents of an organisation: who may record them and edit its profile; refusals: who may lift them.
    "skew_privacy:lift_refusal": _SUPERUSER,
    "skew_privacy:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    # Applications and suggestions: read by who may view them, worked on by who may change them.
    "skew_applications:*": _SUPERUSER,
    "skew_inventory_*_modeladmin_index": _READERS,
    "skew_inventory_*_modeladmin_inspect": _READERS,
    "skew_inventory_*_modeladmin_*": _NOBODY,
    # Downloads: profiles for who may edit some, the empty template for everybody in the admin.
    "skew_exchange:export": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_exchange:template": _EDITORS,
    # Possible duplicates: for who may edit pages; what they list and merge is theirs.
    "skew_duplicates:distinct": (LOGIN, "302 /admin/skew/actors/duplicates/", HOME, *_TO_PAIRS),
    "skew_duplicates:merge": (LOGIN, HOME, HOME, OPEN, OPEN),
    "skew_duplicates:*": (LOGIN, OPEN, HOME, OPEN, OPEN),
    # Brochures: who may publish the page may build it.
    "skew_brochure:build": (LOGIN, HOME, HOME, *("302 /admin/skew/brochures/editions/…/",) * 2),
    "skew_brochure:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    # The board: who may see all inventories, or works on one.
    "skew_board:*": _READERS,
    # What events brought about: for who may edit pages; what they list and change is theirs.
    "skew_outcomes:state": (LOGIN, _TO_OUTCOMES, HOME, _TO_OUTCOMES, _TO_OUTCOMES),
    "skew_outcomes:*": (LOGIN, OPEN, HOME, OPEN, OPEN),
    # Registrations: who may edit the page of the event.
    "skew_registrations:report": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/registrations/…/"),
    "skew_registrations:*": _SUPERUSER,
    # Internal notes of an inventory: who may edit it.
    "skew_inventory_notes:*": _SUPERUSER,
    # Research: the team of the inventory and who may edit it; everybody sees which those are, be they none. What is
    # only done leads back to the list or the entry.
    "skew_research:projects": _EDITORS,
    "skew_research:states": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/inventory/research/…/"),
    "skew_research:state": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/inventory/research/entries/…/"),
    "skew_research:*": _SUPERUSER,
    # The day of a workshop: who may edit its page.
    "skew_workshop:*": _SUPERUSER,
    "skew_brochure_*_modeladmin_index": _READERS,
    "skew_brochure_*_modeladmin_inspect": _READERS,
    "skew_brochure_*_modeladmin_*": _NOBODY,
    # Pages: who may edit some; what they list is tested below.
    "skew_*:index": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_*:index_results": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_*:choose_parent": (LOGIN, PARENTS, PARENTS, PARENTS, PARENTS),
    # People: those with a permission on them, in the chooser as well.
    "wagtailsnippets_skew_privacy_contactperson:list*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_contactperson:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_contactperson:create": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_contactperson:*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    # Wordings: the owner has all permissions of the room.
    "wagtailsnippets_skew_privacy_consentwording:list*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_consentwording:inspect": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_consentwording:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_consentwording:create": (LOGIN, HOME, HOME, OPEN, OPEN),
    # Vocabulary and tags: anybody who edits may choose a term.
    "wagtailsnippets_skew_*:list*": _READERS,
    "wagtailsnippets_skew_*:*": _SUPERUSER,
    "wagtailsnippetchoosers_skew_*:create": _SUPERUSER,
    "wagtailsnippetchoosers_skew_*:*": _EDITORS,
    # Registers are read; only refusals are written by hand.
    "skew_privacy_*_modeladmin_index": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "skew_privacy_*_modeladmin_inspect": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "skew_privacy_listingrefusal_modeladmin_create": (LOGIN, HOME, HOME, OPEN, OPEN),
    "skew_privacy_*_modeladmin_*": _NOBODY,
    "skew_exchange_importrun_modeladmin_index": _READERS,
    "skew_exchange_importrun_modeladmin_inspect": _READERS,
    "skew_exchange_importrun_modeladmin_create": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/imports/new/"),
    "skew_exchange_importrun_modeladmin_*": _NOBODY,
    # What comes after an import: its report for who reads the register, undoing it for who may import.
    "skew_exchange:run_report": _READERS,
    "skew_exchange:undo": _SUPERUSER,
    # Uploads belong to one account: that of another is not found.
    "skew_exchange:upload": _SUPERUSER,
    "skew_exchange:forget_columns": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/imports/new/"),
    "skew_exchange:*": (LOGIN, HOME, HOME, HOME, "404"),
}


class World:
    """A section of the owner and one of somebody else."""

    def __init__(self) -> None:
        self.directory = DirectoryFactory(slug="akteure")
        self.profile = ActorProfileFactory(
            parent=self.directory, slug="weltladen", title="Fairer Laden Ebersfurt"
        )
        ActorProfileFactory(
            parent=self.directory, slug="weltladen-doppelt", title="Fairer Laden Ebersfurt e. V."
        )
        self.other = DirectoryFactory(slug="anderswo")
        self.person = ContactPersonFactory(name="Amina Beispiel")
        self.inventory = InventoryFactory(slug="projekt")
        self.import_run = ImportRunFactory()
        self.import_run.profiles.create(
            actor_key=self.profile.translation_key,
            page_id=self.profile.pk,
            is_new=False,
            revision_after=self.profile.latest_revision_id or 1,
            before={"state": ""},
        )
        add_contact(self.profile, ["web"])
        self.upload = ImportUpload.objects.create(
            user=make_user("hochladend"), file_name="a.xlsx", data=b"", directory=self.directory
        )
        self.refusal = ListingRefusal.objects.create(name="Nicht gelistet e. V.")
        EntryFactory(project=self.inventory, name="Chor der Vielen")
        OutgoingLetter.objects.create(letter_name="withdrawal_link", mail_to="amina@example.org")
        open_forms()
        # One that is approved, so that an inventory can be made from it.
        ApplicationFactory(state="approved")
        self.inventory_index = self.inventory.get_parent()
        self.brochure = BrochureFactory(slug="broschuere", actors=[self.profile])
        self.edition = EditionFactory(brochure=self.brochure, state="failed")
        self.forum = ForumFactory(slug="forum")
        Registration.objects.create(event_id=self.forum.pk, person_name="Amina Beispiel")
        self.forum_index = self.forum.get_parent()
        self.programme_index = ProgrammeIndexFactory(slug="programme")
        self.programme = ProgrammeFactory(parent=self.programme_index)
        self.call = CallFactory(parent=self.programme)
        self.workshop = WorkshopFactory(slug="workshop")
        self.workshop.present_organisations.create(actor=self.profile, name=self.profile.title)
        self.workshop.agreements.create(kind=OutcomeKindFactory(slug="next_step"), text="Ein Treffen")
        viewers = editor_group(self.other, "Lesende", people=False)
        viewers.permissions.add(
            *Permission.objects.filter(
                content_type__app_label__startswith="skew_", codename__startswith="view_"
            )
        )
        viewers.page_permissions.all().delete()
        booklet = editor_group(self.brochure, "Heft", people=False)
        self.users = {
            "stranger": make_user("fremd", groups=[editor_group(self.other, "Fremde", people=False)]),
            "viewer": make_user("lesend", groups=[viewers]),
            "owner": make_user("redaktion", groups=[editor_group(self.directory), booklet]),
            "superuser": make_user("chefin", superuser=True),
        }
        self.cookies = {role: cookies_of(user) for role, user in self.users.items()}

    def sign_in(self, client: Any, role: str) -> None:
        """As somebody who has signed in before; as nobody when the role has no account."""
        client.cookies = SimpleCookie(self.cookies.get(role, {}))


def cookies_of(user: Any) -> dict[str, str]:
    """What a browser keeps of signing in."""
    browser = Client()
    browser.force_login(user)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


def an_object(model: type[models.Model]) -> models.Model:
    """Any object of a model: one of the world's, else a new one."""
    found = model._default_manager.first()
    if found is not None:
        return found
    values = {}
    for column in model._meta.fields:
        if isinstance(column, models.ForeignKey) and not column.null:
            values[column.name] = an_object(column.related_model)
        elif column.name in ("slug", "name", "title"):
            values[column.name] = "muster"
    return model._default_manager.create(**values)


def address(url: OwnUrl) -> str:
    """A real address for a pattern."""
    if url.name in PUBLIC_URLS:
        return PUBLIC_URLS[url.name]
    if "actor_key" in url.takes:
        profile = ActorProfilePage.objects.get(slug="weltladen")
        return reverse(url.name, args=[profile.translation_key])
    if url.name.startswith("skew_duplicates:") and url.takes:
        slugs = ("weltladen", "weltladen-doppelt")
        return reverse(url.name, args=[ActorProfilePage.objects.get(slug=slug).pk for slug in slugs])
    if url.name.startswith("skew_inventory_notes:"):
        return reverse(url.name, args=[InventoryProjectPage.objects.get(slug="projekt").pk])
    if url.name.startswith("skew_research:") and url.takes:
        entry = ResearchEntry.objects.get()
        return reverse(url.name, args=[entry.project_id if "project_id" in url.takes else entry.pk])
    if url.name.startswith("skew_workshop:"):
        workshop = NetworkingWorkshopPage.objects.get()
        rows = (
            workshop.agreements if url.name == "skew_workshop:agreement" else workshop.present_organisations
        )
        keys = {"page_id": workshop, "row_id": rows.first()}
        return reverse(url.name, args=[keys[key].pk for key in url.takes])
    if url.name.startswith("skew_registrations:"):
        registration = Registration.objects.get()
        keys = {"page_id": registration.event_id, "pk": registration.pk}
        return reverse(url.name, args=[keys[key] for key in url.takes])
    if "page_id" in url.takes:
        keys = {"page_id": BrochurePage, "profile_id": ActorProfilePage}
        return reverse(url.name, args=[keys[key].objects.order_by("pk").first().pk for key in url.takes])
    if not url.takes:
        return reverse(url.name) + ("?id=1" if url.name.endswith("chosen_multiple") else "")
    # These stand under names of their own in the address.
    route = url.route.replace("refusals/", "skew_privacy/listingrefusal/")
    route = route.replace("skew/privacy/letters/", "skew_privacy/outgoingletter/")
    route = route.replace("skew/inventory/applications/", "skew_inventory/inventoryapplication/")
    route = route.replace("skew/inventory/suggestions/", "skew_inventory/inventorysuggestion/")
    route = route.replace("skew/events/outcomes/", "skew_forum/eventoutcome/")
    route = route.replace("skew/imports/runs/", "skew_exchange/importrun/")
    route = route.replace("skew/imports/columns/", "skew_exchange/columnmapping/")
    route = route.replace("skew/imports/", "skew_exchange/importupload/")
    label = re.search(r"(skew_[a-z]+)[_/]([a-z]+)", route)
    return reverse(url.name, args=[an_object(apps.get_model(label[1], label[2])).pk])


def access(name: str) -> tuple[str, ...] | None:
    """What the roles get at an address, or nothing when nobody has thought about it."""
    return next((row for pattern, row in ACCESS.items() if fnmatchcase(name, pattern)), None)


def outcome(response: Any) -> str:
    """The answer as the table names it."""
    if response.status_code != 302:
        return str(response.status_code)
    path = re.sub(r"/\d+/$", "/…/", response.headers["Location"].partition("?")[0])
    return f"302 {path}" if not path.startswith("/admin/pages/add/") else "302 /admin/pages/add/"


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = World()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world, db):
    facet_index._indexes.clear()
    return built_world


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
    "name", ["skew_actors", "skew_inventory", "skew_forum", "skew_workshops", "skew_programmes", "skew_calls"]
)
@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_a_listing_shows_only_what_one_may_edit(world, client, name, query):
    titles = {"skew_actors": world.profile, "skew_inventory": world.inventory, "skew_forum": world.forum}
    titles |= {
        "skew_workshops": world.workshop,
        "skew_programmes": world.programme,
        "skew_calls": world.call,
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

HOSTILE = (
    "page=0", "page=-1", "page=999", "page=99999999999999999999", "page=abc", "page=", "page=%00", "p=999", "p=abc",
    "q=%00", "q=%27%22%3B--", "q=%25%25", "q=%5C", "q=" + "a" * 5000, "q=" + "(" * 300, "q=%22a%20OR%20NEAR(", "q=*",
    "q=%F0%9F%8E%89", "q=%FF%FE", "topic=%3Cscript%3E", "topic=%00", "topic=fair-trade&topic=fair-trade",
    "kind=1&kind=abc", "tags=999999", "tags=%00", "more=nothing", "more=topic&more=kind", "sort=nothing", "sort=%00",
    "ordering=nothing", "ordering=-title", "per_page=0", "per_page=abc", "per_page=100000", "export=exe",
    "data_as_of_from=morgen", "status=nothing", "unknown=1", "o=1.2.abc", "user__password__startswith=a", "id=abc",
    "id=%00", "all=%00", "e=1", "multiple=abc",
)  # fmt: skip
#: All that fit together in one go, for addresses that read none of it.
TOGETHER = "&".join(query for query in HOSTILE if len(query) < 100)

_LISTINGS = re.compile(
    r":(list|list_results|choose|choose_results|chosen_multiple|index|index_results)$|_index$|json$"
)


def reads_much(url: OwnUrl) -> bool:
    """Listings; of the vocabularies, which are all made alike, the one with most filters."""
    return bool(_LISTINGS.search(url.name)) and ("vocabulary" not in url.name or "activityarea" in url.name)


@pytest.mark.parametrize("url", [url for url in URLS if reads_much(url)], ids=lambda url: url.name)
def test_a_listing_takes_whatever_is_asked(world, client, url):
    world.sign_in(client, "superuser")
    path = address(url).partition("?")[0]
    statuses = {query[:60]: client.get(f"{path}?{query}").status_code for query in HOSTILE}
    assert {query: status for query, status in statuses.items() if status not in (200, 302, 404)} == {}


@pytest.mark.parametrize("url", [url for url in URLS if not reads_much(url)], ids=lambda url: url.name)
def test_any_address_takes_whatever_is_asked(world, client, url):
    world.sign_in(client, "superuser")
    path = address(url)
    assert client.get(f"{path}{'&' if '?' in path else '?'}{TOGETHER}").status_code in (200, 302, 404)


@pytest.mark.parametrize(
    "page",
    [
        "directory", "profile", "inventory_index", "inventory", "forum_index", "forum", "brochure", "programme_index",
        "programme", "call", "workshop",
    ],
)  # fmt: skip
def test_a_page_takes_whatever_is_asked(world, client, page):
    statuses = {}
    for query in HOSTILE:
        response = client.get(f"{getattr(world, page).get_url()}?{query}")
        statuses[query[:60]] = response.status_code
        assert "<script>" not in response.content.decode().replace("<script src", "").partition("<main")[2]
    assert {query: status for query, status in statuses.items() if status not in (200, 404)} == {}
    assert statuses["unknown=1"] == statuses["topic=%3Cscript%3E"] == 200


@pytest.mark.parametrize("url", [url for url in URLS if url.takes and url.in_admin], ids=lambda url: url.name)
def test_a_key_that_nobody_has_is_not_found(world, client, url):
    world.sign_in(client, "superuser")
    statuses = {}
    for key in ("999999", "abc", "a%00b", "%3Cscript%3E", "1" * 40):
        route = re.sub(r"\(\?P?<[^>]*>[^)]*\)|<[^>]*>", key, url.route)
        statuses[key] = client.get("/" + route.replace("^", "").replace("$", "")).status_code
    assert {key: status for key, status in statuses.items() if status not in (302, 404)} == {}
