"""A call from its announcement to the published model municipalities, as everybody who has to do with it does it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from skew_wagtail.privacy import visitor_forms
from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from skew_wagtail.programmes.models import CallPage, ProgrammePage
from skew_wagtail.vocabulary.models import Municipality
from tests.browser.working import follow, publish, send, signed_in
from tests.factories import make_user
from tests.programmes.making import ProgrammeFactory

#: Municipalities that answer, with the points that each gets.
ANSWERS = {"Stadt Wahlheim": ("5", "4"), "Kreis Hinterfeld": ("4", "4"), "Markt Nirgends": ("1", "0")}


@pytest.fixture
def programme(world, monkeypatch):
    """A programme without a call, an editor and a reviewer; what they make is gone afterwards."""
    # A person takes longer than that; the test does not.
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    names = {"editors": "Redaktion", "team": "Team", "readers": "Lesen"}
    call_command("skew_create_roles", **names)
    users = [
        make_user(name, groups=[Group.objects.get(name=names[role])])
        for name, role in (("eva", "editors"), ("gesa", "team"))
    ]
    page = ProgrammeFactory(
        parent=ProgrammePage.objects.get(slug="qualifizierung").get_parent(),
        slug="lernorte",
        title="Lernorte im Rathaus",
        office="Büro für Migration",
    )
    yield page
    ProgrammePage.objects.get(pk=page.pk).delete()
    Municipality.objects.filter(name__in=ANSWERS).delete()
    for user in users:
        user.delete()
    Group.objects.filter(name__in=names.values()).delete()


def at_the_clock(call, *, opens, closes):
    """So many hours from now it opens and closes; no test can wait that long."""
    page = CallPage.objects.get(pk=call.pk)
    page.opens_at, page.closes_at = (timezone.now() + timedelta(hours=hours) for hours in (opens, closes))
    page.save_revision().publish()
    return page


def in_berlin(hours):
    """So many hours from now, as an editor types it."""
    return timezone.localtime(timezone.now() + timedelta(hours=hours)).strftime("%d.%m.%Y %H:%M")


def announce(visit, programme):
    """The editor writes the call with its form and publishes it before it opens."""
    page = visit.open(f"/admin/pages/add/skew_programmes/callpage/{programme.pk}/")
    page.fill("#id_title", "Rathäuser gesucht")
    for name, hours in (("opens_at", 24), ("closes_at", 240)):
        page.fill(f"#id_{name}", in_berlin(hours))
        page.keyboard.press("Escape")
    page.fill("#id_seats_planned", "1")
    for number, title in enumerate(("Vereine planen mit", "Zeit im Rathaus")):
        page.locator("#id_criteria-ADD").click()
        page.fill(f"#id_criteria-{number}-title", title)
    page.get_by_role("tab", name="Formular").click()
    page.check("#id_takes_interest")
    page.locator("#id_form_fields-ADD").click()
    page.select_option("#id_form_fields-0-field", "motivation")
    page.check("#id_form_fields-0-is_required")
    page.locator("#id_form_questions-ADD").click()
    page.fill("#id_form_questions-0-question", "Welche Vereine machen mit?")
    publish(page)
    return CallPage.objects.get(title="Rathäuser gesucht")


def answer(visit, address, town):
    """A municipality fills in the form, and gets a receipt with its number and the PDF."""
    follow(visit.open(address), visit.page.locator("a[href$='interest.html']"))
    page = visit.page
    page.fill("[name=municipality_name]", town)
    page.fill("[name=contact_name]", "Amina Beispiel")
    page.fill("[name=contact_email]", "amina@rathaus.example")
    page.fill("[name^=question_]", "Alle.")
    page.check("[name=agrees_data_protection]")
    follow(page, page.locator("button[value=submit]"))
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("[name=motivation]", "Zwölf Menschen suchen eine Ausbildung.")
    follow(page, page.locator("button[value=submit]"))
    number = ExpressionOfInterest.objects.get(municipality_name=town).reference
    expect(page.locator("main")).to_contain_text(number)
    letter = mail.outbox[-1]
    assert letter.to == ["amina@rathaus.example"]
    assert number in letter.body
    [(_name, content, _type)] = letter.attachments
    assert content.startswith(b"%PDF")


def choose_reviewer(visit, call, name):
    page = visit.open(f"/admin/skew/selection/calls/{call.pk}/reviewers/")
    page.get_by_label(name).check()
    send(page)


def review_all(visit, call):
    """The reviewer gives points to one after the other, and learns then who has how many."""
    page = visit.open("/admin/skew_programmes/expressionofinterest/")
    follow(page, page.locator(f"a[href$='/calls/{call.pk}/next/']"))
    for _ in ANSWERS:
        town = next(town for town in ANSWERS if town in page.locator("main").inner_text())
        for field, points in zip(page.locator("form fieldset").all(), ANSWERS[town], strict=False):
            field.locator(f"input[value='{points}']").check()
        follow(page, page.locator("button[name=next]"))
    expect(page.locator("main table")).to_contain_text("Stadt Wahlheim")


def decide(visit, call):
    """Two are chosen although one place was planned; every one gets a letter."""
    page = visit.open(f"/admin/skew/selection/calls/{call.pk}/ranking/")
    follow(page, page.locator("a[href$='/decide/']"))
    for town, state in zip(ANSWERS, ("chosen", "chosen", "declined"), strict=True):
        row = page.locator(".skew-selection__decision", has_text=town)
        row.locator("select").select_option(state)
        row.locator("textarea").fill("Die Vereine planen mit.")
    send(page)
    letters = page.request.get(page.locator("a[href$='/letters/']").evaluate("link => link.href"))
    assert letters.body().startswith(b"%PDF")


def publish_choice(visit, call):
    for town in list(ANSWERS)[:2]:
        page = visit.open(f"/admin/skew/selection/calls/{call.pk}/ranking/")
        follow(page, page.get_by_role("link", name=town))
        follow(page, page.locator("a[href$='/publish/']"))
        send(page, portrait=f"{town} bildet im Bauhof aus.")
    page = visit.open(f"/admin/skew/selection/calls/{call.pk}/publish/")
    send(page)


def test_from_the_announcement_to_the_model_municipalities(world, browser, server, programme, plain_visitor):
    with signed_in(browser, server, "eva") as editor, signed_in(browser, server, "gesa") as reviewer:
        call = announce(editor, programme)
        address = f"/programme/{programme.slug}/{call.slug}/"
        expect(plain_visitor.open(address).locator("main")).to_contain_text("angekündigt")
        at_the_clock(call, opens=-1, closes=1)
        for town in ANSWERS:
            answer(plain_visitor, address, town)
        choose_reviewer(editor, call, "gesa")
        at_the_clock(call, opens=-3, closes=-1)
        page = plain_visitor.open(f"{address}interest.html")
        assert page.locator("[name=motivation]").count() == 0
        expect(page.locator("main")).to_contain_text("Frist abgelaufen")
        review_all(reviewer, call)
        decide(editor, call)
        assert "Stadt Wahlheim" not in plain_visitor.open(address).content()
        publish_choice(editor, call)
    for path in (address, f"/programme/{programme.slug}/"):
        text = plain_visitor.open(path).locator("main").inner_text()
        assert "Stadt Wahlheim" in text
        assert "Kreis Hinterfeld" in text
        assert "Markt Nirgends" not in text
        assert "Amina" not in text
