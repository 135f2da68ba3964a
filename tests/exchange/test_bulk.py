"""Many new profiles at once are what Wagtail makes of them one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published

from skew_wagtail.actors.entries import check_directory
from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.cells.terms import Lookups
from skew_wagtail.exchange.importing.bulk import NewProfiles
from skew_wagtail.exchange.importing.headers import match_header, read_table
from skew_wagtail.exchange.importing.options import ImportOptions
from skew_wagtail.exchange.importing.planning import Planner
from tests.exchange.left_behind import left_behind
from tests.exchange.one_by_one import add_one_by_one
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, import_rows, table, workbook
from tests.exchange.test_import import FULL
from tests.factories import ActorProfileFactory, DirectoryFactory, add_address

pytestmark = pytest.mark.usefixtures("terms")

TAGGED = FULL | {"Schlagwörter": "Kaffee; Solar", "Kooperationsangebote": "Referent*innen: Vorträge"}
ROWS = [
    TAGGED,
    SHOP | {KENNUNG: "EBF-002", NAME: "Chor der Welt", KIND: "Schule", "Schlagwörter": "Kaffee"},
    # The same slug twice, one that is there already, and a name without a letter for a slug.
    SHOP | {KENNUNG: "EBF-003", NAME: "Chor: der Welt!", "Ort": "Anderswo", KIND: "Schule"},
    SHOP | {KENNUNG: "EBF-004", NAME: "Schon da", "Ort": "Anderswo", "Telefon": "030 23125 777", "Einwilligung": "Web"},
    SHOP | {KENNUNG: "EBF-005", NAME: "جمعية النور", KIND: "Schule", "Website": "https://nur.example.org/"},
]  # fmt: skip


def planned(directory, rows, publish, user):
    file = read_table(workbook(table(rows)), "akteure.xlsx")
    columns = match_header([file.header, *file.rows])
    options = ImportOptions(publish=publish, create_tags=True)
    planner = Planner(directory, columns, Lookups(True), options, user=user, seen=None)
    return [planner.plan(row) for row in file.rows]


def searched(directory, word):
    pages = ActorProfilePage.objects.child_of(directory)
    return sorted(page.title for page in pages.search(word))


@pytest.mark.parametrize("publish", [False, True])
def test_nothing_differs_from_one_by_one(directory, superuser, publish):
    other = DirectoryFactory(title="Akteure", slug="anderes")
    for parent in (directory, other):
        add_address(ActorProfileFactory(parent=parent, title="Schon da", slug="schon-da"), city="Ebersfurt")
    NewProfiles(directory, superuser).add(planned(directory, ROWS, publish, superuser))
    other.refresh_from_db()
    add_one_by_one(planned(other, ROWS, publish, superuser), other, superuser)
    for bulk, single in zip(left_behind(directory), left_behind(other), strict=True):
        for what, mine in bulk.items():
            assert mine == single[what], what
    for word in ("Kaffee", "Weltladen", "Kooperative", "Chor", "faire"):
        assert searched(directory, word) == searched(other, word)
    assert {page.slug for page in directory.get_children()} == {page.slug for page in other.get_children()}
    assert IndexEntry.objects.count() >= 2 * len(ROWS)
    assert Page.find_problems() == ([], [], [], [], [])
    assert check_directory(directory) == []


def test_queries_do_not_grow_with_the_rows(directory, superuser):
    def needed(count, first):
        rows = [TAGGED | {KENNUNG: f"N-{first + n}", NAME: f"Verein {first + n}"} for n in range(count)]
        plans = planned(directory, rows, True, superuser)
        with CaptureQueriesContext(connection) as queries:
            NewProfiles(directory, superuser).add(plans)
        return len(queries)

    needed(1, 0)
    few, many = needed(5, 10), needed(40, 100)
    # SQLite takes so many values in one statement and no more.
    assert many <= few + 5


def test_pages_can_be_worked_with_afterwards(admin, directory, superuser):
    import_rows(directory, *ROWS, user=superuser, publish=True, create_tags=True)
    page = ActorProfilePage.objects.get(external_id="EBF-001")
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
        assert admin.get(reverse(name, args=[page.pk])).status_code == 200
    page.summary = "Von Hand"
    page.save_revision().publish()
    other = DirectoryFactory(slug="anderes")
    page.move(other, pos="last-child")
    ActorProfilePage.objects.get(external_id="EBF-002").delete()
    directory.refresh_from_db()
    assert (directory.numchild, Page.find_problems()) == (3, ([], [], [], [], []))
    assert check_directory(directory) == check_directory(other) == []


def test_who_listens_to_publishing_hears_of_each_profile(directory):
    heard = []

    def listen(instance, revision, **kwargs):
        heard.append((instance.title, instance.live, revision.object_id == str(instance.pk)))

    page_published.connect(listen)
    try:
        import_rows(directory, *ROWS[:2], publish=True, create_tags=True)
    finally:
        page_published.disconnect(listen)
    assert sorted(heard) == [("Chor der Welt", True, True), ("Weltladen Ebersfurt e. V.", True, True)]


def test_the_parts_of_django_and_wagtail_that_are_not_public_are_there(directory):
    """When one of these goes, this says so before an import does."""
    assert callable(ReferenceIndex._extract_references_from_object)
    assert callable(ReferenceIndex._get_content_path_hash)
    assert (Page._str2int("000A"), len(Page._get_path("0001", 2, 3))) == (10, 8)
    assert callable(ActorProfilePage._base_manager._insert)
