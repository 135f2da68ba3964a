"""From the invitation of an organisation to the list at the door, as people without scripts go through it."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page

from skew_wagtail.forum.models import EventActor
from skew_wagtail.forum.registration.links import own_path
from tests.factories import ForumFactory
from tests.forum.registrations import RegistrationFactory


def link_in(letter):
    """The address of one's own registration in a letter."""
    return re.search(r"https?://[^/]+(/skew/registration/\S+)", letter.body)[1]


def test_from_the_invitation_to_the_list_at_the_door(world, editor, plain_visitor):
    event = ForumFactory(
        parent=Page.objects.get(slug="foren").specific,
        title="Werkstatt Eine Welt",
        starts_at=timezone.now() + timedelta(days=9),
        takes_registrations=True,
        capacity=1,
        reserved_seats=1,
        linked_actors=[EventActor(actor=world.full)],
    )
    try:
        _invited_one_has_the_only_seat(event, world, editor, plain_visitor)
        _next_one_waits_and_moves_up(event, plain_visitor)
        _who_comes_is_ticked_on_a_phone(event, editor)
    finally:
        event.delete()


def _invited_one_has_the_only_seat(event, world, editor, plain_visitor):
    page = editor.open(f"/admin/skew/registrations/{event.pk}/invitations/")
    link = page.locator("td a").get_attribute("href")
    page = plain_visitor.open("/" + link.split("/", 3)[3])
    expect(page.get_by_label("Ihre Organisation")).to_have_value(world.full.title)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Namen")
    page.get_by_label("Ihr Name").fill("Amina Beispiel")
    page.get_by_label("Ihre E-Mail-Adresse").fill("amina.forum@example.org")
    page.get_by_label("Was Sie brauchen").fill("Gebärdensprache")
    page.wait_for_timeout(3200)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.locator("h1")).to_have_text("Bitte sehen Sie in Ihr Postfach")
    page = plain_visitor.open(link_in(mail.outbox[-1]))
    page.get_by_role("button", name="bestätigen").click()
    expect(page.get_by_role("status")).to_contain_text("Sie haben einen Platz")


def _next_one_waits_and_moves_up(event, plain_visitor):
    first = link_in(mail.outbox[-1])
    second = RegistrationFactory(event=event, state="unconfirmed", person_name="Jussuf Muster")
    page = plain_visitor.open(own_path(second))
    page.get_by_role("button", name="bestätigen").click()
    expect(page.get_by_role("status")).to_contain_text("Platz 1 der Warteliste")
    type(event).objects.filter(pk=event.pk).update(reserved_seats=0)
    page = plain_visitor.open(first)
    page.get_by_role("button", name="abmelden").click()
    expect(page.get_by_role("status")).to_contain_text("gestrichen")
    page = plain_visitor.open(own_path(second))
    expect(page.get_by_role("status")).to_contain_text("Sie haben einen Platz")
    assert mail.outbox[-1].to == [second.mail_address]


def _who_comes_is_ticked_on_a_phone(event, editor):
    page = editor.open(f"/admin/skew/registrations/{event.pk}/attendance/")
    editor.look("dark", 320)
    button = page.get_by_role("button", name="Ist da Jussuf Muster")
    box = button.bounding_box()
    assert box["height"] >= 44 and box["width"] >= 44 and box["x"] + box["width"] <= 320
    button.click()
    expect(page.locator("[role=status]", has_text="1 von 1")).to_be_visible()
    page.get_by_role("button", name="In den Bericht").click()
    page.wait_for_url(f"**/admin/pages/{event.pk}/edit/**")
    expect(page.locator("#id_attendance_number")).to_have_value("1")
