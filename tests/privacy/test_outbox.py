"""No letter is lost when the mail server is down, none is sent twice, and what it said is not kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.privacy.mails import Letter, send_letter, send_letters_later
from skew_wagtail.privacy.models import OutgoingLetter
from skew_wagtail.privacy.outbox.actions import FILES_MAX_BYTES, keep, send_again
from skew_wagtail.privacy.outbox.models import LetterFile
from skew_wagtail.privacy.outbox.sending import PAUSES, send_due, win
from skew_wagtail.privacy.subjects.erasure import erase_subject
from skew_wagtail.privacy.subjects.export import subject_data
from tests.factories import make_user

AMINA = "amina@example.org"
REGISTER = "/admin/skew_privacy/outgoingletter/"


def write(to=AMINA, **values):
    """A short letter of the room."""
    return send_letter("no_entry", to, "Ihre Frage", {"site": None}, **values)


def a_letter(to=AMINA, **values):
    return Letter("no_entry", to, "Ihre Frage", {"site": None}, **values)


@pytest.fixture
def server(monkeypatch):
    """The mail server; set ``server.error`` to what it answers."""

    class Server:
        error = None

    def send_messages(self, messages, real=EmailBackend.send_messages):
        if Server.error is not None:
            raise Server.error
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return Server


@pytest.fixture
def clock(monkeypatch):
    """Let minutes pass."""
    now = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def later(minutes):
        now[0] += timedelta(minutes=minutes)

    return later


def test_a_letter_goes_out_at_once_and_only_the_row_is_kept(db):
    assert write(files=[("a.pdf", b"%PDF", "application/pdf")])
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.attachments[0][1]) == ([AMINA], "Ihre Frage", b"%PDF")
    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.mail_to, letter.attempts) == ("sent", AMINA, 1)
    assert (letter.plain_body, letter.html_body, LetterFile.objects.count()) == ("", "", 0)


def test_a_letter_that_the_server_did_not_take_goes_out_later(db, server, clock, caplog):
    server.error = SMTPServerDisconnected("gone, amina@example.org")
    assert not write(files=[("a.pdf", b"%PDF", "application/pdf")])
    assert OutgoingLetter.objects.get().state == "queued"
    assert send_due(10) == (0, 0)
    clock(PAUSES[0])
    server.error = None
    call_command("skew_send_letters")
    [sent] = mail.outbox
    assert "Kein Eintrag" in sent.body
    assert sent.attachments[0][1] == b"%PDF"
    assert OutgoingLetter.objects.get().attempts == 2
    assert AMINA not in caplog.text


def test_pauses_grow_and_a_letter_is_given_up_in_the_end(db, server, clock):
    server.error = TimeoutError()
    write()
    for pause in PAUSES:
        clock(pause - 1)
        assert send_due(10) == (0, 0)
        clock(1)
        assert send_due(10) == (0, 1)
    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.last_error, letter.attempts) == ("failed", "TimeoutError", len(PAUSES) + 1)
    assert letter.plain_body


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (SMTPRecipientsRefused({AMINA: (550, b"no such user amina@example.org")}), "failed"),
        (SMTPRecipientsRefused({AMINA: (451, b"greylisted, come back later")}), "queued"),
        (SMTPAuthenticationError(535, b"wrong password"), "queued"),
        (ConnectionRefusedError(), "queued"),
        (ValueError("Invalid address"), "failed"),
    ],
)
def test_an_address_that_is_wrong_for_good_is_given_up_at_once(admin, server, error, state):
    server.error = error
    assert not write()
    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.last_error) == (state, type(error).__name__)
    text = admin.get(f"{REGISTER}inspect/{letter.pk}/").content.decode()
    assert letter.problem in text
    assert "no such user" not in text


def test_an_html_letter_goes_beside_the_plain_one_where_a_template_says_so(db, settings, tmp_path):
    folder = tmp_path / "skew_wagtail" / "privacy" / "mails"
    folder.mkdir(parents=True)
    (folder / "no_entry.html").write_text("<p>{{ site }} & mehr</p>", encoding="utf-8")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    send_letter("no_entry", AMINA, "Frage", {"site": "<b>"})
    [sent] = mail.outbox
    [html] = sent.alternatives
    assert (html[0], html[1]) == ("<p>&lt;b&gt; & mehr</p>", "text/html")


def test_letters_with_files_that_are_too_large_are_refused_and_leave_nothing(db):
    with pytest.raises(ValueError, match="too large"):
        keep(a_letter(files=[("a.pdf", b"x" * (FILES_MAX_BYTES + 1), "application/pdf")]))
    assert not OutgoingLetter.objects.exists()


def test_many_letters_leave_so_many_a_minute(db, settings, clock, django_capture_on_commit_callbacks):
    settings.SKEW_WAGTAIL = settings.SKEW_WAGTAIL | {"LETTERS_A_MINUTE": 4}
    with django_capture_on_commit_callbacks(execute=True):
        assert send_letters_later(a_letter(f"gast{number}@example.org") for number in range(6)) == 6
    # Somebody else writes to all at the same time.
    send_letters_later([a_letter("spaet@example.org")])
    assert len(mail.outbox) == 4
    clock(1)
    send_due(4)
    assert len(mail.outbox) == 6
    clock(1)
    send_due(4)
    assert mail.outbox[-1].to == ["spaet@example.org"]


def test_workers_at_once_send_each_letter_once(shared_database):
    for number in range(20):
        keep(a_letter(f"gast{number}@example.org"))

    def work(_number):
        try:
            return send_due(100)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        results = list(workers.map(work, range(4)))
    assert sum(sent for sent, _failed in results) == 20
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 20


def test_the_register_shows_what_waits_and_sends_it_again(admin, server):
    server.error = SMTPRecipientsRefused({AMINA: (550, b"")})
    write()
    server.error = None
    letter = OutgoingLetter.objects.get()
    assert AMINA in admin.get(f"{REGISTER}?state__exact=failed").content.decode()
    assert AMINA not in admin.get(f"{REGISTER}?state__exact=queued").content.decode()
    again = f"/admin/skew/privacy/letters/{letter.pk}/again/"
    assert again in admin.get(f"{REGISTER}inspect/{letter.pk}/").content.decode()
    admin.get(again)
    assert mail.outbox == []
    admin.post(again)
    letter.refresh_from_db()
    assert (len(mail.outbox), letter.state) == (1, "sent")
    assert admin.post(again).status_code == 404
    line = ModelLogEntry.objects.get(action="skew_privacy.send_again")
    assert AMINA not in f"{line.label} {line.data}"


def test_a_letter_in_the_hands_of_a_worker_is_not_sent_again_by_hand(admin):
    letter = keep(a_letter())
    assert win(letter)
    assert not send_again(letter, user=None)
    assert mail.outbox == []


def test_who_may_see_the_register_does_not_read_what_letters_say(client, db, server):
    server.error = ConnectionRefusedError()
    write()
    letter = OutgoingLetter.objects.get()
    viewer = make_user("lesend")
    client.force_login(viewer)
    for codenames, sees in ((["view"], False), (["view", "read"], True)):
        names = ["access_admin", *(f"{name}_outgoingletter" for name in codenames)]
        viewer.user_permissions.set(Permission.objects.filter(codename__in=names))
        text = client.get(f"{REGISTER}inspect/{letter.pk}/").content.decode()
        assert AMINA in text
        assert (letter.plain_body.splitlines()[0] in text) is sees
        assert "/again/" not in text


def test_who_asks_is_told_of_letters_and_erased_with_them(db, server):
    server.error = ConnectionRefusedError()
    write()
    [section] = subject_data(AMINA).sections
    assert section.model == "skew_privacy.OutgoingLetter"
    erase_subject(AMINA)
    assert not OutgoingLetter.objects.exists()
    assert not [line for line in ModelLogEntry.objects.all() if AMINA in f"{line.label} {line.data}"]
