"""From a half draft to a receipt and back, as people without scripts go through it."""

from playwright.sync_api import expect

from skew_wagtail.programmes.interest.links import own_path
from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from tests.browser.conftest import MODES
from tests.programmes.interest.filling import EXE, PDF

FORM = "/programme/qualifizierung/offen/interest.html"


def test_from_a_draft_with_mistakes_to_a_receipt_and_its_withdrawal(world, plain_visitor):
    known = set(ExpressionOfInterest.objects.values_list("pk", flat=True))
    page = plain_visitor.open(FORM)
    page.locator("[name=municipality_name]").fill("Stadt Musterhausen")
    page.locator("[name=contact_email]").fill("jussuf.musterhausen")
    page.locator("[name=attachments]").set_input_files(
        [
            {"name": "Beschluss.pdf", "mimeType": "application/pdf", "buffer": PDF},
            {"name": "Programm.pdf", "mimeType": "application/pdf", "buffer": EXE},
        ]
    )
    page.wait_for_timeout(3200)
    page.locator("button[value=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("Programm.pdf")
    # Each problem leads to its field; what was good is kept.
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("location.hash.startsWith('#id_')")
    expect(page.locator("[name=municipality_name]")).to_have_value("Stadt Musterhausen")
    expect(page.get_by_role("link", name="Beschluss.pdf")).to_be_visible()
    for mode in MODES:
        plain_visitor.look(*mode)
        assert plain_visitor.overflow() == 0
    _submit(page)
    [interest] = ExpressionOfInterest.objects.exclude(pk__in=known)
    try:
        expect(page.locator("main")).to_contain_text(interest.reference)
        page.locator("a[href$='/withdraw/']").click()
        page.locator("form.skew-form__body button").click()
        expect(page.get_by_role("status")).to_contain_text(interest.reference)
        assert ExpressionOfInterest.objects.get(pk=interest.pk).state == "withdrawn"
        assert interest.attachments.count() == 0
    finally:
        interest.delete()


def _submit(page):
    page.locator("[name=contact_email]").fill("jussuf@example.org")
    page.locator("[name=contact_name]").fill("Jussuf Beispiel")
    page.locator("[name=motivation]").fill("Zwölf Menschen suchen eine Ausbildung.")
    page.locator("[name=agrees_data_protection]").check()
    page.wait_for_timeout(3200)
    page.locator("button[value=submit]").click()


def test_a_form_with_mistakes_is_accessible(world, visitor):
    """What the list of pages cannot show: it is the answer to a POST."""
    page = visitor.open(own_path(world.interests["submitted"]) + "change/")
    page.locator("[name=motivation]").fill("")
    page.wait_for_timeout(3200)
    page.locator("button[value=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found = {}
    for mode in MODES:
        visitor.look(*mode)
        found[mode] = visitor.axe()
    assert {mode: lines for mode, lines in found.items() if lines} == {}
