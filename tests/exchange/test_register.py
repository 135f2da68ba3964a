"""The register of imports, and with it the base of all registers."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.text import capfirst

from skew_wagtail.exchange.models import ImportRun, ImportState
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, import_rows
from tests.factories import ImportRunFactory, make_user

INDEX = "skew_exchange_importrun_modeladmin_index"
INSPECT = "skew_exchange_importrun_modeladmin_inspect"


@pytest.fixture
def runs(db):
    """An import that was complete, and one that left rows out."""
    return [
        ImportRunFactory(file_name="erste.xlsx", state=ImportState.COMPLETE),
        ImportRunFactory(file_name="zweite.xlsx", directory_title="Vereine"),
    ]


def listed(client, query=""):
    """The names of the files on the listing."""
    response = client.get(f"{reverse(INDEX)}{query}")
    assert response.status_code == 200
    return [row["cells"][0] for row in response.context["rows"]]


def page(client, run):
    return client.get(reverse(INSPECT, args=[run.pk])).content.decode()


def test_imports_are_listed_latest_first(admin, runs):
    assert listed(admin) == ["zweite.xlsx", "erste.xlsx"]


def test_imports_are_filtered_by_their_state(admin, runs):
    html = admin.get(reverse(INDEX)).content.decode()
    assert "?state__exact=complete" in html
    assert listed(admin, "?state__exact=complete") == ["erste.xlsx"]
    assert 'aria-current="true"' in admin.get(f"{reverse(INDEX)}?state__exact=complete").content.decode()


def test_imports_are_searched_and_sorted(admin, runs):
    assert listed(admin, "?q=Vereine") == ["zweite.xlsx"]
    assert listed(admin, "?o=0") == ["erste.xlsx", "zweite.xlsx"]


def test_an_empty_register_and_an_empty_search_say_so(admin, db):
    assert listed(admin) == []
    ImportRunFactory()
    assert listed(admin, "?q=gibtesnicht") == []


@pytest.mark.parametrize(
    "query",
    ["?gibtesnicht=1", "?state=x", "?state__exact=x", "?p=abc", "?p=99999", "?p=-1", "?o=99", "?o=abc", "?o=-0.1.x",
     "?user__id__exact=abc", "?state__exact=complete&state__exact=partial", "?state__isnull=ja", "?export=pdf", "?e=1"],
)  # fmt: skip
def test_an_odd_address_is_no_error(admin, runs, query):
    assert admin.get(f"{reverse(INDEX)}{query}", follow=True).status_code == 200


def test_an_address_cannot_ask_about_other_tables(admin, runs, superuser):
    ImportRun.objects.update(user=superuser)
    assert len(listed(admin, "?user__password__startswith=zzz")) == 2


def test_the_page_of_an_import_tells_what_happened(admin, directory, terms, superuser):
    import_rows(directory, SHOP | {"Kurztext": "Alter Text", "Telefon": "030 445566 77"}, publish=True)
    changed = SHOP | {"Kurztext": "<b>Neuer</b> Text", "Telefon": "030 445566 88", "Einwilligung": None}
    rows = [changed, {NAME: "Zwei", KIND: "Schule"}, {KENNUNG: "C", NAME: "Drei", KIND: "Weltladn"}]
    run = import_rows(directory, *rows, user=superuser, skip_invalid=True).run
    html = page(admin, run)
    for text in (
        "Weltladen Ebersfurt",
        "Alter Text",
        "&lt;b&gt;Neuer&lt;/b&gt; Text",
        "Telefon",
        "Zwei",
        "Weltladn",
    ):
        assert text in html
    assert "4455" not in html


def test_the_page_of_an_import_shows_words_and_no_raw_values(admin, runs):
    fields = admin.get(reverse(INSPECT, args=[runs[0].pk])).context["fields"]
    values = {field["label"]: field["value"] for field in fields}
    assert "ID" not in values
    assert str(ImportState.COMPLETE.label) in values.values()
    assert not any(isinstance(value, bool | dict) or value is None for value in values.values())


def test_a_page_that_is_not_there_is_not_found(admin, runs):
    assert admin.get(reverse(INSPECT, args=["abc"])).status_code == 404
    assert admin.get(reverse(INSPECT, args=[999999])).status_code == 404


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_adds_edits_or_deletes_by_hand(admin, runs, action):
    arguments = [] if action == "create" else [runs[0].pk]
    url = reverse(f"skew_exchange_importrun_modeladmin_{action}", args=arguments)
    assert admin.post(url, {"file_name": "anders"}).status_code == 302
    assert [run.file_name for run in ImportRun.objects.order_by("pk")] == ["erste.xlsx", "zweite.xlsx"]
    html = admin.get(reverse(INDEX)).content.decode() + page(admin, runs[0])
    # The button to add leads to the upload of a file.
    assert (url in html) == (action == "create")


@pytest.mark.parametrize("may_view", [False, True])
def test_only_who_may_view_imports_finds_them(client, runs, may_view):
    group = Group.objects.create(name="Gruppe")
    codenames = ["access_admin", "view_importrun"] if may_view else ["access_admin", "delete_importrun"]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(make_user(groups=[group]))
    assert (reverse(INDEX) in client.get(reverse("wagtailadmin_home")).content.decode()) is may_view
    for url in (reverse(INDEX), reverse(INSPECT, args=[runs[0].pk]), f"{reverse(INDEX)}?export=csv"):
        assert client.get(url).status_code == (200 if may_view else 302)


def test_groups_may_be_given_the_view_and_the_import_and_no_more(admin):
    html = admin.get(reverse("wagtailusers_groups:add")).content.decode()
    offered = {
        verb
        for verb in ("view", "add", "change", "delete")
        if f'value="{Permission.objects.get(codename=f"{verb}_importrun").pk}"' in html
    }
    assert offered == {"view", "add"}


def exported(client, kind):
    response = client.get(f"{reverse(INDEX)}?export={kind}")
    content = b"".join(response.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_writes_labels_and_no_formulas(admin, db, kind):
    dangerous = ("=cmd()", "+49", "-1", "@x", "\tx", "\rx")
    for name in dangerous:
        ImportRunFactory(file_name=name, state=ImportState.PARTIAL)
    header, *rows = exported(admin, kind)
    assert len(header) == len(set(header)) == len(rows[0])
    # Spreadsheet files know one kind of line break only.
    names = [row[0].replace("\n", "\r") for row in rows]
    assert names == [f"'{name}" for name in reversed(dangerous)]
    state = header.index(capfirst(ImportRun._meta.get_field("state").verbose_name))
    assert {row[state] for row in rows} == {str(ImportState.PARTIAL.label)}
