"""What must work on every host, whatever its own models and addresses: ``test_default.py``, ``test_shapes.py``."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from skew_wagtail.actors.models import ActorImage, ActorProfilePage
from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import EditionState
from skew_wagtail.privacy.models import Consent
from skew_wagtail.programmes.models import ModelMunicipality
from tests.factories import (
    ActorProfileFactory,
    BrochureFactory,
    ForumFactory,
    InventoryFactory,
    MunicipalityFactory,
    TopicFactory,
    add_address,
    add_contact,
    make_image,
)
from tests.forms import fields_of
from tests.programmes.making import CallFactory, ProgrammeFactory
from tests.programmes.stories.making import StoryFactory


@pytest.fixture
def profile(directory):
    """A published profile with a logo, a picture, a contact person and an address."""
    image = make_image()
    profile = ActorProfileFactory(
        parent=directory,
        slug="weltladen",
        title="Weltladen Ebersfurt",
        topics=[TopicFactory(slug="fair-trade", label_de="Fairer Handel")],
        tags=["Kaffee"],
        logo=image,
        images=[ActorImage(image=image, alt_text="Regal mit Kaffee", credit="Foto: Weltladen")],
    )
    add_contact(profile, ["web", "photo"], name="Amina Beispiel")
    add_address(profile)
    return profile


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True)


def test_the_system_checks_find_nothing(db):
    call_command("check", fail_level="WARNING")


def test_the_vocabulary_is_loaded(db):
    call_command("skew_load_vocabulary")
    assert TopicFactory._meta.model.objects.count() > 10


def test_our_foreign_keys_follow_the_hosts_models(db):
    assert ActorProfilePage._meta.get_field("logo").related_model is get_image_model()
    assert Consent._meta.get_field("recorded_by").related_model is get_user_model()
    assert get_image_model()._meta.label == getattr(
        settings, "WAGTAILIMAGES_IMAGE_MODEL", "wagtailimages.Image"
    )
    assert get_document_model()._meta.label == getattr(
        settings, "WAGTAILDOCS_DOCUMENT_MODEL", "wagtaildocs.Document"
    )


def test_the_directory_shows_the_profile_in_the_hosts_frame(profile, client):
    html = client.get(profile.get_parent().get_url()).content.decode()
    assert "Weltladen Ebersfurt" in html
    assert profile.logo.get_rendition("max-320x160").url in html
    frame = getattr(settings, "SKEW_WAGTAIL", {}).get("BASE_TEMPLATE", "base.html")
    assert ("Anderer Rahmen" in html) == (frame == "frame.html")


def test_a_brochure_is_built_into_the_hosts_documents_and_read_in_its_frame(profile, client):
    page = BrochureFactory(actors=[profile])
    edition = build_brochure(page)
    assert edition.state == EditionState.READY, edition.explanation
    assert {type(file.document) for file in edition.files.all()} == {get_document_model()}
    html = client.get(f"{page.get_url()}portraits/").content.decode()
    assert profile.title in html
    frame = getattr(settings, "SKEW_WAGTAIL", {}).get("BASE_TEMPLATE", "base.html")
    assert ("Anderer Rahmen" in html) == (frame == "frame.html")


def test_the_profile_is_shown_whole(profile, client):
    html = client.get(profile.get_url()).content.decode()
    for text in ("Weltladen Ebersfurt", "Fairer Handel", "Amina Beispiel", "Ebersfurt", "Regal mit Kaffee"):
        assert text in html


def test_the_json_leads_to_the_profile(profile, client):
    answer = client.get(f"{profile.get_parent().get_url()}actors.json?topic=fair-trade").json()
    assert answer["count"] == 1
    assert client.get(answer["results"][0]["url"]).status_code == 200


@pytest.mark.parametrize(
    ("question", "found"), [("weltladen", True), ("kaffee", True), ("gibtesnicht", False)]
)
def test_the_directory_is_searched(profile, client, question, found):
    html = client.get(f"{profile.get_parent().get_url()}?q={question}").content.decode()
    assert ("Weltladen Ebersfurt" in html) == found


def test_inventories_and_forums_are_shown(profile, client):
    for page in (InventoryFactory(actors=[profile]), ForumFactory()):
        assert page.title in client.get(page.get_parent().get_url()).content.decode()
        assert page.title in client.get(page.get_url()).content.decode()


def test_programmes_and_calls_are_shown(profile, client):
    programme = ProgrammeFactory(
        actors=[profile],
        model_municipalities=[
            ModelMunicipality(
                municipality=MunicipalityFactory(), image=make_image(), alt_text="Rathaus am Markt"
            )
        ],
    )
    call = CallFactory(parent=programme)
    for page in (programme, call):
        assert page.title in client.get(programme.get_parent().get_url()).content.decode()
        assert page.title in client.get(page.get_url()).content.decode()
    assert "Rathaus am Markt" in client.get(programme.get_url()).content.decode()
    assert call.full_url in client.get(f"{programme.get_parent().get_url()}calls.atom").content.decode()


def test_stories_and_the_feed_of_actors_are_shown(profile, client):
    story = StoryFactory(actors=[profile], image=make_image(), alt_text="Rathaus am Markt")
    assert story.title in client.get(story.get_parent().get_url()).content.decode()
    html = client.get(story.get_url()).content.decode()
    assert "Rathaus am Markt" in html and profile.title in html
    assert profile.full_url in client.get(f"{profile.get_parent().get_url()}actors.atom").content.decode()


@pytest.mark.parametrize("listing", ["actors", "inventories", "forums", "programmes", "calls", "stories"])
def test_the_admin_lists(profile, admin, listing):
    assert admin.get(f"/admin/skew/{listing}/").status_code == 200


def test_an_editor_changes_and_publishes_a_profile(profile, admin, client):
    url = f"/admin/pages/{profile.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    response = admin.post(url, posted | {"summary": "Seit 1982 am Markt.", "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert "Seit 1982 am Markt." in client.get(profile.get_url()).content.decode()
