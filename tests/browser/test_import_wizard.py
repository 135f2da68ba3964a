"""An editor imports the demonstration file, and a dirty one, from the upload to undoing it."""

import re

import pytest
from playwright.sync_api import Page, expect

from skew_wagtail.actors.models import ActorProfilePage, ActorTag
from skew_wagtail.exchange.models import ColumnMapping
from tests.browser.conftest import Visit
from tests.exchange.sheets import workbook
from tests.sources import ROOT

DEMO = ROOT / "example_site" / "demo" / "bestandsaufnahme.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Foreign headers below a title, a word that nobody knows, a placeholder, a row with an error.
DIRTY = [
    ["Bestandsaufnahme 2027"],
    ["Wer", "Was für einer", "Worum geht es", "Handy"],
    ["Kaffeekollektiv Nordufer", "Weltladen", "Fair Handel", "k. A."],
    ["Chor der Brücken", "Weltladen", "Bildung (Globales Lernen, Workshops)", "0175 5550123"],
    ["", "Weltladen", "Fairer Handel", "-"],
]


def upload(editor: Visit, world: object, file: object, **ticked: bool) -> Page:
    """Choose a file and go on."""
    page = editor.open("/admin/skew/imports/new/")
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=directory]").select_option(str(world.directory.pk))
    for name in ticked:
        page.locator(f"[name={name}]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Ansehen, was geschehen würde").click()
    return page


def click(page: Page, name: str) -> None:
    """Press a button and wait for the next page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def undo(page: Page) -> None:
    """Undo the import whose page is open."""
    page.get_by_role("link", name="Dieses Einlesen rückgängig machen").click()
    click(page, "Dieses Einlesen rückgängig machen")
    expect(page.get_by_role("heading", name="Rückgängig gemacht")).to_be_visible()


@pytest.fixture
def profiles(world):
    """How many profiles there are; in the end there are as many again."""
    before = ActorProfilePage.objects.count()
    yield before
    assert ActorProfilePage.objects.count() == before


def test_the_demonstration_file(world, editor, profiles):
    editor.look("light", 1280)
    tags = set(ActorTag.objects.values_list("pk", flat=True))
    page = upload(editor, world, DEMO, publish=True, create_tags=True)
    # The town's districts are not in this site's list.
    for choice in page.locator("[name^=term-]").all():
        choice.select_option(label="weglassen")
    click(page, "Diese Entscheidungen übernehmen")
    expect(page.get_by_role("heading", name="Unbekannte Wörter")).to_have_count(0)
    found = re.search(r"neu \((\d+)\)", page.inner_text(".skew-overview"))
    assert int(found[1]) > 50
    click(page, "Übernehmen")
    page.wait_for_url("**/importrun/inspect/*/")
    assert ActorProfilePage.objects.count() > profiles + 50
    undo(page)
    ActorTag.objects.exclude(pk__in=tags).delete()


def test_a_dirty_file(world, editor, profiles):
    editor.look("light", 1280)
    file = {"name": "liste.xlsx", "mimeType": XLSX, "buffer": workbook(DIRTY)}
    page = upload(editor, world, file)
    page.wait_for_url("**/columns/")
    lists = page.locator("tbody select")
    for number, label in enumerate(["Name der Organisation", "Akteursart", "Handlungsfelder", "Telefon"]):
        lists.nth(number).select_option(label=label)
    page.locator("[name=name]").fill("Büro Weitblick")
    click(page, "Ansehen, was geschehen würde")
    expect(page.get_by_role("heading", name="Unbekannte Wörter")).to_be_visible()
    assert editor.overflow() == 0
    click(page, "Diese Entscheidungen übernehmen")
    expect(page.get_by_role("heading", name="Unbekannte Wörter")).to_have_count(0)
    page.get_by_role("link", name="Fehler (1)").click()
    expect(page.locator(".skew-lines tbody tr")).to_have_count(1)
    page.get_by_label("Die Zeilen mit Fehlern weglassen").check()
    click(page, "Übernehmen")
    page.wait_for_url("**/importrun/inspect/*/")
    choir = ActorProfilePage.objects.get(title="Chor der Brücken").get_latest_revision_as_object()
    assert [topic.slug for topic in choir.topics.all()] == ["global-learning"]
    undo(page)
    ColumnMapping.objects.filter(name="Büro Weitblick").delete()
