"""The list of possible duplicates, what is decided there, and the page on which two are merged."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skew_wagtail.actors.duplicates.suspicion import Reason
from skew_wagtail.actors.models import ActorLink, ActorProfilePage, DistinctActors
from skew_wagtail.privacy.models import ContactPerson
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    add_address,
    add_contact,
    editor_group,
    make_user,
)

LIST, DECIDED = "/admin/skew/actors/duplicates/", "/admin/skew/actors/duplicates/two/"
SHOP = "Weltladen Ebersfurt"


@pytest.fixture
def pair(directory):
    first = ActorProfileFactory(
        parent=directory, title=f"{SHOP} e. V.", links=[ActorLink(url="https://laden.example.org/")]
    )
    second = ActorProfileFactory(parent=directory, title=SHOP, live=False)
    ActorLink.objects.create(page=second, url="http://www.laden.example.org")
    return first, second


def text(client, path=LIST):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def merge_path(kept, merged):
    return reverse("skew_duplicates:merge", args=[kept.pk, merged.pk])


def distinct_path(one, other):
    return reverse("skew_duplicates:distinct", args=[one.pk, other.pk])


def test_two_that_look_alike_are_listed_with_reasons_place_and_state(admin, pair):
    add_address(pair[0])
    ActorProfileFactory(title="Chor der Welt")
    page = text(admin)
    for word in (
        f"{SHOP} e. V.",
        "Ebersfurt",
        str(Reason.WEBSITE.label),
        merge_path(*pair),
        distinct_path(*pair),
    ):
        assert word in page, word
    assert "Chor" not in page
    for profile in pair:
        assert reverse("wagtailadmin_pages:edit", args=[profile.pk]) in page


def test_the_listing_of_profiles_leads_there(admin, directory):
    assert LIST in text(admin, "/admin/skew/actors/")


def test_the_published_one_is_proposed_to_stay(admin, directory):
    draft = ActorProfileFactory(parent=directory, title=SHOP, live=False)
    live = ActorProfileFactory(parent=directory, title=f"{SHOP} e. V.")
    assert merge_path(live, draft) in text(admin)


def test_strongest_first(admin, pair, directory):
    for title in ("Verein der Freunde Ghanas", "Ghana-Freunde"):
        ActorProfileFactory(parent=directory, title=title)
    page = text(admin)
    assert 0 < page.index(SHOP) < page.index("Ghana")


def test_nothing_alike_is_said(admin, directory):
    ActorProfileFactory(parent=directory)
    assert 'class="skew-pair"' not in text(admin)
    assert "skew-overview" in text(admin)


def test_copies_and_other_directories_are_not_compared(admin, directory):
    profile = ActorProfileFactory(parent=directory, title=SHOP)
    other = DirectoryFactory(slug="andere")
    ActorProfileFactory(parent=other, title=SHOP)
    profile.create_alias(parent=directory, update_slug="kopie")
    assert "skew-pair" not in text(admin).partition("<main")[2].replace("skew-pair-", "")


@pytest.mark.parametrize("people", [True, False])
def test_people_are_compared_only_for_who_may_see_them_and_never_shown(client, directory, people):
    for title in ("Ghanahilfe Ebersfurt", "Hilfe für Ghana"):
        page = ActorProfileFactory(parent=directory, title=title)
        add_contact(page, [], name="Amina Beispiel", phone="030 23125 999", email="ghana@verein.example.org")
    user = make_user(groups=[editor_group(directory, people=people)])
    client.force_login(user)
    page = text(client)
    assert (str(Reason.MAIL.label) in page) is people
    for secret in ("23125", "ghana@verein", "Amina"):
        assert secret not in page


def test_one_sees_only_what_one_may_edit(client, pair):
    other = DirectoryFactory(slug="andere")
    client.force_login(make_user("fremd", groups=[editor_group(other)]))
    assert SHOP not in text(client)
    response = client.post(distinct_path(*pair))
    assert response.status_code == 302 and not DistinctActors.objects.exists()
    assert client.get(merge_path(*pair)).headers["Location"] == "/admin/"
    assert client.post(merge_path(*pair), {"version": "1"}).headers["Location"] == "/admin/"
    assert ActorProfilePage.objects.filter(pk=pair[1].pk).exists()


def test_two_organisations_are_remembered_and_can_be_taken_back(admin, pair, superuser):
    assert SHOP not in text(admin, DECIDED)
    for _again in range(2):
        assert admin.post(distinct_path(*pair)).headers["Location"] == LIST
    text(admin)
    assert distinct_path(*pair) not in text(admin)
    assert DistinctActors.objects.get().decided_by == superuser
    assert SHOP in text(admin, DECIDED)
    # In whichever order they come.
    admin.post(distinct_path(*pair[::-1]), {"undo": ""})
    assert distinct_path(*pair) in text(admin)


@pytest.mark.parametrize("path", [LIST, f"{LIST}?p=99", f"{LIST}?p=x", DECIDED])
def test_any_page_of_the_list_can_be_asked_for(admin, pair, path):
    assert admin.get(path).status_code == 200


def test_the_list_asks_as_often_for_many_as_for_few(admin, directory, vocabulary, django_assert_num_queries):
    make_profiles(directory, 10)
    text(admin)
    with CaptureQueriesContext(connection) as few:
        text(admin)
    make_profiles(directory, 300, seed=2)
    with django_assert_num_queries(len(few)):
        text(admin)


def test_the_merge_page_shows_both_and_merges(admin, pair):
    kept, merged = pair
    page = admin.get(merge_path(kept, merged))
    content = page.content.decode()
    assert 'name="title"' in content and 'value="both"' in content
    data = {field.html_name: field.value() for field in page.context["form"]}
    response = admin.post(merge_path(kept, merged), data | {"title": "merged"}, follow=True)
    assert response.status_code == 200
    assert not ActorProfilePage.objects.filter(pk=merged.pk).exists()
    kept.refresh_from_db()
    # The other was a draft, so the result waits.
    assert (kept.title, kept.draft_title) == (f"{SHOP} e. V.", SHOP)


def test_the_merge_page_names_no_person(admin, pair):
    add_contact(pair[0], ["web"], name="Amina Beispiel")
    assert "Amina" not in text(admin, merge_path(*pair))
    assert ContactPerson.objects.exists()


def test_why_it_cannot_be_done_is_said(admin, pair):
    pair[0].summary = "Wartet"
    pair[0].save_revision()
    responses = (admin.get(merge_path(*pair)), admin.post(merge_path(*pair), {"version": "1"}))
    assert [response.status_code for response in responses] == [200, 409]
    for response in responses:
        assert 'role="alert"' in response.content.decode()
    assert 'role="alert"' in text(admin, merge_path(pair[0], pair[0]))


def test_a_choice_that_there_is_not_merges_nothing(admin, pair):
    page = admin.get(merge_path(*pair))
    data = {field.html_name: field.value() for field in page.context["form"]}
    assert admin.post(merge_path(*pair), data | {"title": "x"}).status_code == 200
    assert ActorProfilePage.objects.filter(pk=pair[1].pk).exists()


def test_a_profile_that_is_gone_is_not_found(admin, pair):
    assert admin.get(reverse("skew_duplicates:merge", args=[pair[0].pk, 999999])).status_code == 404
