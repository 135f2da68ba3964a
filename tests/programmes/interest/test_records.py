"""What becomes of expressions of interest afterwards; names of files; the editor's form."""

import unicodedata
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry, Revision

from skew_wagtail.pdf import availability
from skew_wagtail.privacy.subjects.erasure import erase_subject
from skew_wagtail.privacy.subjects.export import subject_data
from skew_wagtail.programmes.interest import letters as letters_module
from skew_wagtail.programmes.interest.attachments import NAME_MAX, clean_name, in_megabytes
from skew_wagtail.programmes.interest.links import own_path
from skew_wagtail.programmes.interest.models import CallField, ExpressionOfInterest, InterestAttachment
from skew_wagtail.programmes.interest.retention_rules import RULES
from tests.pdf_text import text_of_pdf
from tests.programmes.interest.filling import (
    AMINA,
    CLOSES,
    PDF,
    send,
    text_of,
    the_one,
    upload,
)
from tests.programmes.making import InterestFactory
from tests.programmes.test_admin import add_url, posted_call


@given(st.text(max_size=400), st.sampled_from(["", ".pdf", ".PDF", ".docx", "." + "x" * 300]))
def test_any_name_becomes_one_that_can_do_no_harm(stem, suffix):
    name = clean_name(stem + suffix)
    assert 0 < len(name) <= NAME_MAX
    assert not set(name) & set("/\\\r\n\t\0")
    assert all(unicodedata.category(sign)[0] != "C" for sign in name)
    assert name == name.strip() and not name.startswith(".")
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\amina\\Beschluss.pdf", "Beschluss.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("Beschluss\r\nSet-Cookie: x.pdf", "Beschluss Set-Cookie: x.pdf"),
        ("Beschlu\u0308sse.pdf", "Beschlüsse.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_names_of_files_are_kept_as_far_as_they_are_names(given_name, kept):
    assert clean_name(given_name) == kept


def test_sizes_are_never_told_smaller_than_they_are(settings):
    mb = 2**20
    told = [in_megabytes(size) for size in (1, mb, 5 * mb, 5 * mb + 1, 30 * mb)]
    assert told == ["0,1 MB", "1 MB", "5 MB", "5,1 MB", "30 MB"]


def test_the_pdf_holds_everything_and_names_of_files_only(client, call):
    programme = call.get_parent().specific
    programme.office, programme.office_email = "Büro für Eine Welt\nMarkt 1", "buero@example.org"
    programme.save_revision().publish()
    send(
        client, call, attachments=upload("beschluss.pdf", PDF), motivation="#strong[Eine] \\ $x$\nZeile zwei"
    )
    interest = the_one()
    [(name, content, kind)] = mail.outbox[-1].attachments
    assert (name, kind) == ("interessenbekundung.pdf", "application/pdf")
    text = text_of_pdf(content)
    for words in (
        interest.reference, "Aufruf zur Bildung", "23:59:00", "Was ist Ihr Anlass?", "#strong[Eine] \\ $x$",
        "Zeile zwei", "Stadt Übersfürth", AMINA, "beschluss.pdf", "0,1 MB", "Büro für Eine Welt", "buero@example.org",
    ):  # fmt: skip
        assert words.replace(" ", "") in text.replace(" ", ""), words
    assert text_of_pdf(client.get(f"{own_path(interest)}interest.pdf").content) == text


def test_without_the_packages_for_pdfs_everything_else_works(client, call, monkeypatch):
    monkeypatch.setattr(availability, "missing_extra", lambda: "pip install skew-wagtail[pdf]")
    monkeypatch.setattr(letters_module, "sheet_pdf", _no_pdf)
    response = send(client, call)
    assert the_one().state == "submitted"
    assert mail.outbox[-1].attachments == []
    assert the_one().reference in text_of(client.get(response.headers["Location"]))


def _no_pdf(interest):
    from skew_wagtail.pdf.errors import PdfError

    raise PdfError("none")


def test_the_letter_that_the_mail_server_does_not_take_is_kept(client, call, settings):
    from skew_wagtail.privacy.models import OutgoingLetter

    settings.EMAIL_BACKEND = "tests.programmes.interest.test_records.NoServer"
    send(client, call)
    assert the_one().state == "submitted"
    names = OutgoingLetter.objects.waiting().values_list("letter_name", flat=True)
    assert list(names) == ["interest_receipt"]


class NoServer:
    """A mail server that is down."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("down")


def test_a_receipt_asks_the_database_the_same_for_one_file_and_for_many(client, call):
    asked = {}
    for number in (1, 9):
        path = own_path(_with_files(call, number))
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert f"{number - 1}.pdf" in client.get(path).content.decode()
        asked[number] = len(queries)
        # The files themselves stay where they are.
        assert not any('"content"' in query["sql"] for query in queries.captured_queries)
    assert asked[1] == asked[9]


def _with_files(call, number):
    interest = InterestFactory(call=call)
    for count in range(number):
        interest.attachments.create(
            file_name=f"{count}.pdf", size=9, content_type="application/pdf", content=PDF
        )
    return interest


def test_retention_counts_from_the_deadline_the_withdrawal_or_the_decision(call):
    call.extended_to = CLOSES + timedelta(days=7)
    call.save()
    days = {}
    decided = (CLOSES + timedelta(days=60)).date()
    for state, decided_on in (
        ("draft", None), ("withdrawn", None), ("submitted", None), ("reserve", decided), ("declined", decided),
        ("chosen", decided),
    ):  # fmt: skip
        InterestFactory(call=call, state=state, decided_on=decided_on)
    for rule in RULES:
        days[rule.slug] = {(row.state, row.starts_on) for row in rule.records()}
    today = CLOSES.date() - timedelta(days=3)
    assert days == {
        "interest-drafts": {("draft", CLOSES.date() + timedelta(days=7))},
        "withdrawn-interests": {("withdrawn", today)},
        "interests": {
            ("submitted", CLOSES.date() + timedelta(days=7)), ("reserve", decided), ("declined", decided)
        },
        "chosen-interests": {("chosen", decided)},
    }  # fmt: skip


def test_a_draft_and_its_files_go_after_its_time(client, call, travel):
    link = send(client, call, "save", attachments=upload()).headers["Location"]
    travel(CLOSES + timedelta(days=29))
    call_command("skew_purge")
    assert client.get(link).status_code == 200
    travel(CLOSES + timedelta(days=31))
    call_command("skew_purge")
    assert not InterestAttachment.objects.exists()
    assert client.get(link).status_code == 410


def test_whoever_asks_learns_and_is_erased_while_the_answer_stays(client, call):
    send(client, call)
    assert "Amina Beispiel" in str(subject_data(AMINA))
    erase_subject(AMINA)
    stored = the_one()
    assert (stored.contact_name, stored.contact_email) == ("", "")
    assert (stored.state, stored.municipality_name) == ("submitted", "Stadt Übersfürth")
    # Without an address nobody is written to, and nothing breaks.
    mail.outbox.clear()
    client.post(f"{own_path(stored)}withdraw/")
    assert (the_one().state, mail.outbox) == ("withdrawn", [])


def test_no_person_stands_in_logs_and_revisions(client, call):
    send(client, call)
    texts = f"{list(ModelLogEntry.objects.values())}{list(Revision.objects.values())}"
    assert "skew_programmes.submit_interest" in texts
    assert not [word for word in ("Amina", AMINA) if word in texts]


def test_an_editor_asks_for_each_field_once_only(admin, call):
    row = {"field": "motivation", "wording": "", "is_required": ""}
    other = row | {"field": "experience"}
    data = posted_call(slug="doppelt", form_fields=[row, other, row | {"wording": "Noch einmal?"}])
    response = admin.post(add_url("callpage", call.get_parent()), data)
    assert response.status_code == 200
    errors = response.context["form"].formsets["form_fields"].errors
    assert [list(each) for each in errors] == [[], [], ["field"]]
    response = admin.post(
        add_url("callpage", call.get_parent()), posted_call(slug="einmal", form_fields=[row, other])
    )
    assert response.status_code == 302


def test_answers_to_a_question_that_is_gone_stay_readable(client, call):
    name = f"question_{call.form_questions.get().pk}"
    page = client.get(f"{call.url}interest.html").content.decode()
    yes = page.partition(f'name="{name}"')[2].partition("</select>")[0].split('value="')[2].partition('"')[0]
    send(client, call, **{name: yes})
    call.form_questions = []
    call.form_fields = [CallField(field="experience")]
    call.save_revision().publish()
    text = text_of(client.get(own_path(the_one())))
    assert "Sind Vereine dabei?" in text


def test_nothing_of_a_submission_stands_on_the_page_of_the_call(client, call):
    send(client, call, attachments=upload())
    assert ExpressionOfInterest.objects.count() == 1
    for url in (call.url, f"{call.url}interest.html", call.get_parent().url):
        assert "Übersfürth" not in client.get(url).content.decode()
