"""Visitors register: confirmed by mail, seats given once, the waiting list moves up, nobody learns of others."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.forum.models import EventParticipantGroup, ForumPage
from skew_wagtail.forum.registration.actions import cancel, confirm
from skew_wagtail.forum.registration.links import form_url, invitation_token, own_path
from skew_wagtail.forum.registration.models import AccessNeed, Registration
from skew_wagtail.forum.registration.views import public
from skew_wagtail.privacy import visitor_forms
from skew_wagtail.privacy.subjects.erasure import erase_subject
from skew_wagtail.privacy.subjects.export import subject_data
from tests.factories import ActorProfileFactory, ForumFactory, ParticipantGroupFactory, set_privacy_page
from tests.forum.registrations import RegistrationFactory, fill_in, letters_to, press, states

BERLIN = ZoneInfo("Europe/Berlin")
#: A Sunday in October, 03:00 of which comes twice.
STARTS = datetime(2026, 10, 25, 10, tzinfo=BERLIN)
AMINA = "amina@example.org"


@pytest.fixture
def travel(monkeypatch):
    """Go to a moment."""

    def go(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    go(STARTS - timedelta(days=30))
    return go


@pytest.fixture
def online(db, monkeypatch):
    """Forms are online and may be filled in at once."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    set_privacy_page()


@pytest.fixture
def make_event(travel, online):
    def make(**values):
        return ForumFactory(starts_at=STARTS, title="Forum Ebersfurt", takes_registrations=True, **values)

    return make


def test_who_registers_confirms_by_mail_and_has_a_seat_then(client, make_event):
    event = make_event(capacity=2, venue_name="Rathaus")
    assert form_url(event) in client.get(event.url).content.decode()
    response = fill_in(client, event, needs="Gebärdensprache")
    assert response.headers["Location"] == "/skew/registration/sent/"
    registration = Registration.objects.get()
    assert (registration.state, registration.access_need.need_text) == ("unconfirmed", "Gebärdensprache")
    [letter] = mail.outbox
    link = re.search(r"http://localhost(/skew/registration/\S+)", letter.body)[1]
    for text in ("Forum Ebersfurt", "25. Oktober 2026", "10:00", "Rathaus"):
        assert text in letter.body
        assert text in letter.alternatives[0][0]
    # Opening the link does nothing yet.
    assert "Amina" not in client.get(link).content.decode()
    assert states(event) == {"Amina Beispiel": "unconfirmed"}
    press(client, registration)
    press(client, registration)
    assert states(event) == {"Amina Beispiel": "confirmed"}
    assert len(letters_to(AMINA)) == 2
    assert "1 " in client.get(event.url).content.decode().partition("skew-registration")[2][:400]


def test_the_waiting_list_moves_up_in_order_and_tells(client, make_event, django_capture_on_commit_callbacks):
    event = make_event(capacity=1)
    people = [
        RegistrationFactory(
            event=event, state="unconfirmed", person_name=name, mail_address=f"{name}@example.org"
        )
        for name in ("Erste", "Zweite", "Dritte")
    ]
    for registration in people:
        text = press(client, registration)
    assert "2" in text
    assert states(event) == {"Erste": "confirmed", "Zweite": "waiting", "Dritte": "waiting"}
    with django_capture_on_commit_callbacks(execute=True):
        press(client, people[0], "cancel")
        press(client, people[0], "cancel")
    assert states(event) == {"Erste": "cancelled", "Zweite": "confirmed", "Dritte": "waiting"}
    assert len(letters_to("Zweite@example.org")) == 2
    # More seats: whoever waits moves up when the page is published.
    page = ForumPage.objects.get(pk=event.pk)
    page.capacity = 5
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert states(event)["Dritte"] == "confirmed"
    assert len(letters_to("Dritte@example.org")) == 2


def test_two_hundred_at_once_get_thirty_seats_and_a_line(shared_database):
    """The same on SQLite and PostgreSQL: each thread has a connection of its own."""
    event = ForumFactory(starts_at=timezone.now() + timedelta(days=9), takes_registrations=True, capacity=30)
    people = RegistrationFactory.build_batch(200, event=None, state="unconfirmed", mail_address="")
    for registration in people:
        registration.event_id = event.pk
    Registration.objects.bulk_create(people)

    def press_button(registration):
        try:
            return confirm(registration).state
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as visitors:
        results = list(visitors.map(press_button, Registration.objects.order_by("pk")))
    assert (results.count("confirmed"), results.count("waiting")) == (30, 170)
    in_order = list(Registration.objects.order_by("confirmed_at", "pk").values_list("state", flat=True))
    assert in_order == ["confirmed"] * 30 + ["waiting"] * 170
    cancel(Registration.objects.seated().first())
    first_in_line = Registration.objects.order_by("confirmed_at", "pk")[30]
    assert first_in_line.state == "confirmed"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 10, 1, 7, 59, 59, tzinfo=BERLIN), "beginnt"),
        (datetime(2026, 10, 1, 8, 0, 0, tzinfo=BERLIN), ""),
        # The clock goes back: 02:30 comes twice, and the first one counts.
        (datetime(2026, 10, 25, 2, 29, 59, fold=0, tzinfo=BERLIN), ""),
        (datetime(2026, 10, 25, 2, 30, 0, fold=0, tzinfo=BERLIN), "beendet"),
        (datetime(2026, 10, 25, 2, 15, 0, fold=1, tzinfo=BERLIN), "beendet"),
    ],
)
def test_registration_opens_and_closes_at_the_second(client, make_event, travel, moment, words):
    event = make_event(
        registration_opens_at=datetime(2026, 10, 1, 8, tzinfo=BERLIN),
        registration_closes_at=datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN),
    )
    travel(moment.astimezone(UTC))
    text = client.get(form_url(event)).content.decode()
    assert ('name="mail_address"' in text) is (words == "")
    assert words in text
    # The form was opened before, and sent now.
    client.post(form_url(event), {"person_name": "Spät", "mail_address": AMINA, "opened": "x"})
    assert not Registration.objects.exists()


def test_who_registered_in_time_confirms_until_it_begins(client, make_event, travel):
    event = make_event(registration_closes_at=STARTS - timedelta(days=7))
    in_time, late = (RegistrationFactory(event=event, state="unconfirmed") for _number in range(2))
    travel(STARTS - timedelta(days=1))
    press(client, in_time)
    travel(STARTS)
    press(client, late)
    in_time.refresh_from_db(), late.refresh_from_db()
    assert (in_time.state, late.state) == ("confirmed", "unconfirmed")


def test_the_same_address_twice_is_one_registration_and_nobody_learns_of_it(client, make_event, travel):
    event = make_event()
    answers = [fill_in(client, event).headers["Location"] for _time in range(2)]
    assert len(set(answers)) == 1
    assert len(letters_to(AMINA)) == 1
    confirm(Registration.objects.get())
    cache.clear()
    assert fill_in(client, event, mail_address="AMINA@example.org", person_name="Fremd").status_code == 302
    assert states(event) == {"Amina Beispiel": "confirmed"}
    assert letters_to("AMINA@example.org") == [] and len(letters_to(AMINA)) == 3
    # Who cancelled may come back.
    cancel(Registration.objects.get())
    cache.clear()
    fill_in(client, event)
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["cancelled", "unconfirmed"]


def test_bad_input_gets_a_clear_answer_and_leaves_nothing(client, make_event):
    group, foreign = ParticipantGroupFactory(slug="schools"), ParticipantGroupFactory(slug="council")
    event = make_event(
        participant_groups=[EventParticipantGroup(group=group, seats=3)], takes_groups=True, capacity=9
    )
    for values, field in (
        ({"person_name": "x" * 10_000}, "person_name"),
        ({"person_name": ""}, "person_name"),
        ({"mail_address": "amina"}, "mail_address"),
        ({"group": foreign.pk}, "group"),
        ({"group": "abc"}, "group"),
        ({"group": ""}, "group"),
        ({"group": group.pk, "people": "-3"}, "people"),
        ({"group": group.pk, "people": "12"}, "people"),
        ({"group": group.pk, "needs": "x" * 10_000}, "needs"),
    ):
        text = fill_in(client, event, **{"group": group.pk, "people": "1"} | values).content.decode()
        assert f'href="#id_{field}"' in text, values
    assert fill_in(client, event, homepage="x", group=group.pk, people="1").status_code == 302
    assert not Registration.objects.exists() and mail.outbox == []
    assert fill_in(client, event, person_name="أمينة مثال", group=group.pk, people="1").status_code == 302
    assert Registration.objects.get().person_name == "أمينة مثال"


def test_a_group_registers_without_names_and_is_counted_whole(client, make_event):
    event = make_event(takes_groups=True, capacity=13)
    fill_in(client, event, person_name="", organisation="Klasse 8b", people="12")
    school = Registration.objects.get()
    press(client, school)
    pair = RegistrationFactory(event=event, state="unconfirmed", people=2)
    single = RegistrationFactory(event=event, state="unconfirmed")
    # The pair does not fit; whoever comes after does not overtake it.
    assert [confirm(one).state for one in (pair, single)] == ["waiting", "waiting"]
    assert "Warteliste" in client.get(event.url).content.decode()
    cancel(pair)
    single.refresh_from_db()
    assert single.state == "confirmed"


def test_a_groups_own_seats_and_those_kept_for_invited_organisations(client, make_event, directory):
    schools, others = (ParticipantGroupFactory(slug=slug) for slug in ("schools", "others"))
    event = make_event(
        capacity=4,
        reserved_seats=1,
        participant_groups=[
            EventParticipantGroup(group=schools, seats=1),
            EventParticipantGroup(group=others),
        ],
    )
    given = [
        confirm(RegistrationFactory(event=event, state="unconfirmed", group=group)).state
        for group in (schools, schools, others, others, others)
    ]
    # One of the schools; then others, until the seat that is kept is the last one.
    assert given == ["confirmed", "waiting", "confirmed", "confirmed", "waiting"]
    assert "Warteliste" in client.get(event.url).content.decode()
    actor = ActorProfileFactory(parent=directory, title="Weltladen Ebersfurt")
    query = f"?invitation={invitation_token(event, actor.translation_key)}"
    form = client.get(form_url(event) + query).content.decode()
    assert 'value="Weltladen Ebersfurt"' in form
    fill_in(client, event, query, organisation="Weltladen Ebersfurt", group=others.pk)
    invited = Registration.objects.get(is_invited=True)
    assert (confirm(invited).state, invited.actor) == ("confirmed", actor)
    # A link for another event, or a forged one, invites nobody.
    other = make_event()
    for token in (query, "?invitation=abc"):
        assert 'value="Weltladen' not in client.get(form_url(other) + token).content.decode()


def test_without_a_waiting_list_the_last_one_is_told_so(client, make_event):
    event = make_event(capacity=1, has_waiting_list=False)
    first, second = (RegistrationFactory(event=event, state="unconfirmed") for _number in range(2))
    press(client, first)
    assert "vergeben" in press(client, second)
    second.refresh_from_db()
    assert second.state == "unconfirmed"
    assert 'name="mail_address"' not in client.get(form_url(event)).content.decode()


def test_the_registered_are_told_when_the_event_is_cancelled(
    client, make_event, django_capture_on_commit_callbacks
):
    event = make_event(capacity=1)
    seated, unconfirmed = (
        RegistrationFactory(event=event),
        RegistrationFactory(event=event, state="unconfirmed"),
    )
    page = ForumPage.objects.get(pk=event.pk)
    page.status, page.status_text = "cancelled", "Der Saal hat einen Wasserschaden."
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    [letter] = [letter for letter in mail.outbox if letter.to == [seated.mail_address]]
    assert "Wasserschaden" in letter.body
    assert letters_to(unconfirmed.mail_address) == []
    press(client, unconfirmed)
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == "unconfirmed"
    assert 'name="mail_address"' not in client.get(form_url(event)).content.decode()


def test_letters_are_in_the_language_in_which_one_registered(make_event):
    event = make_event()
    english = RegistrationFactory(event=event, state="unconfirmed", language="en")
    confirm(english)
    assert letters_to(english.mail_address) == ["You have a seat: Forum Ebersfurt"]


def test_a_link_that_does_not_work_says_so_and_shows_nothing(client, make_event):
    registration = RegistrationFactory(event=make_event())
    path = own_path(registration)
    for broken in ("/skew/registration/abc/", path[:-3] + "x/"):
        response = client.get(broken)
        assert response.status_code == 404
        assert "Forum Ebersfurt" not in response.content.decode()
    response = client.get(path)
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response.headers["Cache-Control"]
    registration.delete()
    assert client.get(path).status_code == 404


def test_one_connection_cannot_register_without_end(client, make_event, monkeypatch):
    monkeypatch.setattr(public, "_AN_HOUR", 2)
    event = make_event()
    statuses = [fill_in(client, event, mail_address=f"gast{n}@example.org").status_code for n in range(3)]
    assert statuses == [302, 302, 429]


def test_who_asks_is_told_and_erased_and_whoever_waits_moves_up(make_event):
    event = make_event(capacity=1)
    seated = RegistrationFactory(event=event, person_name="Amina Beispiel", mail_address=AMINA)
    waiting = RegistrationFactory(event=event, state="waiting")
    AccessNeed.objects.create(registration=seated, need_text="Rollstuhlplatz")
    told = str(subject_data(AMINA))
    assert "Rollstuhlplatz" in told and "Amina Beispiel" in told
    erase_subject(AMINA)
    waiting.refresh_from_db()
    assert (waiting.state, Registration.objects.count(), AccessNeed.objects.count()) == ("confirmed", 1, 0)
    assert "Amina" not in str(list(ModelLogEntry.objects.values()))


def test_a_form_stays_offline_without_a_privacy_page(client, db):
    event = ForumFactory(starts_at=timezone.now() + timedelta(days=3), takes_registrations=True)
    assert client.get(form_url(event)).status_code == 503


def test_an_event_behind_a_login_takes_no_registration_of_strangers(client, make_event):
    event = make_event()
    event.unpublish()
    assert client.get(form_url(event)).status_code == 404


def test_registering_asks_the_event_page_a_bounded_number_of_queries(
    client, make_event, django_assert_max_num_queries
):
    event = make_event(capacity=500)
    RegistrationFactory.create_batch(3, event=event)
    url = form_url(event)
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    Registration.objects.bulk_create(
        Registration(event_id=event.pk, state="confirmed", mail_address=f"x{n}@example.org")
        for n in range(150)
    )
    with django_assert_max_num_queries(len(few)):
        client.get(url)
