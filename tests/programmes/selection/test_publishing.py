"""Chosen municipalities become model municipalities, live or as a draft, and only once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from skew_wagtail.programmes.models import CallPage, ModelMunicipality, ProgrammePage
from skew_wagtail.programmes.selection.actions import Decision, decide
from skew_wagtail.vocabulary.models import Municipality
from tests.factories import MunicipalityFactory
from tests.programmes.making import InterestFactory

pytestmark = pytest.mark.django_db


def publish_path(interest):
    return f"/admin/skew/selection/interests/{interest.pk}/publish/"


@pytest.fixture
def chosen(call, editor):
    interest = InterestFactory(call=call, municipality_name="Stadt Übersfürth", official_key="06635999")
    decide(call, {interest.pk: Decision("chosen")}, date(2018, 3, 1), editor)
    interest.refresh_from_db()
    return interest


def listed(programme):
    page = ProgrammePage.objects.get(pk=programme.pk)
    return [row.municipality.name for row in page.model_municipalities.all()]


def in_draft(programme):
    page = ProgrammePage.objects.get(pk=programme.pk).get_latest_revision_as_object()
    return [row.municipality.name for row in page.model_municipalities.all()]


def test_it_stands_in_the_programme_and_visitors_see_it_with_the_selection(
    client, editor, programme, call, chosen
):
    client.force_login(editor)
    posted = {"municipality": "", "year": "2018", "portrait": "Zwei Ämter bilden aus."}
    response = client.post(publish_path(chosen), posted, follow=True)
    assert "stands in the programme now" in response.content.decode()
    chosen.refresh_from_db()
    assert (chosen.municipality.name, chosen.municipality.key) == ("Stadt Übersfürth", "06635999")
    row = ModelMunicipality.objects.get()
    assert (row.call_id, row.year, row.portrait) == (call.pk, 2018, "Zwei Ämter bilden aus.")
    page = Page.objects.get(pk=call.pk)
    assert "Übersfürth" not in client.get(page.url).content.decode()
    path = f"/admin/skew/selection/calls/{call.pk}/publish/"
    assert "1 municipality is chosen." in client.get(path).content.decode()
    assert not CallPage.objects.get(pk=call.pk).selection_published
    assert "Visitors see the selection now." in client.post(path, follow=True).content.decode()
    client.logout()
    assert "Übersfürth" in client.get(page.url).content.decode()
    entry = ModelLogEntry.objects.get(action="skew_programmes.publish_model_municipality")
    assert entry.data == {"page": programme.pk, "live": True}
    assert PageLogEntry.objects.filter(action="skew_programmes.publish_selection").count() == 1


def test_twice_is_once(client, editor, programme, chosen):
    client.force_login(editor)
    for _ in range(2):
        client.post(publish_path(chosen), {"municipality": "", "year": "2018"})
    other = MunicipalityFactory(name="Stadt Irrtum")
    client.post(publish_path(chosen), {"municipality": other.pk, "year": "2018"})
    assert listed(programme) == ["Stadt Übersfürth"]
    assert Municipality.objects.filter(name="Stadt Übersfürth").count() == 1


@pytest.mark.parametrize(
    "values", [{"key": "06635999", "name": "Übersfürth am Rand"}, {"name": "stadt übersfürth"}]
)
def test_a_municipality_that_is_known_is_proposed(client, editor, chosen, values):
    if "key" not in values:
        values = {"name": "stadt Übersfürth"}
    known = MunicipalityFactory(**values)
    client.force_login(editor)
    response = client.get(publish_path(chosen))
    assert response.context["form"]["municipality"].initial == known
    assert "It was found by" in response.content.decode()
    assert "Amina" not in response.content.decode()


def test_while_other_changes_wait_it_goes_into_the_draft(client, editor, programme, chosen):
    page = ProgrammePage.objects.get(pk=programme.pk)
    page.summary = "Noch nicht fertig"
    page.save_revision()
    client.force_login(editor)
    assert "goes into the draft" in client.get(publish_path(chosen)).content.decode()
    response = client.post(publish_path(chosen), {"municipality": "", "year": "2018"}, follow=True)
    assert "stands in the draft of the programme" in response.content.decode()
    assert listed(programme) == []
    assert in_draft(programme) == ["Stadt Übersfürth"]
    page = ProgrammePage.objects.get(pk=programme.pk)
    assert page.summary == programme.summary
    assert page.get_latest_revision_as_object().summary == "Noch nicht fertig"


def test_who_may_not_publish_the_programme_makes_a_draft(client, editor, programme, call, chosen):
    group = editor.groups.get()
    group.page_permissions.filter(permission__codename="publish_page").delete()
    client.force_login(editor)
    client.post(publish_path(chosen), {"municipality": "", "year": "2018"})
    assert (listed(programme), in_draft(programme)) == ([], ["Stadt Übersfürth"])
    path = f"/admin/skew/selection/calls/{call.pk}/publish/"
    assert "draft of the call" in client.post(path, follow=True).content.decode()
    page = CallPage.objects.get(pk=call.pk)
    assert not page.selection_published
    assert page.get_latest_revision_as_object().selection_published


def test_who_may_not_edit_the_programme_is_told(client, decider, programme, call, chosen):
    client.force_login(decider)
    for path in (publish_path(chosen), f"/admin/skew/selection/calls/{call.pk}/publish/"):
        assert "You may not change the page" in client.post(path, follow=True).content.decode()
    assert in_draft(programme) == []
    assert not CallPage.objects.get(pk=call.pk).get_latest_revision_as_object().selection_published


def test_a_locked_programme_is_left_alone(client, editor, programme, chosen, superuser):
    ProgrammePage.objects.filter(pk=programme.pk).update(locked=True, locked_by=superuser)
    client.force_login(editor)
    response = client.post(publish_path(chosen), {"municipality": "", "year": "2018"}, follow=True)
    assert "You may not change the page" in response.content.decode()
    assert in_draft(programme) == []


@pytest.mark.parametrize("state", ["submitted", "reserve", "declined", "withdrawn"])
def test_only_a_chosen_one_is_published(client, editor, programme, chosen, state):
    type(chosen).objects.update(state=state)
    client.force_login(editor)
    response = client.post(publish_path(chosen), {"municipality": "", "year": "2018"}, follow=True)
    assert "Only a chosen municipality" in response.content.decode()
    assert in_draft(programme) == []


def test_the_selection_is_not_published_before_the_deadline(client, editor, call):
    CallPage.objects.update(extended_to=timezone.now() + timedelta(days=1))
    client.force_login(editor)
    path = f"/admin/skew/selection/calls/{call.pk}/publish/"
    assert "The deadline is not over yet." in client.post(path, follow=True).content.decode()
    assert not CallPage.objects.get(pk=call.pk).selection_published


def test_publishing_the_selection_names_who_is_not_in_the_programme(client, editor, call, chosen):
    client.force_login(editor)
    text = client.get(f"/admin/skew/selection/calls/{call.pk}/publish/").content.decode()
    assert "will not see them: Stadt Übersfürth" in text


def test_who_is_no_longer_chosen_is_to_be_taken_out(client, editor, call, chosen):
    client.force_login(editor)
    client.post(publish_path(chosen), {"municipality": "", "year": "2018"})
    posted = {f"state-{chosen.pk}": "declined", f"reason-{chosen.pk}": "", "day": "2018-03-02"}
    response = client.post(f"/admin/skew/selection/calls/{call.pk}/decide/", posted, follow=True)
    assert "take them out there: Stadt Übersfürth" in response.content.decode()
