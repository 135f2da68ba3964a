"""Somebody asks: the form, what it says of wrong input, the receipt and word to the office."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, PageViewRestriction

from skew_wagtail.privacy import visitor_forms
from skew_wagtail.privacy.models import PrivacySettings
from skew_wagtail.programmes.advice.deadlines import due_day
from skew_wagtail.programmes.advice.letters import send_receipt, tell_office
from skew_wagtail.programmes.advice.models import AdvicePage, AdviceRequest
from skew_wagtail.programmes.advice.models.request import QUESTION_MAX
from skew_wagtail.programmes.advice.views import public
from tests.factories import make_user
from tests.forms import fields_of
from tests.programmes.advice.making import AdviceRequestFactory

FORM = "/beratung/advice.html"
ANSWERS = {
    "about": "fair-trade",
    "asker_kind": "municipality",
    "organisation": "Gemeinde Übersfürth",
    "request_text": "Wie kaufen wir faire Bälle?",
    "sender_name": "Amina Beispiel",
    "sender_email": "amina@example.org",
    "sender_phone": "030 23125 123",
}


def opened(client, url=FORM):
    """What a browser would send from the form as it is shown."""
    return fields_of(client.get(url).content.decode(), "form.skew-form__body")


def send(client, **values):
    return client.post(FORM, opened(client) | ANSWERS | values)


def problems(response):
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("[role=alert]")
    return {link["href"]: link.text for link in soup.select(".skew-problems a")}


def test_who_asks_gets_a_number_and_a_receipt_and_the_office_a_notice(client, advice):
    response = send(client)
    assert response.status_code == 302
    request = AdviceRequest.objects.get()
    assert (request.topic.slug, request.state, request.organisation) == (
        "fair-trade",
        "received",
        "Gemeinde Übersfürth",
    )
    page = client.get(response.headers["Location"])
    text = page.content.decode()
    assert request.reference in text
    assert not [word for word in ("Amina", "amina@", "Bälle", "Übersfürth") if word in text]
    receipt, notice = mail.outbox
    assert receipt.to == ["amina@example.org"]
    assert request.reference in receipt.subject
    # Nobody has confirmed the address: a stranger cannot send texts with our letters.
    assert "faire Bälle" not in receipt.body
    assert "Vergabestelle" in receipt.body
    assert str(request.due_on.year) in receipt.body
    assert notice.to == ["vergabe@example.org"]
    assert f"/admin/skew_programmes/advicerequest/inspect/{request.pk}/" in notice.body
    said = notice.subject + notice.body
    assert request.reference in said
    assert not [word for word in ("Amina", "amina@", "Bälle", "Übersfürth", "23125") if word in said]


def test_a_question_on_something_else_goes_to_the_office_for_all_others(client, advice):
    send(client, about="-")
    assert AdviceRequest.objects.get().topic is None
    assert mail.outbox[1].to == ["buero@example.org"]


def test_a_double_click_makes_one_request_and_one_letter_to_each(client, advice):
    posted = opened(client) | ANSWERS
    addresses = [client.post(FORM, posted).headers["Location"] for _time in range(2)]
    assert AdviceRequest.objects.count() == 1
    assert len(mail.outbox) == 2
    number = AdviceRequest.objects.get().reference
    assert all(number in client.get(url).content.decode() for url in addresses)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"about": ""}, "about"),
        ({"about": "gibtesnicht"}, "about"),
        ({"asker_kind": ""}, "asker_kind"),
        ({"organisation": "  "}, "organisation"),
        ({"request_text": ""}, "request_text"),
        ({"sender_email": ""}, "sender_email"),
        ({"sender_email": "amina"}, "sender_email"),
        ({"sender_phone": "ruf an"}, "sender_phone"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_leaves_nothing(client, advice, values, field):
    response = send(client, **values)
    assert list(problems(response)) == [f"#id_{field}"]
    assert "Wie kaufen" in response.content.decode() or "request_text" in values
    assert not AdviceRequest.objects.exists()
    assert mail.outbox == []


def test_all_that_is_missing_is_told_in_the_order_of_the_fields(client, advice):
    told = problems(client.post(FORM, opened(client)))
    assert list(told) == [f"#id_{name}" for name in ("about", "asker_kind", "request_text", "sender_email")]


def test_a_text_that_is_too_long_says_how_long_it_is(client, advice):
    response = send(client, request_text="ä" * (QUESTION_MAX + 17))
    [message] = problems(response).values()
    assert str(QUESTION_MAX + 17) in message
    assert str(QUESTION_MAX) in message
    assert "maxlength" not in str(BeautifulSoup(response.content, "html.parser").textarea.attrs)


def test_a_person_needs_no_organisation(client, advice):
    send(client, asker_kind="person", organisation="")
    assert AdviceRequest.objects.get().asker_kind == "person"


def test_markup_of_a_question_stays_text(client, advice, admin):
    send(client, request_text="<script>alert(1)</script>", organisation="<b>Chor</b>")
    request = AdviceRequest.objects.get()
    url = f"/admin/skew_programmes/advicerequest/inspect/{request.pk}/"
    for path in (url, f"/admin/skew/advice/{request.pk}/answer/"):
        text = admin.get(path).content.decode()
        assert "&lt;script&gt;alert" in text
        assert "<script>alert" not in text


def test_letters_speak_the_language_of_who_asked_and_the_notice_that_of_the_site(advice):
    request = AdviceRequestFactory(advice_page=advice, language="en")
    send_receipt(request)
    with translation.override("en"):
        tell_office(request, advice.get_site())
    assert [letter.body.split(",")[0] for letter in mail.outbox] == ["Hello", "Guten Tag"]


def test_opening_the_form_changes_nothing(client, advice):
    assert client.get(f"{FORM}?{'&'.join(f'{name}=x' for name in ANSWERS)}").status_code == 200
    assert not AdviceRequest.objects.exists()


def test_robots_are_answered_and_nothing_is_stored(client, advice):
    response = send(client, homepage="https://example.org")
    assert client.get(response.headers["Location"]).status_code == 200
    assert not AdviceRequest.objects.exists()
    assert mail.outbox == []


def test_a_form_that_comes_too_fast_is_sent_once_more(client, advice, monkeypatch):
    monkeypatch.setattr(visitor_forms, "TOO_FAST", 3)
    assert send(client).status_code == 200
    assert not AdviceRequest.objects.exists()


def test_one_connection_cannot_ask_without_end(client, advice, monkeypatch):
    monkeypatch.setattr(public, "_REQUESTS", 2)
    assert [send(client).status_code for _time in range(3)] == [302, 302, 429]


def test_nobody_fills_the_mailbox_of_somebody_else(client, advice, monkeypatch):
    monkeypatch.setattr(public, "_RECEIPTS", 1)
    for _time in range(2):
        send(client)
    assert AdviceRequest.objects.count() == 2
    assert [letter.to for letter in mail.outbox].count(["amina@example.org"]) == 1


def test_without_a_privacy_page_the_form_is_not_online(client, advice):
    PrivacySettings.objects.update(privacy_page=None)
    assert client.get(FORM).status_code == 503
    assert client.post(FORM, ANSWERS).status_code == 503
    assert not AdviceRequest.objects.exists()


def test_a_page_behind_a_login_takes_no_question_of_strangers(client, advice):
    PageViewRestriction.objects.create(page=advice, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(FORM).status_code == 302
    client.force_login(make_user("drinnen"))
    assert client.get(FORM).status_code == 200


def test_pages_around_the_form_are_kept_by_nobody(client, advice):
    response = send(client)
    for url in (FORM, response.headers["Location"]):
        headers = client.get(url).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("token", ["abc", "e30:1abc:def"])
def test_a_wrong_link_shows_nothing(client, advice, token):
    assert client.get(f"/skew/advice/received/{token}/").status_code == 404


def test_the_log_names_nobody(client, advice):
    send(client)
    [line] = ModelLogEntry.objects.filter(action="skew_programmes.receive_advice_request")
    assert not [word for word in ("Amina", "amina@", "Bälle", "Übersfürth") if word in str(vars(line))]


# Friday 4 December 2026.
@pytest.mark.parametrize(
    ("days", "until"),
    [(1, date(2026, 12, 7)), (5, date(2026, 12, 11)), (6, date(2026, 12, 14)), (None, None)],
)
def test_working_days_leave_out_the_weekend(days, until):
    assert due_day(date(2026, 12, 4), days) == until


def test_where_nothing_is_promised_nothing_is_due(client, advice):
    AdvicePage.objects.update(answer_days=None)
    response = send(client)
    assert AdviceRequest.objects.get().due_on is None
    assert str(timezone.localdate().year + 1) not in client.get(response.headers["Location"]).content.decode()
