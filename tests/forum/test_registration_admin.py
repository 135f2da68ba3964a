"""The organiser's pages: lists, attendance, letters; for whoever may edit the page of the event, and nobody else."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, PageLogEntry

from skew_wagtail.forum.models import EventActor, EventParticipantGroup, ForumPage
from skew_wagtail.forum.registration.models import AccessNeed, Registration
from tests.factories import (
    ActorProfileFactory,
    ForumFactory,
    ParticipantGroupFactory,
    editor_group,
    make_user,
)
from tests.forum.registrations import RegistrationFactory, states
from tests.pdf_text import text_of_pdf


@pytest.fixture
def event(db):
    schools = ParticipantGroupFactory(slug="schools", label_de="Schulen")
    return ForumFactory(
        title="Forum Ebersfurt",
        starts_at=timezone.now() + timedelta(days=9),
        takes_registrations=True,
        takes_groups=True,
        capacity=13,
        participant_groups=[EventParticipantGroup(group=schools)],
    )


@pytest.fixture
def people(event):
    """A person with a need, a school class, one that waits, one that cancelled."""
    group = event.participant_groups.get().group
    amina = RegistrationFactory(event=event, person_name="Amina Beispiel", organisation="Chor")
    AccessNeed.objects.create(registration=amina, need_text="Rollstuhlplatz")
    RegistrationFactory(event=event, person_name="", organisation="=1+1 Klasse", people=12, group=group)
    RegistrationFactory(event=event, person_name="Wanda Wartet", state="waiting")
    RegistrationFactory(event=event, person_name="Carl Abgemeldet", state="cancelled")
    return amina


def url(event, part=""):
    return f"/admin/skew/registrations/{event.pk}/{part}"


def text(response):
    return response.content.decode()


def test_the_list_is_searched_and_filtered(admin, event, people):
    whole = text(admin.get(url(event)))
    assert "13 Personen haben einen Platz" in whole and "(von 13)" in whole
    for query, shown, hidden in (
        ("q=amina", "Amina Beispiel", "Wanda"),
        ("q=Klasse", "Klasse", "Amina Beispiel"),
        ("state=waiting", "Wanda Wartet", "Amina Beispiel"),
        (f"group={event.participant_groups.get().group_id}", "Klasse", "Amina Beispiel"),
        ("state=nonsense&group=abc&p=99", "Amina Beispiel", "nonsense"),
    ):
        page = BeautifulSoup(text(admin.get(url(event) + "?" + query)), "html.parser")
        found = page.select_one(".skew-register__table").text
        assert shown in found and hidden not in found, query


def test_the_number_of_queries_is_the_same_for_many(admin, event, people, django_assert_max_num_queries):
    admin.get(url(event))
    with django_assert_max_num_queries(60) as few:
        admin.get(url(event))
    rows = RegistrationFactory.build_batch(150, event=None)
    for row in rows:
        row.event_id, row.group_id = event.pk, event.participant_groups.get().group_id
    Registration.objects.bulk_create(rows)
    with django_assert_max_num_queries(len(few)):
        admin.get(url(event))
    with django_assert_max_num_queries(len(few)):
        admin.get(url(event, "attendance/"))


def test_a_spreadsheet_holds_what_is_filtered_and_no_formula(admin, event, people):
    lines = admin.get(url(event) + "?export=csv&q=klasse").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and "'=1+1 Klasse" in lines[1]
    sheet_rows = load_workbook(BytesIO(admin.get(url(event) + "?export=xlsx").getvalue())).active
    assert "Rollstuhlplatz" in str(list(sheet_rows.values))


def test_needs_are_seen_with_a_permission_of_their_own(client, event, people):
    editor = make_user("redaktion", groups=[editor_group(event, people=False)])
    client.force_login(editor)
    parts = ("", "?export=csv", "?export=xlsx")

    def seen():
        return ["Rollstuhl" in readable(client.get(url(event) + part)) for part in parts]

    assert seen() == [False, False, False]
    editor.user_permissions.add(Permission.objects.get(codename="view_accessneed"))
    assert seen() == [True, True, True]


def readable(response):
    if "spreadsheet" in response.headers["Content-Type"]:
        return str(list(load_workbook(BytesIO(response.getvalue())).active.values))
    return (response.getvalue() if response.streaming else response.content).decode()


def test_whoever_edits_another_page_sees_and_does_nothing(client, event, people):
    other = ForumFactory(takes_registrations=True)
    client.force_login(make_user("fremd", groups=[editor_group(other, "Fremde", people=False)]))
    for part in (
        "",
        "?export=csv",
        "sheet/",
        "attendance/",
        "add/",
        "write/",
        "invitations/",
        f"{people.pk}/cancel/",
    ):
        assert client.get(url(event, part)).status_code == 302, part
        assert client.post(url(event, part), {"registration": people.pk, "action": "came"}).status_code == 302
    # Nor by the address of one's own event.
    assert client.post(url(other, f"{people.pk}/cancel/")).status_code == 404
    given = {"registration": people.pk, "action": "came"}
    assert client.post(url(other, "attendance/"), given).status_code == 404
    client.post(url(other, "write/"), {"id": people.pk, "subject": "x", "text": "y"})
    people.refresh_from_db()
    assert (people.state, people.attended_number) == ("confirmed", None)
    assert mail.outbox == []


def test_attendance_is_ticked_one_by_one_without_scripts(admin, event, people):
    page = BeautifulSoup(text(admin.get(url(event, "attendance/"))), "html.parser")
    assert len(page.select(".skew-attendance__row")) == 2
    row = page.select_one(f"#r{people.pk} form")
    assert row["method"] == "post"
    given = {"registration": people.pk, "action": "came"}
    response = admin.post(url(event, "attendance/") + "?q=Amina", given)
    assert response.headers["Location"] == f"{url(event, 'attendance/')}?q=Amina#r{people.pk}"
    school = Registration.objects.get(people=12)
    admin.post(url(event, "attendance/"), {"registration": school.pk, "action": "came", "number": "9"})
    shown = text(admin.get(url(event, "attendance/")))
    assert "10 von 13 sind da" in shown
    admin.post(url(event, "attendance/"), {"registration": school.pk, "action": "undo"})
    school.refresh_from_db()
    assert school.attended_number is None
    for key in ("abc", "999999", "", str(Registration.objects.get(state="waiting").pk)):
        given = {"registration": key, "action": "came"}
        assert admin.post(url(event, "attendance/"), given).status_code == 404


def test_the_number_goes_into_a_draft_of_the_report(admin, event, people):
    Registration.objects.filter(people=12).update(attended_number=9)
    Registration.objects.filter(pk=people.pk).update(attended_number=1)
    admin.get(url(event, "attendance/report/"))
    assert not event.has_unpublished_changes
    response = admin.post(url(event, "attendance/report/"))
    assert response.headers["Location"] == f"/admin/pages/{event.pk}/edit/"
    page = ForumPage.objects.get(pk=event.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.attendance_number, draft.attendance_number) == (None, 10)
    assert [row.number for row in draft.participant_groups.all()] == [9]
    draft.get_latest_revision().publish()
    assert ForumPage.objects.get(pk=event.pk).participant_groups.get().number == 9


def test_a_registration_is_added_by_hand_and_cancelled(admin, event, people):
    ForumPage.objects.update(capacity=15)
    given = {"person_name": "Karl Anruf", "people": "1", "needs": "Assistenzhund", "mail_address": ""}
    assert admin.post(url(event, "add/"), given).headers["Location"] == url(event)
    added = Registration.objects.get(person_name="Karl Anruf")
    assert (added.state, added.access_need.need_text) == ("confirmed", "Assistenzhund")
    # There were seats for both; whoever waited is told.
    wanda = Registration.objects.get(person_name="Wanda Wartet")
    assert (wanda.state, mail.outbox.pop().to) == ("confirmed", [wanda.mail_address])
    taken = given | {"mail_address": people.mail_address.upper()}
    assert "schon jemand angemeldet" in text(admin.post(url(event, "add/"), taken))
    assert 'name="opened"' not in text(admin.get(url(event, "add/")))
    admin.get(url(event, f"{people.pk}/cancel/"))
    assert states(event)["Amina Beispiel"] == "confirmed"
    admin.post(url(event, f"{people.pk}/cancel/"))
    assert states(event)["Amina Beispiel"] == "cancelled"
    assert [letter.to for letter in mail.outbox] == [[people.mail_address]]
    assert "Karl" not in str(list(ModelLogEntry.objects.values()))


def test_a_full_event_takes_one_by_hand_onto_the_waiting_list_only(admin, event, people):
    ForumPage.objects.update(capacity=1, has_waiting_list=False)
    given = {"person_name": "Karl Anruf", "people": "1"}
    assert "nichts gespeichert" in text(admin.post(url(event, "add/"), given))
    assert "Karl Anruf" not in states(event)
    ForumPage.objects.update(has_waiting_list=True)
    admin.post(url(event, "add/"), given)
    assert states(event)["Karl Anruf"] == "waiting"


def test_a_letter_goes_to_each_alone_and_the_log_keeps_the_number(
    admin, superuser, event, people, django_capture_on_commit_callbacks
):
    letter = {"subject": "Unterlagen 100 %", "text": "Bitte bringt <b>Stifte</b> mit."}
    waiting = Registration.objects.get(state="waiting")
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(url(event, "write/"), letter | {"states": ["confirmed"]})
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(url(event, "write/"), letter | {"id": [waiting.pk, "abc"]})
    assert all(len(sent.to) == 1 and not sent.cc and not sent.bcc for sent in mail.outbox)
    assert len(mail.outbox) == 3 and mail.outbox[-1].to == [waiting.mail_address]
    assert mail.outbox[0].subject == "Unterlagen 100 %"
    assert "&lt;b&gt;" in mail.outbox[0].alternatives[0][0]
    lines = PageLogEntry.objects.filter(action="skew_forum.write_to_registered").order_by("pk")
    assert [(line.user, line.data) for line in lines] == [
        (superuser, {"number": 2}),
        (superuser, {"number": 1}),
    ]


def test_a_letter_to_nobody_and_too_many_letters_are_refused(admin, event, people):
    letter = {"subject": "Hallo", "text": "Text", "states": ["waiting"]}
    Registration.objects.filter(state="waiting").update(mail_address="")
    assert "niemand" in text(admin.post(url(event, "write/"), letter))
    everybody = letter | {"states": ["confirmed"]}
    answers = [admin.post(url(event, "write/"), everybody).status_code for _time in range(6)]
    assert answers == [302] * 5 + [200]


def test_organisations_get_links_of_their_own(admin, client, event, directory):
    shown = ActorProfileFactory(parent=directory, title="Weltladen Ebersfurt")
    hidden = ActorProfileFactory(parent=directory, title="Verein im Entwurf", live=False)
    EventActor.objects.create(page_id=event.pk, actor=shown)
    EventActor.objects.create(page_id=event.pk, actor=hidden)
    page = BeautifulSoup(text(admin.get(url(event, "invitations/"))), "html.parser")
    [link] = [a["href"] for a in page.select("td a")]
    assert "invitation=" in link and "Verein im Entwurf" not in str(page)


def test_the_list_for_the_door_names_who_has_a_seat(admin, event, people):
    response = admin.get(url(event, "sheet/"))
    words = text_of_pdf(response.content)
    assert response.headers["Content-Type"] == "application/pdf"
    assert "Amina Beispiel" in words and "Klasse" in words
    for absent in ("Wanda", "Carl", "Rollstuhl", "@"):
        assert absent not in words


def test_without_the_extra_the_list_says_what_to_install(admin, event, people, monkeypatch):
    monkeypatch.setattr(
        "skew_wagtail.forum.registration.views.lists.missing_extra", lambda: "Bitte installieren."
    )
    assert "Bitte installieren." in text(admin.get(url(event, "sheet/"), follow=True))


def test_the_page_of_the_event_leads_to_its_registrations(admin, client, event, people):
    assert url(event) in text(admin.get(f"/admin/pages/{event.pk}/edit/"))
