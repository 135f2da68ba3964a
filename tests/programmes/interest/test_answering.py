"""A municipality answers a call: half, later, whole, changed, withdrawn."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.privacy import visitor_forms
from skew_wagtail.programmes.interest.links import form_url, own_path, own_url
from skew_wagtail.programmes.interest.models import CallQuestion, ExpressionOfInterest, InterestAttachment
from tests.factories import set_privacy_page
from tests.forms import fields_of
from tests.programmes.interest.filling import (
    AMINA,
    ANSWERS,
    CLOSES,
    PDF,
    alert_of,
    decide,
    letters,
    make_call,
    opened,
    problems,
    send,
    text_of,
    the_one,
    upload,
)

SECOND = timedelta(seconds=1)


def question_name(call, number=0):
    return f"question_{call.form_questions.all()[number].pk}"


def test_the_page_of_the_call_leads_to_its_form_while_it_is_open(client, call, travel):
    for moment, shown in (
        (call.opens_at - SECOND, "Aufruf zur Bildung"),
        (call.opens_at, "form"),
        (CLOSES, "form"),
        (CLOSES + SECOND, "closed"),
    ):
        travel(moment)
        has_link = form_url(call) in client.get(call.url).content.decode()
        response = client.get(form_url(call))
        has_form = 'name="municipality_name"' in response.content.decode()
        assert response.status_code == 200
        assert has_link is has_form is (shown == "form"), moment
    travel(call.opens_at)
    call.takes_interest = False
    call.save_revision().publish()
    assert form_url(call) not in client.get(call.url).content.decode()
    assert 'name="municipality_name"' not in client.get(form_url(call)).content.decode()


def test_the_form_asks_what_the_call_asks_in_its_own_words(client, call):
    text = text_of(client.get(form_url(call)))
    for words in ("Was ist Ihr Anlass?", "Sind Vereine dabei?"):
        assert words in text
    names = set(opened(client, form_url(call)))
    assert {"municipality_name", "contact_email", "motivation", "inhabitants", question_name(call)} <= names
    assert not {"experience", "contact_phone"} & names


def test_each_kind_of_question_takes_its_answers_and_no_others(client, call):
    kinds = [
        CallQuestion(question="Lang?", kind="long"),
        CallQuestion(question="Kurz?", kind="short"),
        CallQuestion(question="Wie viele?", kind="number"),
        CallQuestion(question="Dabei?", kind="yes_no"),
        CallQuestion(question="Welche?", kind="choice", choices="Bauhof\nArchiv"),
    ]
    call = make_call(slug="fragen", form_questions=kinds)
    names = [question_name(call, number) for number in range(5)]
    bad = dict(zip(names, ("x" * 3001, "y" * 301, "viele", "vielleicht", "Hafen"), strict=True))
    response = send(client, call, **bad)
    found = problems(response)
    assert [target for target, _text in found] == [f"#id_{name}" for name in names]
    for (_target, text), question in zip(found, kinds, strict=True):
        assert text.startswith(question.question)
    assert the_one().state == "draft"
    assert not the_one().answers.exists()
    yes = fields_of(response.content.decode(), "form.skew-form__body")
    assert yes["motivation"] == [ANSWERS["motivation"]]
    good = dict(zip(names, ("Zeile\nzwei", "kurz", "1.200", "Ja", "Archiv"), strict=True))
    choices = re.findall(r'<option value="([^"]+)"', client.get(own_path(the_one())).content.decode())
    good[names[3]] = next(choice for choice in choices if choice.lower() in ("ja", "yes"))
    assert send(client, own_path(the_one()), **good).status_code == 302
    given = [text.replace("\r\n", "\n") for text in the_one().answers.values_list("answer_text", flat=True)]
    assert given == ["Zeile\nzwei", "kurz", "1200", good[names[3]], "Archiv"]


def test_a_draft_may_be_empty_and_is_gone_on_with_by_its_link(client, call):
    response = client.post(form_url(call), opened(client, form_url(call)) | {"action": "save"})
    assert response.status_code == 302
    assert (the_one().state, mail.outbox) == ("draft", [])
    client.cookies.clear()
    page = client.get(response.headers["Location"]).content.decode()
    assert own_url(the_one()).rpartition("/skew/interest/")[0] in page
    send(client, response.headers["Location"], "save", contact_email=AMINA, motivation="")
    send(client, response.headers["Location"], "save", contact_email=AMINA.upper(), motivation="Halb")
    # The link goes to a mail address once.
    assert [to for to, _subject in letters()] == [AMINA]
    [link] = re.findall(r"http://localhost(/skew/interest/\S+)", mail.outbox[0].body)
    assert "Amina" not in mail.outbox[0].body
    posted = opened(client, link)
    assert posted["motivation"] == ["Halb"]
    assert ExpressionOfInterest.objects.count() == 1


def test_what_is_missing_keeps_it_from_being_submitted_and_nothing_from_being_saved(client, call):
    response = send(client, call, motivation="", agrees_data_protection="", inhabitants="48.000")
    assert [target for target, _text in problems(response)] == [
        "#id_motivation",
        "#id_agrees_data_protection",
    ]
    assert (the_one().state, the_one().inhabitants) == ("draft", 48000)
    # What is wrong is not stored, all else is.
    link = own_path(the_one())
    response = send(
        client, link, contact_email="amina", motivation="Neu", attachments=upload(), inhabitants="viele"
    )
    assert [target for target, _text in problems(response)] == ["#id_contact_email", "#id_inhabitants"]
    stored = the_one()
    assert (stored.state, stored.motivation, stored.inhabitants) == ("draft", "Neu", 48000)
    assert stored.contact_email == AMINA
    assert stored.attachments.count() == 1


def test_it_is_submitted_once_and_the_receipt_says_so(client, call):
    decide(notices_to="eine-welt@example.org")
    response = send(client, call, inhabitants="48000", **{question_name(call): ""})
    interest = the_one()
    assert (interest.state, interest.is_late, interest.submitted_at) == ("submitted", False, timezone.now())
    text = text_of(client.get(response.headers["Location"]))
    for words in (interest.reference, "9. November 2026, 23:59:00", "Was ist Ihr Anlass?", "Zwölf Menschen"):
        assert words in text
    # Sent once more, as by the button "back".
    send(client, own_path(interest), posted={"opened": "x"})
    assert [to for to, _subject in letters()] == [AMINA, "eine-welt@example.org"]
    receipt, notice = mail.outbox
    for words in (interest.reference, "9. November 2026, 23:59:00", "/skew/interest/"):
        assert words in receipt.body
    assert interest.reference in notice.subject + notice.body
    assert not re.search("Amina|Übersfürth", notice.subject + notice.body + receipt.subject)
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"skew_programmes.begin_interest", "skew_programmes.submit_interest"} <= actions
    assert "Amina" not in str(list(ModelLogEntry.objects.values()))


def test_a_double_click_makes_one_with_one_receipt(shared_database, monkeypatch):
    """The same on SQLite and PostgreSQL: each thread has a connection of its own."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    set_privacy_page()
    now = timezone.now()
    call = make_call(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    url, posted = form_url(call), opened(Client(), form_url(call))

    def press(number):
        try:
            return send(Client(), url, posted=posted, attachments=upload()).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as fingers:
        assert set(fingers.map(press, range(6))) == {302}
    interest = the_one()
    assert (interest.state, interest.attachments.count()) == ("submitted", 1)
    receipts = [subject for _to, subject in letters() if interest.reference in subject]
    assert len(receipts) == len(mail.outbox) == 1
    logged = ModelLogEntry.objects.filter(action__startswith="skew_programmes.")
    assert sorted(logged.values_list("action", flat=True)) == [
        "skew_programmes.begin_interest",
        "skew_programmes.submit_interest",
    ]


def test_a_change_must_be_whole_and_brings_a_new_receipt(client, call):
    send(client, call, attachments=upload())
    interest = the_one()
    link = f"{own_path(interest)}change/"
    mail.outbox.clear()
    response = send(client, link, motivation="", municipality_name="Anders")
    assert [target for target, _text in problems(response)] == ["#id_motivation"]
    stored = the_one()
    assert (stored.municipality_name, stored.motivation) == (
        ANSWERS["municipality_name"],
        ANSWERS["motivation"],
    )
    assert mail.outbox == []
    file = stored.attachments.get()
    response = send(
        client, link, motivation="Besser", remove=file.pk, attachments=upload("neu.pdf", PDF + b"2")
    )
    assert response.status_code == 302
    stored = the_one()
    assert (stored.state, stored.motivation) == ("submitted", "Besser")
    assert stored.submitted_at == interest.submitted_at
    assert [other.file_name for other in stored.attachments.all()] == ["neu.pdf"]
    assert len(mail.outbox) == 1 and stored.reference in mail.outbox[0].subject


def test_after_the_deadline_nothing_is_changed_any_more(client, call, travel):
    send(client, call)
    link = f"{own_path(the_one())}change/"
    posted = opened(client, link)
    travel(CLOSES + SECOND)
    response = send(client, link, posted=posted, motivation="Später")
    assert response.status_code == 403
    assert alert_of(response)
    assert the_one().motivation == ANSWERS["motivation"]
    assert "change/" not in client.get(own_path(the_one())).content.decode()


@pytest.mark.parametrize("late", [False, True], ids=["before the deadline", "after it"])
def test_it_is_withdrawn_after_a_question_with_its_files(client, call, travel, late):
    send(client, call, attachments=upload())
    interest = the_one()
    if late:
        travel(CLOSES + timedelta(days=9))
    url = f"{own_path(interest)}withdraw/"
    mail.outbox.clear()
    assert client.get(url).status_code == 200
    assert the_one().state == "submitted"
    for _time in range(2):
        client.post(url)
    assert (the_one().state, the_one().attachments.count()) == ("withdrawn", 0)
    text = text_of(client.get(own_path(interest)))
    assert interest.reference in text and "Zwölf Menschen" not in text
    assert [to for to, _subject in letters()] == [AMINA]
    assert ModelLogEntry.objects.filter(action="skew_programmes.withdraw_interest").count() == 1


def test_a_draft_is_deleted_by_its_writer_after_a_question(client, call):
    send(client, call, "save", attachments=upload())
    own = own_path(the_one())
    assert f"{own_path(the_one())}withdraw/" in client.get(own).content.decode()
    assert client.get(f"{own}withdraw/").status_code == 200
    assert the_one().attachments.count() == 1
    mail.outbox.clear()
    assert client.post(f"{own}withdraw/").status_code == 200
    assert not ExpressionOfInterest.objects.exists()
    assert not InterestAttachment.objects.exists()
    assert client.get(own).status_code == 410
    assert mail.outbox == []
    [entry] = ModelLogEntry.objects.filter(action="skew_programmes.discard_interest")
    assert "Amina" not in f"{entry.label}{entry.data}"


@pytest.mark.parametrize("state", ["chosen", "reserve", "declined"])
def test_what_was_decided_about_cannot_be_withdrawn(client, call, state):
    send(client, call, attachments=upload())
    ExpressionOfInterest.objects.update(state=state)
    client.post(f"{own_path(the_one())}withdraw/")
    assert (the_one().state, the_one().attachments.count()) == (state, 1)
    # The decision comes by a letter, not on this page.
    text = text_of(client.get(own_path(the_one())))
    assert the_one().reference in text
    assert not re.search("abgelehnt|Reserve|ausgewählt", text)


def test_a_robot_and_a_flood_leave_nothing(client, call, monkeypatch):
    assert send(client, call, homepage="http://spam.example.org").status_code == 302
    assert not ExpressionOfInterest.objects.exists()
    statuses = [send(client, call, "save").status_code for _number in range(11)]
    assert statuses == [302] * 10 + [429]
    cache.clear()
    monkeypatch.setattr(visitor_forms, "TOO_FAST", 3)
    before = ExpressionOfInterest.objects.count()
    response = send(client, call)
    assert response.status_code == 200 and ExpressionOfInterest.objects.count() == before
    assert (
        opened(client, form_url(call)).keys()
        <= fields_of(response.content.decode(), ".skew-form__body").keys()
    )


def test_without_a_privacy_page_the_form_is_not_online(client, travel, db):
    call = make_call()
    assert client.get(form_url(call)).status_code == 503


def test_a_call_behind_a_password_keeps_its_form_to_itself(client, call):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=call, restriction_type="password", password="geheim")  # noqa: S106
    assert 'name="municipality_name"' not in client.get(form_url(call)).content.decode()


def test_a_question_that_is_not_answered_is_told_as_a_sentence(client, call):
    CallQuestion.objects.create(page=call, question="Wer macht mit?", is_required=True)
    [(_target, told)] = problems(send(client, call))
    assert told.startswith("Wer macht mit? ")
