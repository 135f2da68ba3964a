"""What visitors get: the web edition, files with their size, PDFs of what they found."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdfium2 import PdfDocument
from wagtail.models import PageViewRestriction

from skew_wagtail.actors.models import ActorDirectoryPage
from skew_wagtail.brochure import links
from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import Order, Selection
from skew_wagtail.brochure.views import public
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision, Channel, ConsentMethod
from tests.brochure.conftest import content_of
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    BrochureFactory,
    DirectoryFactory,
    InventoryFactory,
    TopicFactory,
    add_contact,
    make_user,
)
from tests.pdf_text import text_of_pdf

pytestmark = pytest.mark.django_db


def read(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


# The web edition.


def test_the_overview_leads_to_each_portrait(client):
    actors = [ActorProfileFactory(title=f"Verein {number:02}", summary="Da.") for number in range(14)]
    page = BrochureFactory(actors=actors, foreword="<p>Liebe <i>Leute</i></p>")
    html = read(client, page.get_url())
    assert "<em>Leute</em>" in html
    assert f'href="{page.get_url()}portraits/#a{actors[0].pk}"' in html
    assert f'href="{page.get_url()}portraits/?page=2#a{actors[13].pk}"' in html
    second = read(client, f"{page.get_url()}portraits/?page=2")
    assert f'id="a{actors[13].pk}"' in second
    assert "Verein 00" not in second
    read(client, f"{page.get_url()}portraits/?page=3", status=404)
    read(client, f"{page.get_url()}portraits/?page=x", status=404)


def test_a_portrait_shows_people_who_agreed_to_site_and_brochure(client):
    actor = ActorProfileFactory(title="Weltladen")
    add_contact(actor, ["web", "brochure"], name="Beides Ja")
    add_contact(actor, ["brochure"], name="Nur Heft")
    add_contact(actor, ["web"], name="Nur Netz")
    html = read(client, f"{BrochureFactory(actors=[actor]).get_url()}portraits/")
    assert "Beides Ja" in html
    assert "Nur Heft" not in html
    assert "Nur Netz" not in html


def test_the_index_leads_to_portraits(client):
    topic = TopicFactory(slug="fair-trade", label_de="Fairer Handel")
    actor = ActorProfileFactory(title="Weltladen", topics=[topic])
    page = BrochureFactory(actors=[actor])
    html = read(client, f"{page.get_url()}index/")
    assert "Fairer Handel" in html
    assert f"portraits/#a{actor.pk}" in html


def test_hostile_texts_are_shown_as_texts(client):
    actor = ActorProfileFactory(
        title="<script>alert(1)</script>", summary="{{ x }}<b>", description="<p>&lt;img&gt;</p>"
    )
    page = BrochureFactory(actors=[actor], imprint="<script>alert(2)</script>: {% now %}")
    for part in ("", "portraits/", "index/"):
        assert "<script>alert" not in read(client, f"{page.get_url()}{part}")


def test_more_actors_cost_no_more_queries(client, vocabulary):
    directory = DirectoryFactory()
    page = BrochureFactory(selection=Selection.FILTER, directory=directory, order=Order.TOPIC)
    used = {"": [], "portraits/": [], "index/": []}
    for number in (20, 80):
        make_profiles(ActorDirectoryPage.objects.get(pk=directory.pk), number)
        for part, counts in used.items():
            read(client, f"{page.get_url()}{part}")
            with CaptureQueriesContext(connection) as queries:
                read(client, f"{page.get_url()}{part}")
            counts.append(len(queries))
    for part, (few, many) in used.items():
        assert few == many, part
        assert few < 70, part


# Files.


def test_a_download_says_format_size_and_pages(client, brochure, quickly):
    build_brochure(brochure)
    file = brochure.editions.get().files.get(variant=Variant.DIGITAL)
    html = read(client, brochure.get_url())
    assert f'href="{file.document.url}"' in html
    assert "(PDF, " in html
    response = client.get(file.document.url)
    assert b"".join(response) == content_of(file.edition)


def test_the_archive_has_the_editions_before(client, brochure, actor, quickly):
    build_brochure(brochure)
    actor.summary = "Neu."
    actor.save_revision().publish()
    build_brochure(brochure)
    html = read(client, f"{brochure.get_url()}editions/")
    assert html.count(".pdf") == 2


def test_the_inventory_shows_its_brochure(client, actor, quickly):
    inventory = InventoryFactory(actors=[actor])
    page = BrochureFactory(title="Das Heft", selection=Selection.INVENTORY, inventory=inventory)
    draft = BrochureFactory(title="Entwurf", selection=Selection.INVENTORY, inventory=inventory, live=False)
    build_brochure(page)
    html = read(client, inventory.get_url())
    assert "Das Heft" in html
    assert page.editions.get().files.get(variant=Variant.DIGITAL).document.url in html
    assert draft.title not in html


def withdrawn(edition):
    edition.state = "withdrawn"
    edition.save()


def page_unpublished(edition):
    edition.brochure.unpublish()


def page_restricted(edition):
    PageViewRestriction.objects.create(page=edition.brochure, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    "happens", [withdrawn, page_unpublished, page_restricted], ids=lambda call: call.__name__
)
def test_visitors_get_no_file_any_more_when(client, brochure, quickly, happens):
    edition = build_brochure(brochure)
    url = edition.files.get(variant=Variant.DIGITAL).document.url
    assert client.get(url).status_code == 200
    happens(edition)
    assert client.get(url).status_code == 404
    assert url not in client.get(f"{brochure.get_url()}editions/").content.decode()
    client.force_login(make_user("chefin", superuser=True))
    assert client.get(url).status_code == 200


def test_what_changed_without_a_signal_is_not_given_either(client, brochure, quickly):
    url = build_brochure(brochure).files.get(variant=Variant.DIGITAL).document.url
    assert client.get(url).status_code == 200
    ActorAddress.objects.update(precision=AddressPrecision.HIDDEN)
    assert client.get(url).status_code == 404


def test_print_data_are_for_who_may_publish(client, brochure, quickly):
    url = build_brochure(brochure).files.get(variant=Variant.PRINT).document.url
    assert client.get(url).status_code == 404
    assert url not in read(client, brochure.get_url())


# PDFs of what one found.


def test_the_results_of_a_filter_come_as_pdf(client, directory):
    topic = TopicFactory(slug="fair-trade", label_de="Fairer Handel")
    ActorProfileFactory(parent=directory, title="Weltladen", summary="Kaffee.", topics=[topic])
    ActorProfileFactory(parent=directory, title="Chor")
    address = "/akteure/actors.pdf?topic=fair-trade"
    assert f'href="{address}"' in read(client, "/akteure/?topic=fair-trade&sort=newest")
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    text = text_of_pdf(response.content)
    assert "Weltladen" in text
    assert "Fairer Handel" in text
    assert "Chor" not in text


def test_words_of_a_visitor_do_not_stand_on_the_towns_paper(client, directory):
    ActorProfileFactory(parent=directory, title="Weltladen", summary="Kaffee, Tee und Honig.")
    text = text_of_pdf(client.get("/akteure/actors.pdf?q=honigwabe+honig&q=honig").content)
    assert "Weltladen" in text
    assert "honig" not in text


def test_a_profile_comes_as_pdf(client, directory):
    actor = ActorProfileFactory(parent=directory, slug="weltladen", title="Weltladen", summary="Kaffee.")
    add_contact(actor, ["web"], name="Nur Netz")
    add_contact(actor, ["web", "brochure"], name="Beides Ja")
    assert 'href="/akteure/weltladen/profile.pdf"' in read(client, "/akteure/weltladen/")
    content = client.get("/akteure/weltladen/profile.pdf").content
    text = text_of_pdf(content)
    assert "Beides Ja" in text
    assert "Nur Netz" not in text
    # A sheet without cover and contents, which says where it comes from.
    assert len(PdfDocument(content)) == 1
    assert "/akteure/weltladen" in text
    assert "1/1" in text


def test_who_wants_no_brochure_has_no_pdf_and_no_link_to_one(client, directory):
    actor = ActorProfileFactory(parent=directory, slug="weltladen", summary="Kaffee.")
    record_consent(
        None,
        actor_key=actor.translation_key,
        organisation_name=actor.title,
        channels=[Channel.BROCHURE],
        method=ConsentMethod.PAPER,
        withdraws=True,
    )
    assert "profile.pdf" not in read(client, "/akteure/weltladen/")
    assert client.get("/akteure/weltladen/profile.pdf").status_code == 404


def test_nothing_is_offered_beyond_the_limit(client, directory, settings):
    settings.SKEW_WAGTAIL = {"PDF_RESULTS_MAX": 1}
    for number in range(2):
        ActorProfileFactory(parent=directory, title=f"Verein {number}")
    assert "actors.pdf" not in read(client, "/akteure/")
    assert "2" in read(client, "/akteure/actors.pdf", status=422)


def test_no_results_are_no_pdf(client, directory):
    assert client.get("/akteure/actors.pdf").status_code == 404


def test_a_protected_directory_gives_no_pdf(client, directory):
    ActorProfileFactory(parent=directory)
    PageViewRestriction.objects.create(page=directory, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/akteure/actors.pdf").status_code == 302


def test_without_the_extra_nothing_is_offered(client, directory, monkeypatch):
    ActorProfileFactory(parent=directory, slug="weltladen")
    for module in (links, public):
        monkeypatch.setattr(module, "can_make_pdfs", lambda: False)
    assert ".pdf" not in read(client, "/akteure/")
    assert ".pdf" not in read(client, "/akteure/weltladen/")
    assert client.get("/akteure/actors.pdf").status_code == 404


@pytest.fixture
def few(monkeypatch):
    """One PDF each is set for a visitor, without the engine."""
    monkeypatch.setattr(public, "_EACH", 1)
    made = []

    def pdf_of(job):
        made.append(job)
        cache.set(f"skew-pdf-{job.fingerprint()}", b"%PDF-")
        return b"%PDF-"

    monkeypatch.setattr(public, "pdf_of", pdf_of)
    return made


def test_who_asks_too_often_waits_but_what_is_there_is_given(client, directory, few):
    for slug in ("chor", "laden"):
        ActorProfileFactory(parent=directory, slug=slug)
    assert client.get("/akteure/chor/profile.pdf").status_code == 200
    assert client.get("/akteure/laden/profile.pdf").status_code == 429
    assert client.get("/akteure/chor/profile.pdf").status_code == 200
