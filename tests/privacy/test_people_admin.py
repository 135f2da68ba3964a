"""People in the admin are for those who may see them."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Site

from skew_wagtail.privacy.models import ContactPerson
from tests.factories import ContactPersonFactory, editor_group, make_user

CHOOSER = "/admin/snippets/choose/skew_privacy/contactperson/"
AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def person(db):
    return ContactPersonFactory(name="Amina Beispiel")


@pytest.fixture
def editor(client, db):
    """A client signed in as an editor of pages, without any permission on people."""
    root = Site.objects.get(is_default_site=True).root_page
    client.force_login(make_user(groups=[editor_group(root, people=False)]))
    return client


def chooser_urls(person):
    return [
        CHOOSER,
        f"{CHOOSER}results/",
        f"{CHOOSER}results/?q=Amina",
        f"{CHOOSER}chosen/{person.pk}/",
        f"{CHOOSER}chosen-multiple/?id={person.pk}",
        f"{CHOOSER}create/",
    ]


def test_who_has_no_permission_on_people_cannot_look_them_up(editor, person):
    for url in chooser_urls(person):
        response = editor.get(url, **AJAX)
        assert response.status_code == 403, url
        assert "Amina" not in response.content.decode()


@pytest.mark.parametrize("codename", ["add_contactperson", "change_contactperson", "view_contactperson"])
def test_any_permission_on_people_opens_the_chooser(client, person, codename):
    root = Site.objects.get(is_default_site=True).root_page
    group = editor_group(root, people=False)
    group.permissions.add(Permission.objects.get(codename=codename))
    client.force_login(make_user(groups=[group]))
    assert "Amina Beispiel" in client.get(f"{CHOOSER}results/", **AJAX).content.decode()


def test_a_person_can_be_made_in_the_chooser(admin):
    fields = {"name": "Berta Beispiel", "role": "Kasse", "phone": "", "email": "berta@example.org"}
    response = admin.post(f"{CHOOSER}create/", fields, **AJAX)
    assert response.json()["step"] == "chosen"
    assert ContactPerson.objects.get().email == "berta@example.org"


def test_people_are_found_by_part_of_their_name(admin, person):
    ContactPersonFactory(name="Mirko Muster")
    html = admin.get("/admin/snippets/skew_privacy/contactperson/?q=beisp").content.decode()
    assert "Amina Beispiel" in html
    assert "Mirko Muster" not in html


@pytest.mark.parametrize(
    ("question", "found"), [("beisp", True), ("BEISPIEL", True), ("mirko", False), ("'; --", False)]
)
def test_the_chooser_finds_people_by_part_of_their_name(admin, person, question, found):
    html = admin.get(f"{CHOOSER}results/", {"q": question}, **AJAX).content.decode()
    assert ("Amina Beispiel" in html) == found
