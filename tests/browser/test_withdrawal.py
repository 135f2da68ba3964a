"""From the link in a letter to absence, as somebody without an account does it."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from skew_wagtail.actors.models import ActorImage
from skew_wagtail.privacy.models import AddressPrecision, ListingRefusal
from tests.browser.conftest import MODES
from tests.factories import ActorProfileFactory, add_address, add_contact, make_image


@pytest.fixture
def profile(world):
    """A profile of its own, with a person, an address and a picture of people."""
    page = ActorProfileFactory(parent=world.directory, title="Frauencafé Mühlenviertel", slug="frauencafe")
    person = add_contact(
        page, ["web", "photo"], name="Carla Sichtbar", phone="030 23125 888", email="carla@example.org"
    )
    add_address(page, precision=AddressPrecision.EXACT, street="Mühlgasse 7", city="Ebersfurt")
    image = make_image()
    ActorImage.objects.create(page=page, image=image, alt_text="Vier Frauen am Herd", credit="Foto: Verein")
    yield page
    page.delete()
    person.delete()
    ListingRefusal.objects.filter(actor_key=page.translation_key).delete()


def ask_for_link(page, visit, email):
    """Fill in the form as a person does, who takes some seconds for it."""
    page.locator("a", has_text="Ist das Ihre Organisation?").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill(email)
    page.wait_for_timeout(3500)
    page.get_by_role("button", name="Link zusenden").click()
    expect(page.locator("h1")).to_have_text("Bitte sehen Sie in Ihr Postfach")
    return re.search(r"https?://[^/]+(/skew/withdrawal/\S+)", mail.outbox[-1].body)[1]


def test_from_the_link_to_absence(world, profile, plain_visitor):
    """Without JavaScript."""
    path = profile.url_path.removeprefix("/start")
    page = plain_visitor.open(path)
    for text in ("Carla Sichtbar", "Mühlgasse 7"):
        expect(page.locator("main")).to_contain_text(text)
    expect(page.get_by_alt_text("Vier Frauen am Herd")).to_have_count(1)
    link = ask_for_link(page, plain_visitor, "carla@example.org")
    page = plain_visitor.open(link)
    expect(page.locator("h1")).to_contain_text("Frauencafé Mühlenviertel")
    page.get_by_role("button", name="Angekreuztes widerrufen").click()
    expect(page.get_by_role("alert")).to_contain_text("mindestens")
    page.get_by_role("checkbox", name="Website", exact=True).check()
    page.get_by_role("checkbox", name="Die Adresse").check()
    page.get_by_role("button", name="Angekreuztes widerrufen").click()
    expect(page.locator("h1")).to_have_text("Ihr Widerruf ist angekommen")
    gone = ("Carla Sichtbar", "030 23125 888", "carla@example.org", "Mühlgasse 7", "Vier Frauen am Herd")
    for url in (path, "/akteure/?q=frauencafe", "/akteure/actors.json?q=frauencafe"):
        html = plain_visitor.open(url).content()
        assert "frauencafe" in html
        assert [text for text in gone if text in html] == []
    assert "Frauencafé" in mail.outbox[-1].body
    plain_visitor.open(link, status=410)


def test_the_whole_entry_is_gone(world, profile, plain_visitor):
    path = profile.url_path.removeprefix("/start")
    link = ask_for_link(plain_visitor.open(path), plain_visitor, "carla@example.org")
    page = plain_visitor.open(link)
    page.get_by_role("checkbox", name="Der ganze Eintrag").check()
    page.get_by_role("button", name="Angekreuztes widerrufen").click()
    plain_visitor.open(path, status=404)
    assert "Frauencafé" not in plain_visitor.open("/akteure/actors.json?q=frauencafe").content()


def test_a_printed_page_shows_no_more(world, profile, strict_visitor):
    """What the browser prints is what visitors may see."""
    hidden = add_contact(profile, [], name="Dora Verborgen")
    page = strict_visitor.open(profile.url_path.removeprefix("/start"))
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert "Carla Sichtbar" in text
    assert hidden.name not in text


def test_axe_finds_nothing_on_the_page_of_a_link(world, profile, visitor):
    path = profile.url_path.removeprefix("/start")
    link = ask_for_link(visitor.open(path), visitor, "carla@example.org")
    page = visitor.open(link)
    violations = {}
    for mode in MODES:
        visitor.look(*mode)
        violations[mode] = visitor.axe() + [f"overflow {visitor.overflow()}"] * (visitor.overflow() > 0)
    page.get_by_role("button", name="Angekreuztes widerrufen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    for mode in MODES:
        visitor.look(*mode)
        violations["nothing ticked", *mode] = visitor.axe()
    assert {mode: lines for mode, lines in violations.items() if lines} == {}


def test_the_form_sets_no_cookie_but_the_one_against_forged_requests(world, profile, strict_visitor):
    link = ask_for_link(
        strict_visitor.open(profile.url_path.removeprefix("/start")), strict_visitor, "carla@example.org"
    )
    strict_visitor.open(link)
    assert {cookie["name"] for cookie in strict_visitor.page.context.cookies()} == {"csrftoken"}
    assert strict_visitor.foreign == strict_visitor.complaints == []
