"""Programmes and calls in the admin."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from skew_wagtail.programmes.models import CallPage, ProgrammePage
from tests.factories import ActorProfileFactory, MunicipalityFactory, make_image
from tests.forms import fields_of
from tests.programmes.making import BERLIN, CallFactory, ProgrammeFactory, ProgrammeIndexFactory

pytestmark = pytest.mark.django_db

PROGRAMME_CHILDREN = (
    "offers",
    "phases",
    "questions",
    "model_municipalities",
    "linked_actors",
    "related_pages",
)
CALL_CHILDREN = ("criteria", "phases", "form_fields", "form_questions")


def add_url(name, parent):
    return reverse("wagtailadmin_pages:add", args=["skew_programmes", name, parent.pk])


def posted_programme(**values):
    """What a browser sends for a programme."""
    children = {name: inline_formset(values.pop(name, [])) for name in PROGRAMME_CHILDREN}
    texts = {name: rich_text("<p>Text</p>") for name in ("description", "audience", "participation")}
    return nested_form_data(
        {"title": "Programm", "slug": "programm", "kind": "pilot", "summary": "Kurz", "documents": streamfield([])}
        | {"office": "Büro", "office_email": "buero@example.org", "action-publish": "x"}
        | texts | children | values
    )  # fmt: skip


def posted_call(**values):
    """What a browser sends for a call."""
    children = {name: inline_formset(values.pop(name, [])) for name in CALL_CHILDREN}
    texts = {"introduction": rich_text("<p>Text</p>"), "selection_note": rich_text("<p></p>")}
    return nested_form_data(
        {"title": "Aufruf", "slug": "aufruf", "opens_at": "2017-12-18 00:00", "closes_at": "2018-02-12 23:59"}
        | {"attachments_max": "3", "attachments_note": ""}
        | {"online_note": "", "post_note": "", "documents": streamfield([]), "action-publish": "x"}
        | texts | children | values
    )  # fmt: skip


def test_a_full_programme_with_its_call_and_its_choice_is_saved(admin, directory):
    index, town = ProgrammeIndexFactory(), MunicipalityFactory()
    actor = ActorProfileFactory(parent=directory)
    response = admin.post(
        add_url("programmepage", index),
        posted_programme(
            offers=[{"kind": "funding", "text": "Geld"}],
            phases=[{"title": "Erste", "start_date": "2018-05-01", "end_date": "2020-04-30", "text": ""}],
            questions=[{"question": "Wer?", "answer": rich_text("<p>Alle.</p>")}],
            linked_actors=[{"actor": actor.pk}],
            related_pages=[{"related": directory.pk}],
        ),
    )
    assert response.status_code == 302, response.context["form"].errors
    programme = ProgrammePage.objects.get()
    assert admin.get(add_url("callpage", programme)).status_code == 200
    data = posted_call(
        seats_planned="6",
        criteria=[{"title": "Vereine planen mit", "text": "", "weight": "1"}],
        phases=[{"title": "Auswahl", "start_date": "2018-03-01", "end_date": "", "text": ""}],
    )
    response = admin.post(add_url("callpage", programme), data)
    assert response.status_code == 302, response.context["form"].errors
    call = CallPage.objects.get()
    assert call.live and call.closes_at == datetime(2018, 2, 12, 23, 59, tzinfo=BERLIN)

    url = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    chosen = {
        "municipality": town.pk,
        "call": call.pk,
        "phase": "",
        "year": "",
        "portrait": "",
        "results": "",
    }
    chosen |= {"image": "", "alt_text": "", "credit": ""}
    response = admin.post(url, posted_programme(model_municipalities=[chosen]))
    assert response.status_code == 302, response.context["form"].errors
    assert call.chosen.get().municipality == town


def test_a_choice_names_a_call_of_this_programme_and_says_what_its_picture_shows(admin):
    programme, foreign = ProgrammeFactory(), CallFactory(parent=ProgrammeFactory())
    url = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    row = {"municipality": MunicipalityFactory().pk, "phase": "", "year": "", "portrait": "", "results": ""}
    for wrong, field in (
        ({"call": foreign.pk, "image": "", "alt_text": "", "credit": ""}, "call"),
        ({"call": "", "image": make_image().pk, "alt_text": "", "credit": ""}, "alt_text"),
        ({"call": "", "image": "", "alt_text": "", "credit": "", "year": "18"}, "year"),
    ):
        response = admin.post(url, posted_programme(model_municipalities=[row | wrong]))
        [errors] = response.context["form"].formsets["model_municipalities"].errors
        assert list(errors) == [field]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closes_at": "2017-12-18 00:00"}, "closes_at"),
        ({"closes_at": "2017-12-17 23:59"}, "closes_at"),
        ({"extended_to": "2018-02-12 23:59"}, "extended_to"),
        ({"extended_to": "2018-01-12 23:59"}, "extended_to"),
        ({"closes_at": "2099-02-12 23:59", "selection_published": "on"}, "selection_published"),
        ({"extended_to": "2099-02-12 23:59", "selection_published": "on"}, "selection_published"),
        ({"seats_planned": "-1"}, "seats_planned"),
        ({"closes_at": ""}, "closes_at"),
        # Half past two is missing in spring and there twice in autumn: nobody could say which is meant.
        ({"closes_at": "2026-03-29 02:30"}, "closes_at"),
        ({"closes_at": "2026-10-25 02:30"}, "closes_at"),
    ],
)
def test_dates_that_cannot_be_are_named_by_field(admin, values, field):
    response = admin.post(add_url("callpage", ProgrammeFactory()), posted_call(**values))
    assert list(response.context["form"].errors) == [field]
    assert not CallPage.objects.exists()


def test_a_phase_cannot_end_before_it_begins(admin):
    phases = [{"title": "Auswahl", "start_date": "2018-03-01", "end_date": "2018-02-01", "text": ""}]
    response = admin.post(add_url("callpage", ProgrammeFactory()), posted_call(phases=phases))
    assert list(response.context["form"].formsets["phases"].errors[0]) == ["end_date"]


def test_a_draft_may_wait_for_its_dates_and_is_previewed(admin):
    data = posted_call(opens_at="", closes_at="")
    del data["action-publish"]
    assert admin.post(add_url("callpage", ProgrammeFactory()), data).status_code == 302
    call = CallPage.objects.get()
    assert not call.live
    for page in (call, call.get_parent()):
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert page.title in admin.get(url).content.decode()


def test_a_new_programme_and_a_new_call_are_previewed_before_they_are_saved(admin):
    programme = ProgrammeFactory()
    new = (("programmepage", programme.get_parent(), posted_programme), ("callpage", programme, posted_call))
    for name, parent, posted in new:
        url = reverse("wagtailadmin_pages:preview_on_add", args=["skew_programmes", name, parent.pk])
        data = posted(selection_published="on") if name == "callpage" else posted()
        assert admin.post(url, data).json()["is_valid"], name
        assert data["title"] in admin.get(url).content.decode()


def test_the_form_comes_back_as_it_was_saved(admin):
    call = CallFactory(extended_to=datetime(2018, 2, 26, 23, 59, tzinfo=BERLIN))
    url = reverse("wagtailadmin_pages:edit", args=[call.pk])
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    # Blocks are drawn by scripts.
    posted |= nested_form_data({"documents": streamfield([]), "action-publish": "1"})
    response = admin.post(url, posted)
    assert response.status_code == 302, response.context["form"].errors
    again = CallPage.objects.get()
    assert (again.opens_at, again.closes_at, again.extended_to) == (
        call.opens_at, call.closes_at, call.extended_to,
    )  # fmt: skip


def test_the_listings_say_where_calls_stand(admin, vocabulary):
    programme = ProgrammeFactory(title="@SUM(A1)")
    CallFactory(parent=programme, title="Der offene", closes_at=timezone.now() + timedelta(days=3))
    CallFactory(parent=programme, title="Der alte")
    for query in ("", "q=aufruf", "ordering=-closes_at", "selection_published=false", "x=1"):
        assert admin.get(f"/admin/skew/calls/?{query}").status_code == 200
    with CaptureQueriesContext(connection) as two:
        html = admin.get("/admin/skew/calls/").content.decode()
    assert "offen" in html.replace("Der offene", "") and "Frist abgelaufen" in html
    assert "Pilot" in admin.get("/admin/skew/programmes/?kind=programme").content.decode()
    body = b"".join(admin.get("/admin/skew/programmes/?export=csv").streaming_content).decode("utf-8-sig")
    assert "'@SUM(A1)" in next(csv.reader(io.StringIO(body.partition("\n")[2]), delimiter=";"))
    assert b"2018" in b"".join(admin.get("/admin/skew/calls/?export=csv").streaming_content)
    for _ in range(4):
        CallFactory(parent=programme)
    with CaptureQueriesContext(connection) as six:
        assert admin.get("/admin/skew/calls/").status_code == 200
    assert len(six) == len(two)
