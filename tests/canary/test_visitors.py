"""Nothing that must stay inside gets out, by no way that a visitor or a machine can take."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sites.requests import RequestSite
from django.test import RequestFactory
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import EditionActor, EditionState
from skew_wagtail.privacy import publishing
from skew_wagtail.privacy.models import ContactPerson
from tests.canary.looks import as_text, other_addresses, pages_as_seen, text_of_workbook
from tests.canary.world import World
from tests.factories import editor_group, make_user
from tests.forms import fields_of
from tests.own_urls import PUBLIC_URLS, own_urls
from tests.pdf_text import text_of_pdf

pytestmark = pytest.mark.usefixtures("no_contexts_kept")


API = {"ROOT_URLCONF": "tests.api_urls", "WAGTAILAPI_LIMIT_MAX": None}


def parts_of_the_brochure(client, world: World) -> Iterator[tuple[str, str]]:
    for part in ("portraits/", "index/", "editions/"):
        url = f"{world.brochure.get_url()}{part}"
        response = client.get(url)
        assert response.status_code == 200
        yield url, response.content.decode()


def feeds_of_wagtail(client, settings) -> Iterator[tuple[str, str]]:
    """The sitemap and both page APIs with all fields they would give."""
    request = RequestFactory().get("/")
    yield "sitemap", str(Sitemap(request).get_urls(site=RequestSite(request)))
    for name, value in API.items():
        setattr(settings, name, value)
    ids = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    listings = ["pages/", *(f"pages/?type={label}" for label in ("skew_actors.ActorProfilePage",))]
    for version, fields in (("v2", "fields=*&limit=100"), ("v3", "limit=100")):
        for path in [*listings, *(f"pages/{pk}/" for pk in ids)]:
            url = f"/api/{version}/{path}"
            response = client.get(f"{url}{'&' if '?' in url else '?'}{fields}")
            assert response.status_code in (200, 401, 403, 404), (url, response.content[:500])
            yield url, response.content.decode()


def error_pages(client, world: World) -> Iterator[tuple[str, str]]:
    for page in world.not_public:
        url = f"{world.directory.get_url()}{page.pk}/"
        yield url, client.get(url).content.decode()
    yield "page 999", client.get(f"{world.directory.get_url()}?page=999").content.decode()


def test_visitors_see_no_secret(world, client, settings):
    surfaces = {
        **dict(pages_as_seen(client)),
        **dict(other_addresses(client)),
        **dict(parts_of_the_brochure(client, world)),
        **dict(error_pages(client, world)),
        **dict(feeds_of_wagtail(client, settings)),
    }
    leaks = {url: found for url, text in surfaces.items() if (found := world.marks.found_in(text))}
    assert leaks == {}
    assert len(surfaces) > 20


#: What the world's people agreed to for the printed brochure and not for the site.
AGREED_TO_PRINT = re.compile(r"ContactPerson\.(?!note).*consent for other channels|picture of people")


def test_the_brochure_holds_only_what_was_agreed_to(world):
    edition = build_brochure(world.brochure)
    assert edition.state == EditionState.READY, edition.explanation
    found = {}
    for file in edition.files.all():
        with file.document.open_file() as stored:
            text = text_of_pdf(stored.read())
        found[file.variant] = world.marks.found_in(text)
        assert world.profile.title in text
    assert found["digital"] == []
    assert [mark for mark in found["print"] if not AGREED_TO_PRINT.search(mark)] == []
    # The counterpart: somebody is in it who agreed to print alone.
    assert any("ContactPerson.name" in mark for mark in found["print"])
    assert world.marks.found_in(str(list(EditionActor.objects.values()))) == []


def test_what_visitors_get_as_pdf_shows_what_people_agreed_to(world, client):
    """The counterpart of the addresses that end in .pdf: they are PDFs, and have the profile in them."""
    for name in ("directory_pdf", "profile_pdf"):
        text = as_text(client.get(PUBLIC_URLS[f"skew_wagtail:{name}"]))
        assert world.profile.title in text
        assert "öffentlich: cooperation_needs" in text


def test_a_leak_is_noticed(world, client, monkeypatch):
    """Were consent not asked for, the test above would fail."""

    monkeypatch.setattr(publishing.ConsentState, "agrees", lambda state, key, voice, channel: True)
    monkeypatch.setattr(publishing.ConsentState, "objects", lambda state, key, channel: False)
    html = client.get(world.profile.get_url()).content.decode()
    leaked = " ".join(world.marks.found_in(html))
    for why in ("no consent", "consent for other channels", "consent for another actor", "withdrawn consent"):
        for name in ("name", "role", "phone", "email"):
            assert f"skew_privacy.ContactPerson.{name} ({why})" in leaked
    assert "picture of people" in leaked


def test_visitors_see_what_people_agreed_to(world, client):
    """The counterpart: without it the test above could not fail."""
    for pk, texts in world.shown.items():
        html = client.get(Page.objects.get(pk=pk).get_url()).content.decode()
        assert [text for text in texts if text not in html] == []


def test_the_apis_show_public_pages(world, client, settings):
    surfaces = dict(feeds_of_wagtail(client, settings))
    assert "weltladen" in surfaces["sitemap"]
    assert world.profile.title in surfaces["/api/v2/pages/"]
    assert world.profile.title in surfaces["/api/v3/pages/"]


def test_stories_and_the_feed_of_actors_show_what_is_public(world, client):
    """The counterpart: the public story is in the list and at its programme, the public profile in the feed."""
    for address in ("/gute-beispiele/", "/programme/qualifizierung/"):
        assert "Ein Tisch für alle" in client.get(address).content.decode()
    assert world.profile.title in client.get("/gute-beispiele/ein-tisch/").content.decode()
    assert world.profile.title in client.get("/akteure/actors.atom").content.decode()


def test_every_public_address_is_looked_at():
    assert {url.name for url in own_urls() if not url.in_admin} == set(PUBLIC_URLS)


def test_nothing_hidden_can_be_found_by_searching_for_it(world, client):
    assert client.get("/akteure/actors.json?q=kaffee").json()["count"] == 1
    words = [mark for mark in world.marks.planted if mark.startswith("knr")]
    counts = {word: client.get(f"/akteure/actors.json?q={word}").json()["count"] for word in words}
    assert {world.marks.planted[word]: count for word, count in counts.items() if count} == {}


# What people in the admin get.


def test_a_preview_shows_an_editor_what_visitors_would_see(world, admin):
    url = f"/admin/pages/{world.profile.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    assert admin.post(f"{url}preview/", posted).json()["is_valid"]
    html = admin.get(f"{url}preview/").content.decode()
    assert "Amina Gezeigt" in html
    assert world.marks.found_in(html) == []


def test_an_editor_without_the_right_sees_nobody_in_files_lists_and_reports(world, client, admin):
    """Pages of the admin and exports for who edits all pages and has no permission on people."""
    person = ContactPerson.objects.get(name="Amina Gezeigt")
    edit = f"/admin/snippets/skew_privacy/contactperson/edit/{person.pk}/"
    admin.post(edit, {"name": "Amina Gezeigt", "role": "x", "phone": "", "email": "", "note": ""})
    assert "Amina Gezeigt" in admin.get("/admin/reports/site-history/").content.decode()
    root = Site.objects.get(is_default_site=True).root_page
    client.force_login(make_user("ohne-rechte", groups=[editor_group(root, people=False)]))
    surfaces = {}
    for url in (
        "/admin/",
        "/admin/skew/actors/",
        "/admin/reports/site-history/",
        f"/admin/pages/{world.profile.pk}/history/",
    ):
        surfaces[url] = client.get(url).content.decode()
    for export in ("csv", "xlsx"):
        response = client.get(f"/admin/skew/actors/?export={export}")
        data = response.getvalue()
        surfaces[export] = data.decode() if export == "csv" else text_of_workbook(data)
    assert world.profile.title in surfaces["csv"]
    assert world.profile.title in surfaces["xlsx"]
    leaks = {
        url: found
        for url, text in surfaces.items()
        if (found := world.marks.found_in(text, personal_only=True) + ["Amina"] * ("Amina Gezeigt" in text))
    }
    assert leaks == {}
