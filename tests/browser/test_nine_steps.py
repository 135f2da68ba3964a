"""An inventory from the application to the closing meeting, as a municipality, an editor and a contractor do it."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.applications.models import InventoryApplication
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.research.models import ProfileApproval, ResearchEntry
from skew_wagtail.privacy import visitor_forms
from skew_wagtail.vocabulary.models import Municipality
from tests.browser.conftest import new_visit
from tests.browser.test_editor_journey import publish
from tests.browser.world import PASSWORD
from tests.factories import make_user
from tests.inventory.research.making import make_guide

TOWN = "Stadt Lönnersfeld"
FIELDS = {
    "municipality_name": TOWN,
    "inhabitants": "48.000",
    "postal_address": "Schloßstraße 1\n00815 Übersfürth",
    "contact_name": "Amina Beispiel",
    "contact_phone": "030 23125 123",
    "contact_email": "amina@loennersfeld.example",
    "occasion": "Vierzig Jahre Partnerschaft",
    "aim": "Dass sich alle kennen",
    "responsible_name": "Jussuf Muster",
    "signing_place": "Übersfürth",
    "officer_name": "Petra Größel",
    "officer_role": "Oberbürgermeisterin",
}


@pytest.fixture
def accounts(world, monkeypatch):
    """An editor and a contractor with the roles that the package makes; what they make is gone afterwards."""
    # A person takes longer than that; the test does not.
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    names = {"editors": "Redaktion", "team": "Team", "readers": "Lesen"}
    call_command("skew_create_roles", **names)
    guide = make_guide(summary="Wer sind Sie?")
    users = [
        make_user(name, groups=[Group.objects.get(name=names[role])])
        for name, role in (("eva", "editors"), ("hans", "team"))
    ]
    yield users[0].username, users[1].username, guide.pk
    for model, found in (
        (InventoryProjectPage, {"municipality__name": TOWN}),
        (ActorProfilePage, {"title": "Chor der Welten"}),
    ):
        for page in model.objects.filter(**found):
            page.delete()
    InventoryApplication.objects.filter(municipality_name=TOWN).delete()
    Municipality.objects.filter(name=TOWN).delete()
    guide.delete()
    for user in users:
        user.delete()
    Group.objects.filter(name__in=names.values()).delete()


@contextmanager
def signed_in(browser, server, name):
    """A window in which somebody is signed in."""
    context, visit = new_visit(browser, server)
    visit.look("light", 1280)
    page = visit.open("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")
    try:
        yield visit
        assert visit.foreign == []
    finally:
        context.close()


def follow(page, target):
    """Press a button or link and wait for the page that it leads to, so that nothing is done on the one before."""
    with page.expect_navigation():
        target.click()


def send(page, **values):
    """Fill in a form of the admin and press its button."""
    for name, value in values.items():
        page.fill(f"[name='{name}']", value)
    follow(page, page.locator("form.skew-overview button[type=submit]"))


def day(days):
    return (timezone.localdate() + timedelta(days=days)).strftime("%d.%m.%Y")


def apply(visit):
    """The municipality fills in its application; what it prints is a PDF."""
    page = visit.open("/skew/application/")
    for name, value in FIELDS.items():
        page.fill(f"[name={name}]", value)
    for name in ("municipality_kind", "federal_state"):
        page.select_option(f"[name={name}]", index=1)
    page.check("[name=agrees_data_protection]")
    page.locator("button[value=finish]").click()
    page.wait_for_url("**/sheet/")
    pdf = page.request.get(page.locator("a[href$='.pdf']").evaluate("link => link.href"))
    assert pdf.body().startswith(b"%PDF")


def approve(visit):
    """The editor records the letter and the decision, and makes the inventory of it."""
    page = visit.open("/admin/skew_inventory/inventoryapplication/")
    follow(page, page.get_by_role("link", name=TOWN))
    follow(page, page.locator("a[href$='/state/']"))
    page.select_option("[name=state]", "approved")
    send(page, received_on=day(-3), decided_on=day(-1))
    follow(page, page.locator("a[href$='/project/']"))
    send(page)
    page.wait_for_url("**/edit/")
    return int(re.search(r"/pages/(\d+)/edit/", page.url)[1])


def close_steps(visit, project, *numbers, running=None):
    """The editor says what became of steps, counted from 0, and publishes the inventory; visitors see them all."""
    page = visit.open(f"/admin/pages/{project}/edit/")
    page.locator("[role=tab]").nth(1).click()
    states = dict.fromkeys(numbers, "abgeschlossen")
    if running is not None:
        states[running] = "läuft"
    for number, state in states.items():
        page.select_option(f"#id_steps-{number}-state", label=state)
    for number in range(9):
        page.check(f"#id_steps-{number}-is_public")
    publish(page)


def choose_team(visit, project, guide):
    page = visit.open(f"/admin/skew/inventory/research/{project}/setup/")
    page.get_by_label("hans").check()
    page.select_option("[name=guide]", str(guide))
    page.select_option("[name=directory]", label="Akteure")
    send(page)


def research(visit, project):
    """The contractor finds three, talks to one, writes its draft and asks for approval; publishing is not theirs."""
    page = visit.open("/admin/skew/inventories/board/")
    assert page.locator(".skew-register__table tbody tr").count() == 1
    follow(page, page.locator(f"a[href$='/research/{project}/']"))
    follow(page, page.locator("a[href$='/add-many/']").first)
    send(page, text="Chor der Welten; Übersfürth; Vereinsregister\nTogo-Freunde\nSchachklub Nord")
    entry = ResearchEntry.objects.get(name="Chor der Welten", project=project)
    address = f"/admin/skew/inventory/research/entries/{entry.pk}/"
    page = visit.open(f"{address}edit/")
    page.select_option("[name=kind]", index=1)
    send(page, contact_email="chor@example.org")
    follow(page, page.locator("[name=state][value=agreed]"))
    follow(page, page.locator("a[href$='/interview/']"))
    page.locator("textarea[name^=question]").fill("Wir singen in acht Sprachen.")
    send(page, appointment_at=f"{day(-1)} 10:00")
    follow(page, page.locator("[name=state][value=interviewed]"))
    follow(page, page.locator("form[action$='/draft/'] button"))
    follow(page, page.locator("a[href$='/approval/ask/']"))
    send(page)
    return address


def agree(visit):
    """The organisation reads its draft behind the link of the letter and agrees."""
    letter = mail.outbox[-1]
    assert letter.to == ["chor@example.org"]
    page = visit.open(re.search(r"https?://[^/]+(/skew/approval/\S+)", letter.body)[1])
    expect(page.locator("h1")).to_contain_text("Chor der Welten")
    page.locator("button[value=approved]").click()
    page.wait_for_url("**/approval-received/**")


def test_from_the_application_to_the_closing_meeting(world, browser, server, accounts, plain_visitor):
    editor_name, contractor_name, guide = accounts
    apply(plain_visitor)
    with (
        signed_in(browser, server, editor_name) as editor,
        signed_in(browser, server, contractor_name) as contractor,
    ):
        project = approve(editor)
        choose_team(editor, project, guide)
        close_steps(editor, project, 0, 1, 2, running=3)
        assert contractor.page.request.get(f"{server}/admin/pages/{project}/edit/").url.endswith("/admin/")
        address = research(contractor, project)
        profile = ActorProfilePage.objects.get(title="Chor der Welten")
        page = contractor.open(f"/admin/pages/{profile.pk}/edit/")
        assert page.locator("button[name=action-publish]").count() == 0
        agree(plain_visitor)
        assert ProfileApproval.objects.get(entry__project=project).state == "approved"
        page = editor.open(f"/admin/pages/{profile.pk}/edit/")
        publish(page)
        close_steps(editor, project, *range(3, 9))
        row = editor.open("/admin/skew/inventories/board/").locator("tr", has_text=TOWN)
        found, interviewed, approved, published = row.locator("td").all_inner_texts()[-4:]
        assert (found, interviewed, approved, published) == ("3", "1", "1", "1")
        assert contractor.open(address).url.endswith(address)
    page = plain_visitor.open(InventoryProjectPage.objects.get(pk=project).url_path.removeprefix("/start"))
    expect(page.locator(".skew-steps > li")).to_have_count(9)
    assert "9 von 9" in page.locator("main").inner_text()
    expect(plain_visitor.open("/akteure/?q=Chor+der+Welten").locator(".skew-cards")).to_contain_text(
        "Chor der Welten"
    )
