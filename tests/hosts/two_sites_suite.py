"""What is special about a host with two sites and a language in front of every address."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from tests.factories import ActorProfileFactory, DirectoryFactory, add_address, add_contact


@pytest.fixture
def other_site(db):
    """The neighbours' site with a directory of its own."""
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Nachbarort", slug="nachbarort"))
    site = Site.objects.create(hostname="nachbarort.example.org", root_page=home)
    ActorProfileFactory(
        parent=DirectoryFactory(parent=home, slug="akteure"), slug="chor", title="Chor der Nachbarn"
    )
    return site


@pytest.fixture
def profile(directory):
    return ActorProfileFactory(parent=directory, slug="weltladen", title="Weltladen Ebersfurt")


def test_addresses_begin_with_the_language(profile, client):
    assert profile.get_url() == "/de/akteure/weltladen/"
    assert client.get("/de/akteure/actors.json").json()["count"] == 1


def test_each_site_shows_its_own_actors(profile, other_site, client):
    for host, own, foreign in (
        ("localhost", "Weltladen Ebersfurt", "Chor der Nachbarn"),
        (other_site.hostname, "Chor der Nachbarn", "Weltladen Ebersfurt"),
    ):
        for address in ("/de/akteure/", "/de/akteure/actors.json"):
            text = client.get(address, headers={"host": host}).content.decode()
            assert own in text
            assert foreign not in text


def test_the_json_of_a_site_leads_to_that_site(other_site, client):
    answer = client.get("/de/akteure/actors.json", headers={"host": other_site.hostname}).json()
    assert answer["results"][0]["url"] == "http://nachbarort.example.org/de/akteure/chor/"


def test_a_translation_shares_people_and_address(profile, client):
    english = Locale.objects.create(language_code="en")
    add_contact(profile, ["web"], name="Amina Beispiel")
    add_address(profile)
    translation = profile.copy_for_translation(english, copy_parents=True)
    translation.save_revision().publish()
    assert translation.get_url() == "/en/akteure/weltladen/"
    html = client.get(translation.get_url()).content.decode()
    assert "Amina Beispiel" in html
    assert "Ebersfurt" in html


def test_a_directory_lists_the_profiles_of_its_language(profile, client):
    english = Locale.objects.create(language_code="en")
    translation = profile.copy_for_translation(english, copy_parents=True)
    translation.title = translation.draft_title = "World Shop Ebersfurt"
    translation.save_revision().publish()
    assert "World Shop" in client.get("/en/akteure/").content.decode()
    assert "World Shop" not in client.get("/de/akteure/").content.decode()


def test_the_rebuild_finds_nothing_to_mend(profile, other_site):
    call_command("skew_rebuild_directory", check=True)
