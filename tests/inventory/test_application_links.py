"""A municipality applies: half, later, twice, with a link that is wrong, and in the end on paper."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.inventory.applications import sheet as paper
from skew_wagtail.inventory.applications.links import new_token, token_of
from skew_wagtail.inventory.applications.models import InventoryApplication
from skew_wagtail.inventory.applications.views import application as views
from skew_wagtail.pdf import availability
from tests.factories import ApplicationFactory, open_forms
from tests.forms import fields_of
from tests.pdf_text import text_of_pdf

FORM = "/skew/application/"
ANSWERS = {
    "municipality_name": "Stadt Übersfürth",
    "inhabitants": "48.000",
    "postal_address": "Schloßstraße 1\n00815 Übersfürth",
    "contact_name": "Amina Beispiel",
    "contact_phone": "030 23125 123",
    "contact_email": "amina@example.org",
    "occasion": "Vierzig Jahre Partnerschaft",
    "aim": "Dass sich alle kennen",
    "responsible_name": "Jussuf Muster",
    "agrees_data_protection": "on",
    "signing_place": "Übersfürth",
    "officer_name": "Petra Größel",
    "officer_role": "Oberbürgermeisterin",
    "annexes": "Beschluss vom 14.03.2024",
}


def opened(client: Any, url: str = FORM) -> dict[str, Any]:
    """What a browser would send from the form as it is shown."""
    return fields_of(client.get(url).content.decode(), "form.skew-form__body")


def send(client: Any, action: str = "finish", url: str = FORM, **answers: str) -> Any:
    return client.post(url, opened(client, url) | answers | {"action": action})


def link_of(response: Any) -> str:
    """Where a form that was saved leads."""
    assert response.status_code == 302, BeautifulSoup(response.content, "html.parser").select(
        ".skew-problems"
    )
    return response.headers["Location"]


def problems(response: Any) -> list[tuple[str, str]]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [(link["href"], link.text) for link in soup.select(".skew-problems a")]


def test_a_half_filled_form_is_kept_and_gone_on_with_by_its_link(client, forms_online):
    link = link_of(send(client, "save", municipality_name="Stadt Übersfürth", occasion="Jubiläum"))
    [application] = InventoryApplication.objects.all()
    assert (application.state, application.occasion) == ("draft", "Jubiläum")
    assert opened(client, link)["occasion"] == ["Jubiläum"]
    link_of(send(client, "save", link, aim="Kennen"))
    application.refresh_from_db()
    assert (application.occasion, application.aim) == ("Jubiläum", "Kennen")
    assert InventoryApplication.objects.count() == 1


def test_what_is_missing_is_named_with_a_link_to_it_and_the_rest_is_not_lost(client, forms_online):
    answers = {name: value for name, value in ANSWERS.items() if name not in ("aim", "officer_name")}
    response = send(client, **answers)
    assert {target for target, _text in problems(response)} == {"#id_aim", "#id_officer_name"}
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("#id_aim")["aria-invalid"] == "true"
    assert InventoryApplication.objects.get().occasion == ANSWERS["occasion"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contact_email", "amina"),
        ("contact_phone", "ruf mich an"),
        ("inhabitants", "viele"),
        ("inhabitants", "0"),
        ("inhabitants", "99999999999999999999"),
        ("official_key", "12"),
        ("municipality_name", "x" * 151),
        ("occasion", "x" * 3001),
        ("municipality_kind", "999999"),
    ],
)
def test_a_wrong_answer_is_told_by_its_field_and_nothing_is_stored(client, forms_online, name, value):
    response = send(client, "save", **{name: value})
    assert [target for target, _text in problems(response)] == [f"#id_{name}"]
    assert not InventoryApplication.objects.exists()


def test_a_finished_application_leads_to_the_sheet_and_mails_nobody(client, forms_online):
    link = link_of(send(client, **ANSWERS))
    [application] = InventoryApplication.objects.all()
    assert (application.state, application.inhabitants) == ("awaited", 48_000)
    text = client.get(link).content.decode()
    for answer in ("Stadt Übersfürth", "Petra Größel", "Musterstraße 40", "Beschluss vom 14.03.2024"):
        assert answer in text
    assert mail.outbox == []
    actions = list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["skew_inventory.begin_application", "skew_inventory.finish_application"]
    assert "Amina" not in str(list(ModelLogEntry.objects.values()))


def test_a_form_sent_twice_is_one_application(client, forms_online):
    posted = opened(client) | ANSWERS | {"action": "finish"}
    for _time in range(2):
        link_of(client.post(FORM, posted))
    assert InventoryApplication.objects.count() == 1


def test_the_same_municipality_cannot_apply_twice_at_once(client, forms_online):
    ApplicationFactory(municipality_name="STADT UEBERSFUERTH", contact_email="Amina@example.org")
    response = send(client, **ANSWERS)
    assert [target for target, _text in problems(response)] == ["#id_municipality_name"]
    assert InventoryApplication.objects.filter(state="awaited").count() == 1
    link_of(send(client, **ANSWERS | {"contact_email": "jussuf@example.org"}))


def test_what_was_finished_can_be_changed_until_the_letter_is_here(client, forms_online):
    link = link_of(send(client, **ANSWERS))
    draft = link.removesuffix("sheet/")
    link_of(send(client, "save", draft, aim="Etwas anderes"))
    application = InventoryApplication.objects.get()
    assert (application.state, application.aim) == ("draft", "Etwas anderes")
    InventoryApplication.objects.update(state="received")
    posted = opened(client) | ANSWERS | {"aim": "Noch etwas", "action": "save"}
    assert client.post(draft, posted).headers["Location"].endswith("/sheet/")
    application.refresh_from_db()
    assert application.aim == "Etwas anderes"


# Links.


@pytest.mark.parametrize("path", ["", "sheet/", "sheet.pdf"])
def test_a_wrong_link_shows_nothing(client, forms_online, path):
    application = ApplicationFactory(state="draft")
    token = token_of(application)
    foreign = signing.dumps(application.key.hex, salt="skew_wagtail.privacy.withdrawal.key")
    for wrong in (token[:-1], token[1:], foreign, application.key.hex, "abc"):
        response = client.get(f"{FORM}{wrong}/{path}")
        assert response.status_code == 404
        assert "Amina" not in response.content.decode()


def test_the_link_of_one_opens_nothing_of_another(client, forms_online):
    mine, other = ApplicationFactory(state="draft"), ApplicationFactory(state="draft", aim="Geheim")
    link = f"{FORM}{token_of(mine)}/"
    assert "Geheim" not in client.get(link).content.decode()
    # A secret sent along with the form of another link does not count.
    send(client, "save", link, token=token_of(other), aim="Meins")
    other.refresh_from_db()
    mine.refresh_from_db()
    assert (mine.aim, other.aim) == ("Meins", "Geheim")


def test_an_old_link_says_that_it_is_old(client, forms_online, monkeypatch):
    link = f"{FORM}{token_of(ApplicationFactory(state='draft'))}/"
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    response = client.get(link)
    assert response.status_code == 410
    assert "30" in response.content.decode()
    assert client.post(link, ANSWERS).status_code == 410


def test_a_link_to_what_was_deleted_is_old_too(client, forms_online):
    assert client.get(f"{FORM}{new_token()}/").status_code == 410


def test_pages_with_a_secret_are_kept_by_nobody(client, forms_online):
    application = ApplicationFactory()
    for path in ("", "sheet/", "sheet.pdf"):
        response = client.get(f"{FORM}{token_of(application)}/{path}")
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_opening_a_link_changes_nothing(client, forms_online):
    application = ApplicationFactory()
    before = InventoryApplication.objects.values().get()
    for path in ("", "sheet/", "?action=save&aim=x"):
        client.get(f"{FORM}{token_of(application)}/{path}")
    assert InventoryApplication.objects.values().get() == before


# Machines, and a site that is not ready.


def test_a_robot_is_answered_and_nothing_is_stored(client, forms_online):
    assert send(client, "save", homepage="https://example.org/").status_code == 302
    assert not InventoryApplication.objects.exists()


def test_a_form_that_comes_too_fast_is_sent_once_more(client, db):
    open_forms()
    assert send(client, "save", aim="x").status_code == 200
    assert not InventoryApplication.objects.exists()


def test_nobody_begins_without_end(client, forms_online, monkeypatch):
    monkeypatch.setattr(views, "_BEGINNINGS", 2)
    statuses = [send(client, "save", aim=f"Nummer {number}").status_code for number in range(3)]
    assert statuses == [302, 302, 429]
    assert InventoryApplication.objects.count() == 2


def test_without_a_recipient_the_form_is_not_online(client, forms_online):
    open_forms(recipient="")
    assert client.get(FORM).status_code == 503
    assert client.post(FORM, ANSWERS).status_code == 503


# On paper.


def test_the_pdf_says_what_the_form_said(client, forms_online):
    application = ApplicationFactory(annexes="Beschluss vom 14.03.2024\nNetzwerkplan")
    response = client.get(f"{FORM}{token_of(application)}/sheet.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    text = " ".join(text_of_pdf(response.content).split())
    for answer in (
        "Stadt Übersfürth · Schloßstraße 1 · 00815 Übersfürth",
        "Servicestelle Musterstraße 40 53113 Bonn",
        "Petra Größel, Oberbürgermeisterin",
        "Netzwerkplan",
        application.reference,
    ):
        assert answer in text


def test_the_window_shows_sender_and_recipient_and_nothing_else(forms_online):
    """DIN 5008, form B: 20 mm from the left, 45 mm from the top, 85 by 45 mm."""
    import pypdfium2

    name = "Verwaltungsgemeinschaft der Großen Kreisstadt Oberhäusling-Übersfürth und Öschelbronn"
    open_forms(recipient="\n".join(f"Zeile {number} mit einem recht langen Text" for number in range(1, 7)))
    application = ApplicationFactory(municipality_name=name)
    forms_online.refresh_from_db()
    document = pypdfium2.PdfDocument(paper.sheet_pdf(application, forms_online))
    page = document[0]
    unit = 72 / 25.4
    height = page.get_height()
    window = [20 * unit, height - 90 * unit, 105 * unit, height - 45 * unit]
    text = " ".join(page.get_textpage().get_text_bounded(*window).split())
    assert "Öschelbronn · Schloßstraße 1 · 00815 Übersfürth" in text.replace("\ufffe", "")
    assert text.endswith("Zeile 6 mit einem recht langen Text")
    above = page.get_textpage().get_text_bounded(0, height - 44 * unit, 105 * unit, height)
    assert above.strip() == ""


def test_without_the_packages_the_page_is_printed_and_says_what_is_missing(client, forms_online, monkeypatch):
    application = ApplicationFactory()
    link = f"{FORM}{token_of(application)}/sheet/"
    assert "skew-wagtail[pdf]" not in client.get(link).content.decode()
    monkeypatch.setitem(availability.MODULES, "no_such_module", "no-such-package")
    text = client.get(link).content.decode()
    assert "skew-wagtail[pdf]" in text
    assert "Petra Größel" in text
    assert "sheet.pdf" not in text


def test_a_copy_is_mailed_only_where_it_is_switched_on(client, forms_online):
    open_forms(sends_copies=True, copies_to="eine-welt@example.org")
    posted = opened(client) | ANSWERS | {"action": "finish"}
    for _time in range(2):
        link_of(client.post(FORM, posted))
    [letter] = mail.outbox
    assert letter.to == ["eine-welt@example.org"]
    [(name, content, _kind)] = letter.attachments
    assert name.endswith(".pdf")
    assert "Petra Größel" in text_of_pdf(content)
