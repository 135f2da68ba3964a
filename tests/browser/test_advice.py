"""From a question to its answer, as people without scripts go through it."""

from django.core import mail
from playwright.sync_api import expect

from skew_wagtail.programmes.advice.models import AdviceRequest
from tests.browser.conftest import MODES

FORM = "/beratung/advice.html"
SEND = "form.skew-form__body button[type=submit]"


def test_a_form_with_mistakes_is_accessible(world, visitor):
    page = visitor.open(FORM)
    page.fill("#id_sender_email", "amina")
    page.locator(SEND).click()
    alert = page.get_by_role("alert")
    assert alert.locator("a").count() >= 4
    alert.locator("a[href='#id_sender_email']").click()
    expect(page.locator("#id_sender_email")).to_be_focused()
    expect(page.locator("#id_sender_email")).to_have_value("amina")
    found = {}
    for mode in MODES:
        visitor.look(*mode)
        found[mode] = visitor.axe(), max(visitor.overflow(), 0)
    assert {mode: faults for mode, faults in found.items() if faults != ([], 0)} == {}


def test_from_the_question_to_the_answer(world, editor, plain_visitor):
    page = plain_visitor.open("/beratung/")
    page.locator(".skew-row a[href*='?about=']").first.click()
    page.select_option("#id_asker_kind", "municipality")
    page.fill("#id_organisation", "Gemeinde Neufrage")
    page.fill("#id_request_text", "Wie laden wir Vereine ein?")
    page.fill("#id_sender_email", "amina.beratung@example.org")
    page.wait_for_timeout(3200)
    page.locator(SEND).click()
    request = AdviceRequest.objects.get(organisation="Gemeinde Neufrage")
    try:
        expect(page.get_by_role("status")).to_contain_text(request.reference)
        assert request.topic is not None
        page = editor.open("/admin/skew_programmes/advicerequest/?q=Neufrage")
        page.get_by_role("link", name=request.reference).click()
        page.locator("a[href$='/answer/']").click()
        page.locator("textarea").fill("Am besten schriftlich.")
        page.locator("form.skew-overview button[type=submit]").click()
        expect(page.locator("blockquote")).to_contain_text("Am besten schriftlich.")
        assert mail.outbox[-1].to == ["amina.beratung@example.org"]
    finally:
        request.delete()
