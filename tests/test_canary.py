"""Nothing that must stay inside gets out, by no way that a visitor or a machine can take."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.sites.requests import RequestSite
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import RequestFactory, TestCase
from openpyxl import load_workbook
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageLogEntry, Revision, Site
from wagtail.search.models import IndexEntry

from skew_wagtail.actors import facet_index
from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, ActorRecord
from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import EditionActor, EditionState
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.exporting.disclosure import NotAllowed, Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.exporting.writing import WRITERS
from skew_wagtail.exchange.models import ImportRun
from skew_wagtail.privacy import publishing
from skew_wagtail.privacy.actions import hide_address
from skew_wagtail.privacy.models import ActorAddress, ContactPerson, ListingRefusal
from tests import field_classes
from tests.canary import SECRET, Marks, World, build_world
from tests.factories import editor_group, make_user
from tests.forms import fields_of
from tests.own_urls import PUBLIC_URLS, own_urls
from tests.pdf_text import text_of_pdf

pytestmark = pytest.mark.usefixtures("no_contexts_kept")

API = {"ROOT_URLCONF": "tests.api_urls", "WAGTAILAPI_LIMIT_MAX": None}


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = build_world()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world, db):
    # What a test changed is rolled back, which the index in memory does not learn.
    facet_index._indexes.clear()
    return built_world


# What fields there are.


@pytest.mark.parametrize("model", field_classes.own_models(), ids=lambda model: model._meta.label)
def test_somebody_has_thought_about_every_field(model):
    unknown = [
        column.name
        for column in field_classes.own_fields(model)
        if field_classes.class_of(model, column.name) is None
    ]
    assert unknown == [], "Say in tests/field_classes.py how private these fields are."


@pytest.mark.parametrize("label", field_classes.FIELD_CLASSES)
def test_the_table_names_no_field_that_is_gone(label):
    named = [name for names in field_classes.FIELD_CLASSES[label].values() for name in names.split()]
    assert sorted(named) == sorted(column.name for column in field_classes.own_fields(apps.get_model(label)))


@pytest.mark.parametrize("model", field_classes.own_models(), ids=lambda model: model._meta.label)
def test_no_page_has_a_field_for_people_or_for_the_town_hall(model):
    """A page's revisions keep every text: such fields belong into records."""
    if issubclass(model, Page) or hasattr(model, "page"):
        secret = [
            column.name
            for column in field_classes.own_fields(model)
            if field_classes.class_of(model, column.name) in SECRET
        ]
        assert secret == []


def test_every_secret_field_is_marked(world):
    secret = {
        (model._meta.label, column.name)
        for model in field_classes.own_models()
        for column in field_classes.own_fields(model)
        if field_classes.class_of(model, column.name) in SECRET and field_classes.is_carrier(column)
    }
    assert secret - world.marks.fields == set()


# What visitors get.


def pages_as_seen(client) -> Iterator[tuple[str, str]]:
    """Every published page as HTML, whatever it answers."""
    for page in Page.objects.filter(depth__gt=1):
        for query in ("", "?more=topic&sort=newest"):
            url = f"{page.get_url()}{query}"
            yield url, client.get(url, follow=True).content.decode()


def other_addresses(client) -> Iterator[tuple[str, str]]:
    for url in PUBLIC_URLS.values():
        yield url, as_text(client.get(url))


def as_text(response: Any) -> str:
    """What one reads of an answer, also of a PDF."""
    if response.headers["Content-Type"] == "application/pdf":
        return text_of_pdf(response.content)
    return response.content.decode()


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


def exported(scope: Scope, user: Any = None) -> Iterator[tuple[str, str]]:
    """An export in every format, as text."""
    for file_format in WRITERS:
        file = BytesIO()
        export_actors(file, file_format, scope, user=user)
        data = file.getvalue()
        yield file_format, text_of_workbook(data) if file_format == "xlsx" else data.decode()


def test_what_is_exported_to_pass_on_holds_no_secret(world):
    surfaces = dict(exported(Scope.SHARED))
    assert all(world.profile.title in text for text in surfaces.values())
    leaks = {name: found for name, text in surfaces.items() if (found := world.marks.found_in(text))}
    assert leaks == {}


def test_an_export_of_somebody_without_rights_holds_nobody(world):
    root = Site.objects.get(is_default_site=True).root_page
    user = make_user("ohne-rechte", groups=[editor_group(root, people=False)])
    for scope in (Scope.SHARED, Scope.ORGANISATIONS):
        for name, text in exported(scope, user):
            assert world.profile.title in text
            assert world.marks.found_in(text, personal_only=True) == [], (scope, name)
            assert "Amina" not in text
    with pytest.raises(NotAllowed):
        dict(exported(Scope.COMPLETE, user))


def test_the_working_copy_holds_what_stays_inside(world):
    """The counterpart: without it the two tests above could not fail."""
    for name, text in exported(Scope.COMPLETE):
        assert world.marks.found_in(text, personal_only=True), name


def changed_copy(world: World, marks: Marks) -> bytes:
    """The working copy as a contractor brings it back: other people and notes for one profile, nonsense for another.

    A third does not want to be listed any more.
    """
    file = BytesIO()
    export_actors(file, "xlsx", Scope.COMPLETE, directory=world.directory)
    book = load_workbook(file)
    header, *rows = book.active.iter_rows()
    keys = [next(key for key, column in COLUMNS.items() if column.header == cell.value) for cell in header]
    by_name = {row[keys.index("title")].value: dict(zip(keys, row, strict=True)) for row in rows}
    changed, wrong = by_name[world.profile.title], by_name["Verein exact"]
    changed["summary"].value = "Neu gefasst"
    for key in ("contact_name", "contact_role", "street", "po_box", "interviewer", "interview_notes"):
        changed[key].value = marks.word(f"{key} in the file", personal=True)
    changed["phone"].value = "030 23125 888"
    for key in ("phone", "email", "latitude", "consent", "interviewed_on", "cooperation_needs"):
        wrong[key].value = marks.word(f"wrong {key} in the file", personal=True)
    refusal = ListingRefusal.objects.get()
    refusal.former_names += "\nVerein place"
    refusal.save()
    book.save(file := BytesIO())
    return file.getvalue()


def test_reports_of_an_import_hold_nobody(world, client, django_capture_on_commit_callbacks):
    """Before the import for who uploaded the file, afterwards for everyone who may look at the register."""
    marks = replace(world.marks, planted={**world.marks.planted}, personal={*world.marks.personal})
    data = changed_copy(world, marks)
    assert len(marks.found_in(text_of_workbook(data), personal_only=True)) > 20
    root = Site.objects.get(is_default_site=True).root_page
    importer = make_user("einlesend", groups=[editor_group(root)])
    importer.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(importer)
    posted = {"file": SimpleUploadedFile("akteure.xlsx", data), "directory": str(world.directory.pk)}
    address = client.post("/admin/skew/imports/new/", posted).headers["Location"]
    client.get(address)
    reports = {"before": text_of_workbook(client.get(f"{address}report/").getvalue())}
    # What is wrong in the file, who uploaded it may read; of what is stored only who refused.
    assert world.marks.found_in(reports["before"], personal_only=True) == [
        "skew_privacy.ListingRefusal.name (register of refusals)"
    ]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}apply/", {"skip_invalid": "on"})
    importer.groups.clear()
    assert client.get(f"{address}report/").status_code == 302
    run = ImportRun.objects.get(user=importer)
    reader = make_user("lesend", groups=[editor_group(root, "Lesende", people=False)])
    reader.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    client.force_login(reader)
    reports["after"] = text_of_workbook(client.get(f"/admin/skew/imports/runs/{run.pk}/report/").getvalue())
    reports["page"] = client.get(f"/admin/skew_exchange/importrun/inspect/{run.pk}/").content.decode()
    for name, text in reports.items():
        assert "Neu gefasst" in text and "Verein exact" in text, name
    del reports["before"]
    assert {
        name: found for name, text in reports.items() if (found := marks.found_in(text, personal_only=True))
    } == {}


def text_of_workbook(data: bytes) -> str:
    book = load_workbook(BytesIO(data))
    return " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)


def test_an_address_that_is_hidden_while_a_file_is_written_is_not_in_it(world, admin):
    page = ActorProfilePage.objects.get(slug="exact")
    response = admin.get("/admin/skew/actors/?export=csv")
    lines = iter(response.streaming_content)
    next(lines)
    hide_address(page.translation_key)
    text = b"".join(lines).decode()
    assert page.title in text
    assert [mark for mark in ("Färbergasse 12", "00815") if mark in text] == []
    assert "Färbergasse 12" not in admin.get("/akteure/actors.json").content.decode()


# What is stored.


def test_entries_hold_no_secret(world):
    rows = list(ActorEntry.objects.values())
    assert any(row["card"].get("name") == world.profile.title for row in rows)
    assert {row["page_id"]: found for row in rows if (found := world.marks.found_in(str(row)))} == {}


def test_revisions_hold_no_personal_data(world):
    revisions = {
        revision.pk: json.dumps(revision.content, ensure_ascii=False) for revision in Revision.objects.all()
    }
    assert any("Weltladen" in text for text in revisions.values())
    leaks = {
        pk: found
        for pk, text in revisions.items()
        if (found := world.marks.found_in(text, personal_only=True))
    }
    assert leaks == {}


def test_the_log_of_pages_holds_no_personal_data(world):
    log = str(list(PageLogEntry.objects.values()))
    assert world.profile.title in log
    assert world.marks.found_in(log, personal_only=True) == []


def test_the_search_index_holds_no_personal_data(world):
    rows = [vars(entry) for entry in IndexEntry.objects.all()]
    assert any("kaffee" in str(row).lower() for row in rows)
    assert world.marks.found_in(str(rows), personal_only=True) == []


def test_records_saved_with_the_form_stay_out_of_revisions(world, admin):
    """The editor's form carries address and internal record beside the page."""
    profile = world.profile
    url = f"/admin/pages/{profile.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    posted |= {
        "street": "Knr999xweg 1",
        "interview_notes": "knr998x",
        "precision": "place",
        "action-publish": "1",
    }
    response = admin.post(url, posted)
    assert response.status_code == 302, response.content.decode()
    assert ActorAddress.objects.get(pk=profile.translation_key).street == "Knr999xweg 1"
    assert ActorRecord.objects.get(pk=profile.translation_key).interview_notes == "knr998x"
    latest = Revision.objects.filter(object_id=str(profile.pk)).latest("pk")
    assert latest.content["title"] == profile.title
    assert not {"street", "interview_notes"} & set(latest.content)
    assert "knr99" not in json.dumps(latest.content).lower()


def test_a_deleted_person_is_gone_from_every_page(world, client):
    ContactPerson.objects.get(name="Amina Gezeigt").delete()
    texts = dict(pages_as_seen(client))
    assert [url for url, text in texts.items() if "Amina" in text or "amina@example.net" in text] == []


def test_an_unpublished_page_leaves_its_lists(world, client):
    url = PUBLIC_URLS["skew_wagtail:actors_json"]
    assert world.profile.title in client.get(url).content.decode()
    ActorProfilePage.objects.get(pk=world.profile.pk).unpublish()
    assert world.profile.title not in client.get(url).content.decode()
