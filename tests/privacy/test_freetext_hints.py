"""What an editor reads after saving a text that says something about a person."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from skew_wagtail.actors.models import ActorProfilePage, ActorProject
from tests.factories import ActorProfileFactory, ForumFactory, KindFactory
from tests.forms import fields_of

PHONE = "Rufen Sie Amina an: 030 23125 123"


@pytest.fixture
def profile(directory):
    return ActorProfileFactory(parent=directory, title="Weltladen")


def posted(admin, page, **values):
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return fields_of(html, "#page-edit-form") | values


def hints(admin, page, **values):
    """What the editor sees in yellow after saving."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin.post(url, posted(admin, page, **values), follow=True)
    assert response.redirect_chain, response.context["form"].errors
    return shown(response)


def shown(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(item.text.split()) for item in soup.select(".messages .warning")]


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "published"])
def test_a_phone_number_in_a_text_is_named_with_its_place(admin, profile, action):
    (hint,) = hints(admin, profile, summary=PHONE, **action)
    label = str(ActorProfilePage._meta.get_field("summary").verbose_name)
    assert label.lower() in hint.lower()
    assert PHONE in hint
    profile.refresh_from_db()
    assert profile.get_latest_revision_as_object().summary == PHONE, "it is saved all the same"


def test_rich_text_and_lists_are_read_too(admin, profile):
    profile.projects = [ActorProject(title="Chor mit amina@example.org")]
    profile.save_revision().publish()
    found = hints(
        admin, profile, goals=rich_text("<p>Amina Beispiel wartet auf ihren <b>Asyl</b>bescheid.</p>")
    )
    assert len(found) == 2
    assert "Asylbescheid" in found[0]
    assert "amina@example.org" in found[1]


def test_a_new_page_gets_its_hint(admin, directory):
    url = reverse("wagtailadmin_pages:add", args=["skew_actors", "actorprofilepage", directory.pk])
    values = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    values |= {"title": "Chor", "slug": "chor", "kind": str(KindFactory().pk), "summary": PHONE}
    response = admin.post(url, values, follow=True)
    assert ActorProfilePage.objects.filter(slug="chor").exists()
    assert len(shown(response)) == 1


def test_every_kind_of_page_of_ours_is_read(admin):
    # A browser's script counts the documents.
    assert len(hints(admin, ForumFactory(), access=PHONE, **{"documents-count": "0"})) == 1


def test_harmless_texts_get_no_hint(admin, profile):
    assert (
        hints(
            admin, profile, summary="Beratung zu Asyl und Aufenthalt, seit 1998", networks="00815 Ebersfurt"
        )
        == []
    )


def test_links_codes_and_addresses_of_people_are_no_texts(admin, profile):
    values = {"external_id": "030 23125 123", "street": "Tel. 030 23125 123", "interview_notes": PHONE}
    assert hints(admin, profile, **values) == []


def test_many_places_are_counted_not_listed(admin, profile):
    found = hints(admin, profile, networks="\n".join(f"030 23125 12{number}" for number in range(9)))
    assert len(found) == 6
    assert "4" in found[-1]


def test_what_the_editor_wrote_is_never_markup(admin, profile):
    url = reverse("wagtailadmin_pages:edit", args=[profile.pk])
    data = posted(admin, profile, networks="&lt;script&gt;alert(1)&lt;/script&gt; 030 23125 123")
    html = admin.post(url, data, follow=True).content.decode()
    assert "030 23125 123" in html
    assert "<script>alert(1)" not in html


def test_autosaving_gets_its_json_and_leaves_no_hint_behind(admin, profile):
    url = reverse("wagtailadmin_pages:edit", args=[profile.pk])
    data = posted(admin, profile, summary=PHONE)
    response = admin.post(url, data, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert shown(admin.get(url)) == []


def test_nothing_of_it_is_logged(admin, profile, caplog):
    caplog.set_level(logging.DEBUG)
    assert hints(admin, profile, summary=PHONE)
    assert "23125" not in caplog.text
