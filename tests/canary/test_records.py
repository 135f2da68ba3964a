"""Entries, versions, logs and the search index hold no secret."""

import json

import pytest
from wagtail.models import PageLogEntry, Revision
from wagtail.search.models import IndexEntry

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress, ContactPerson
from tests.canary.looks import pages_as_seen
from tests.forms import fields_of
from tests.own_urls import PUBLIC_URLS

pytestmark = pytest.mark.usefixtures("no_contexts_kept")


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
