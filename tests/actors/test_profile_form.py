"""The editor's form of a profile: what it saves, and where."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.vocabulary.models import Topic
from tests.factories import ActorProfileFactory, ContactPersonFactory, KindFactory, TopicFactory, add_address

INLINES = (
    "images", "projects", "cooperation_needs", "cooperation_offers", "contacts", "links", "partners",
    "comments",
)  # fmt: skip


def form_data(**values):
    """A whole form as the browser posts it."""
    texts = ("description", "goals", "activities_local", "activities_abroad")
    data = {name: rich_text("<p>Text</p>") for name in texts}
    data |= {name: inline_formset([]) for name in INLINES}
    data |= {
        "title": "Weltladen Nord", "slug": "weltladen-nord", "kind": str(KindFactory().pk), "entry_depth": "full",
        "precision": "place", "tags": "", "data_as_of": "2026-03-01",
    }  # fmt: skip
    # Lists are several values of one field here; nested_form_data would number them.
    several = {name: value for name, value in values.items() if isinstance(value, list)}
    return nested_form_data(data | {name: values[name] for name in values.keys() - several.keys()}) | several


def edit(admin, page, **values):
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(**values))


ADDRESS = {"street": "Hinterhof 7", "postcode": "00815", "city": "Ebersfurt", "precision": "exact"}


def test_a_profile_is_created_and_published_with_its_address(admin, directory, client):
    person = ContactPersonFactory()
    url = reverse("wagtailadmin_pages:add", args=["skew_actors", "actorprofilepage", directory.pk])
    contact = inline_formset([{"person": str(person.pk)}])
    data = form_data(contacts=contact, tags="Chor, Kaffee", **ADDRESS)
    response = admin.post(url, data | {"action-publish": "1"})
    assert response.status_code == 302
    page = ActorProfilePage.objects.get(slug="weltladen-nord")
    assert ActorAddress.objects.get(pk=page.translation_key).street == "Hinterhof 7"
    assert page.contacts.get().person == person
    assert set(page.tags.names()) == {"Chor", "Kaffee"}
    assert ActorEntry.objects.public().get(page=page).card["place"] == "00815 Ebersfurt"
    assert "Hinterhof 7" in client.get("/akteure/weltladen-nord/").content.decode()


def test_records_never_enter_a_revision(admin, directory):
    page = ActorProfileFactory(parent=directory)
    edit(admin, page, interview_notes="Streng geheim", wishes_to_municipality="Ein Büro", **ADDRESS)
    record = ActorRecord.objects.get(pk=page.translation_key)
    assert (record.interview_notes, record.wishes_to_municipality) == ("Streng geheim", "Ein Büro")
    content = json.dumps(list(Revision.objects.values_list("content", flat=True)), ensure_ascii=False)
    assert "Weltladen Nord" in content
    for secret in ("Streng geheim", "Ein Büro", "Hinterhof", "00815"):
        assert secret not in content


def test_a_preview_saves_nothing(admin, directory):
    page = ActorProfileFactory(parent=directory)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    response = admin.post(url, form_data(**ADDRESS))
    assert response.json() == {"is_valid": True, "is_available": True}
    assert admin.get(url).status_code == 200
    assert not ActorAddress.objects.exists()


def test_a_form_without_the_fields_of_a_record_leaves_it_alone(admin, directory):
    page = ActorProfileFactory(parent=directory)
    add_address(page, street="Bleibt 1")
    data = form_data()
    del data["precision"]
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert ActorAddress.objects.get(pk=page.translation_key).street == "Bleibt 1"


@pytest.mark.parametrize(
    ("field", "value"),
    [("latitude", "50.6"), ("founded_year", "2999"), ("interviewed_on", "gestern"), ("precision", "überall")],
)
def test_bad_values_are_refused_and_nothing_is_saved(admin, directory, field, value):
    page = ActorProfileFactory(parent=directory, title="Vorher")
    response = edit(admin, page, **({"street": "Neu 1"} | {field: value}))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not ActorAddress.objects.exists()
    assert ActorProfilePage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Vorher"


def test_sensitive_fields_are_off_until_a_setting_offers_them(admin, directory, settings):
    page = ActorProfileFactory(parent=directory)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="faith_affiliation"' not in admin.get(url).content.decode()
    settings.SKEW_WAGTAIL = {"SENSITIVE_FIELDS": ["faith_affiliation", "donation_account"]}
    html = admin.get(url).content.decode()
    assert 'name="faith_affiliation"' in html
    assert 'name="member_origins"' not in html
    edit(admin, page, faith_affiliation="keine")
    assert ActorRecord.objects.get(pk=page.translation_key).faith_affiliation == "keine"
    assert "IBAN" in str(edit(admin, page, donation_account="DE99 0000").context["form"].errors)


def test_a_hidden_term_is_not_offered_but_stays_where_it_is_used(admin, directory):
    topic = TopicFactory(slug="alt", label_de="Altes Thema")
    page, other = ActorProfileFactory(parent=directory, topics=[topic]), ActorProfileFactory(parent=directory)
    topic.is_active = False
    topic.save()
    assert "Altes Thema" in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert (
        "Altes Thema" not in admin.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).content.decode()
    )
    response = edit(admin, page, topics=[topic.pk], slug=page.slug)
    assert response.status_code == 302, response.context["form"].errors
    assert list(ActorProfilePage.objects.get(pk=page.pk).get_latest_revision_as_object().topics.all()) == [
        topic
    ]


def test_revisions_can_be_compared(admin, directory):
    page = ActorProfileFactory(parent=directory)
    edit(admin, page, title="Neuer Name", **ADDRESS)
    page.refresh_from_db()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", page.latest_revision_id])
    response = admin.get(url)
    assert response.status_code == 200
    assert "Neuer Name" in response.content.decode()
    assert "Hinterhof" not in response.content.decode()


def test_a_copy_has_an_address_of_its_own(directory):
    page = ActorProfileFactory(parent=directory)
    add_address(page)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert not ActorAddress.objects.filter(pk=copy.translation_key).exists()


def test_deleting_a_profile_deletes_its_records(directory):
    page = ActorProfileFactory(parent=directory)
    add_address(page)
    ActorRecord.objects.create(pk=page.translation_key, interview_notes="weg damit")
    page.delete()
    assert not ActorAddress.objects.exists()
    assert not ActorRecord.objects.exists()


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize(
    ("title", "slug"),
    [("Дім України", "akteur"), ("Förderverein Färberstraße", "foerderverein-faerberstrasse")],
)
def test_a_name_without_an_address_gets_one_in_ascii(directory, title, slug, live):
    page = directory.add_child(instance=ActorProfilePage(title=title, kind=KindFactory(), live=live))
    assert page.slug == slug
    second = directory.add_child(instance=ActorProfilePage(title=title, kind=KindFactory(), live=live))
    assert second.slug == f"{slug}-2"


def test_wagtails_search_finds_topics_and_tags_right_after_publishing(directory):
    topic = TopicFactory(slug="fair-trade", label_de="Gerechtigkeit")
    ActorProfileFactory(parent=directory, title="Laden", topics=[topic], tags=["Solarkocher"])
    assert Topic.objects.get() == topic
    for word in ("Gerechtigkeit", "Solarkocher"):
        found = ActorProfilePage.objects.search(word, order_by_relevance=False)
        assert [page.title for page in found] == ["Laden"]
