"""Requests for advice in the admin: listed, filtered, worked on, answered; who asked is told and erased."""

import uuid
from datetime import timedelta
from smtplib import SMTPServerDisconnected

from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from example_site.demo.advice import load_advice
from skew_wagtail.privacy.models import OutgoingLetter
from skew_wagtail.privacy.subjects.erasure import erase_subject
from skew_wagtail.privacy.subjects.export import subject_data
from skew_wagtail.programmes.advice.models import AdviceAnswer, AdvicePage, AdviceRequest
from tests.factories import TopicFactory, make_user, set_privacy_page, site_root
from tests.forms import fields_of
from tests.programmes.advice.making import AdviceRequestFactory

REGISTER = "/admin/skew_programmes/advicerequest/"


def inspect_url(request):
    return f"{REGISTER}inspect/{request.pk}/"


def state_url(request):
    return f"/admin/skew/advice/{request.pk}/state/"


def answer_url(request):
    return f"/admin/skew/advice/{request.pk}/answer/"


def answer(admin, request, text="Am besten schriftlich.", **values):
    """Open the form, put a text before the ending, send it."""
    posted = fields_of(admin.get(answer_url(request)).content.decode(), "form.skew-overview")
    posted["answer"] = [posted["answer"][0].replace("\n\n\n\n", f"\n\n{text}\n\n")]
    return posted, admin.post(answer_url(request), posted | values)


def test_the_list_names_who_asks_and_marks_what_is_overdue_until_it_is_answered(admin):
    late = timezone.localdate() - timedelta(days=3)
    AdviceRequestFactory(organisation="Stadt Spät", due_on=late)
    AdviceRequestFactory(due_on=timezone.localdate())
    mark = gettext("overdue: %(day)s") % {"day": date_format(late, "SHORT_DATE_FORMAT")}
    text = admin.get(REGISTER).content.decode()
    assert "Stadt Spät" in text
    assert text.count(mark) == text.count(mark.partition(" ")[0]) == 1
    AdviceRequest.objects.update(state="answered")
    assert mark not in admin.get(REGISTER).content.decode()


def test_the_list_shows_no_person_and_no_question(admin):
    AdviceRequestFactory(asker_kind="person", organisation="")
    for query in ("", "?export=csv"):
        response = admin.get(REGISTER + query)
        text = response.getvalue().decode() if response.streaming else response.content.decode()
        assert not [word for word in ("Amina", "amina0", "23125", "Vereine ein") if word in text]


def test_the_register_is_filtered_by_state_and_topic_and_searched(admin):
    AdviceRequestFactory(organisation="Wartestadt", topic=TopicFactory(slug="flucht"))
    found = AdviceRequestFactory(
        organisation="Frageburg", topic=TopicFactory(slug="handel"), state="answered", request_text="Kaffee?"
    )
    for query in (f"topic__id__exact={found.topic_id}", "state__exact=answered", "q=Frageburg", "q=Kaffee"):
        text = admin.get(f"{REGISTER}?{query}").content.decode()
        assert "Frageburg" in text, query
        assert "Wartestadt" not in text, query


def test_questions_on_something_else_are_found_by_their_name(admin):
    AdviceRequestFactory(organisation="Wartestadt", topic=TopicFactory(slug="flucht"))
    AdviceRequestFactory(organisation="Frageburg")
    soup = BeautifulSoup(admin.get(REGISTER).content, "html.parser")
    link = soup.find("a", string=gettext("Something else"))
    text = admin.get(f"{REGISTER}{link['href']}").content.decode()
    assert "Frageburg" in text
    assert "Wartestadt" not in text


def test_the_list_costs_the_same_for_few_and_many(admin):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(REGISTER).status_code == 200
        return len(captured)

    AdviceRequestFactory(topic=TopicFactory())
    admin.get(REGISTER)
    few = queries()
    for _number in range(20):
        AdviceRequestFactory(topic=TopicFactory())
    assert queries() == few


def test_an_answer_is_mailed_kept_and_logged_without_a_name(admin, superuser):
    request = AdviceRequestFactory()
    _posted, response = answer(admin, request)
    assert response.headers["Location"] == inspect_url(request)
    [letter] = mail.outbox
    assert letter.to == [request.sender_email]
    assert request.reference in letter.subject
    assert [
        word for word in ("Amina Beispiel", "schriftlich", "Büro für Migration") if word not in letter.body
    ] == []
    request.refresh_from_db()
    assert (request.state, request.state_since) == ("answered", timezone.localdate())
    text = admin.get(inspect_url(request)).content.decode()
    assert "Am besten schriftlich." in text
    assert "chefin" in text
    [line] = ModelLogEntry.objects.filter(action="skew_programmes.answer_advice_request")
    assert (line.user, line.data) == (superuser, {"before": "received", "after": "answered"})
    assert not [word for word in ("Amina", "schriftlich", "Übersfürth") if word in str(vars(line))]


def test_an_answer_sent_twice_is_one_letter(admin):
    request = AdviceRequestFactory()
    posted, _response = answer(admin, request)
    assert admin.post(answer_url(request), posted).status_code == 302
    assert len(mail.outbox) == AdviceAnswer.objects.count() == 1
    answer(admin, request, "Noch etwas.")
    assert len(mail.outbox) == 2


def test_the_bare_proposal_is_not_sent(admin):
    request = AdviceRequestFactory()
    posted = fields_of(admin.get(answer_url(request)).content.decode(), "form.skew-overview")
    assert list(admin.post(answer_url(request), posted).context["form"].errors) == ["answer"]
    assert mail.outbox == []


def test_an_answer_waits_in_the_outbox_while_the_mail_server_is_down(admin, monkeypatch):
    def down(*_args: object) -> None:
        raise SMTPServerDisconnected

    request = AdviceRequestFactory()
    monkeypatch.setattr(EmailBackend, "send_messages", down)
    answer(admin, request)
    assert OutgoingLetter.objects.get().letter_name == "advice_answer"
    assert AdviceRequest.objects.get().state == "answered"


def test_opening_the_form_of_an_answer_changes_nothing(admin):
    request = AdviceRequestFactory()
    admin.get(answer_url(request) + f"?answer=x&key={uuid.uuid4()}")
    assert not AdviceAnswer.objects.exists()
    assert AdviceRequest.objects.get().state == "received"


def test_state_and_notes_are_changed_and_logged(admin):
    request = AdviceRequestFactory()
    admin.post(state_url(request), {"state": "in_progress", "register_notes": "Amina rief an"})
    request.refresh_from_db()
    assert (request.state, request.register_notes) == ("in_progress", "Amina rief an")
    [line] = ModelLogEntry.objects.filter(action="skew_programmes.change_advice_request")
    assert line.data == {"before": "received", "after": "in_progress"}
    assert "Amina" not in str(vars(line))
    assert admin.post(state_url(request), {"state": "geheim"}).status_code == 200


def test_who_may_view_reads_and_changes_nothing(client, db):
    request = AdviceRequestFactory()
    viewer = make_user("lesend")
    viewer.user_permissions.set(
        Permission.objects.filter(codename__in=("access_admin", "view_advicerequest"))
    )
    client.force_login(viewer)
    text = client.get(inspect_url(request)).content.decode()
    assert "Wie laden wir Vereine ein?" in text
    assert "/answer/" not in text
    assert "/state/" not in text
    for url, values in ((state_url(request), {"state": "closed"}), (answer_url(request), {"answer": "x"})):
        assert client.post(url, values).status_code == 302
    request.refresh_from_db()
    assert request.state == "received"
    assert mail.outbox == []


def test_who_may_work_on_them_needs_both_permissions_and_can_be_given_them(admin):
    text = admin.get("/admin/groups/new/").content.decode()
    for name in ("view_advicerequest", "change_advicerequest"):
        assert f'value="{Permission.objects.get(codename=name).pk}"' in text


def test_a_page_that_is_deleted_leaves_its_requests(admin, advice):
    request = AdviceRequestFactory(advice_page=advice)
    advice.delete()
    request.refresh_from_db()
    assert request.advice_page_id is None
    answer(admin, request)
    assert "schriftlich" in mail.outbox[0].body


# People.


def test_who_asked_is_told_what_is_kept_of_question_and_answer(admin):
    request = AdviceRequestFactory(sender_email="amina@example.org")
    AdviceRequestFactory(sender_name="Jussuf Muster")
    answer(admin, request)
    told = str(
        [
            [value.text for record in section.records for value in record.values]
            for section in subject_data("AMINA@example.org").sections
        ]
    )
    for word in ("Amina Beispiel", "030 23125 123", "Wie laden wir Vereine ein?", "Am besten schriftlich."):
        assert word in told
    assert "Jussuf" not in told


def test_who_is_erased_is_gone_from_question_and_answer_and_cannot_be_written_to(admin):
    request = AdviceRequestFactory(sender_email="amina@example.org")
    answer(admin, request)
    OutgoingLetter.objects.all().delete()
    erase_subject("amina@example.org")
    request.refresh_from_db()
    texts = (request.sender_name, request.sender_email, request.sender_phone, request.request_text)
    assert texts == ("", "", "", "")
    assert AdviceAnswer.objects.get().answer_text == ""
    assert request.organisation
    assert admin.get(answer_url(request)).headers["Location"] == inspect_url(request)
    assert "/answer/" not in admin.get(inspect_url(request)).content.decode()


def test_the_demonstration_town_gives_advice(client, vocabulary):
    set_privacy_page()
    load_advice(site_root())
    page = AdvicePage.objects.get()
    assert AdviceRequest.objects.count() == 3
    assert client.get(page.get_url()).status_code == 200
    assert client.get(f"{page.get_url()}advice.html").status_code == 200
