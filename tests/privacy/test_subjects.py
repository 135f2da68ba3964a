"""What somebody learns who asks what is stored on them."""

import json
import stat
from io import StringIO
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from skew_wagtail.actors.models import ActorContact, ActorRecord
from skew_wagtail.privacy.models import ContactPerson
from skew_wagtail.privacy.subjects.export import subject_data
from tests import field_classes
from tests.factories import (
    ActorProfileFactory,
    ContactPersonFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    add_address,
    add_contact,
)
from tests.field_classes import CONTACT, INTERNAL, SENSITIVE
from tests.programmes.making import CallFactory

AMINA = "amina@example.org"


def texts(address=AMINA):
    """What is told, by model and field: a list of texts."""
    found = {}
    for section in subject_data(address).sections:
        for record in section.records:
            for value in record.values:
                found.setdefault(f"{section.model}.{value.name}", []).append(value.text)
    return found


def export(folder, address=AMINA):
    """What the command prints, and the two files."""
    out = StringIO()
    call_command("skew_subject_export", address, output=folder, stdout=out)
    paths = [folder / f"subject-export.{kind}" for kind in ("json", "html")]
    return out.getvalue(), *(path.read_text() if path.exists() else None for path in paths)


@pytest.fixture
def amina(profile):
    """Somebody with everything that one can have."""
    person = add_contact(profile, ["web", "photo"], name="Amina Beispiel", email=AMINA, note="ruft gern an")
    add_address(profile)
    return person


# What is told.


def test_the_person_its_consents_and_its_organisations_are_told(amina, profile):
    found = texts()
    assert found["skew_privacy.ContactPerson.name"] == ["Amina Beispiel"]
    assert found["skew_privacy.ContactPerson.note"] == ["ruft gern an"]
    assert found["skew_privacy.Consent.organisation_name"] == [profile.title]
    assert found["skew_privacy.Consent.photo"] and found["skew_privacy.Consent.given_on"]
    assert found["skew_actors.ActorContact.page"] == [profile.title]
    assert found["skew_actors.ActorProfilePage.title"] == [profile.title]
    assert found["skew_privacy.ActorAddress.street"] == ["Färbergasse 12"]
    assert found["wagtailcore.ModelLogEntry.label"]


def test_the_wording_is_told_word_for_word(amina):
    amina.consents.update(wording="Ich bin einverstanden.")
    assert texts()["skew_privacy.Consent.wording"] == ["Ich bin einverstanden."]


def test_an_organisation_that_is_a_draft_is_told_too(amina, directory):
    draft = ActorProfileFactory(parent=directory, title="Neuer Verein", live=False)
    ActorContact.objects.create(page=draft, person=amina)
    found = texts()
    assert len(found["skew_actors.ActorProfilePage.title"]) == 2
    assert len(set(found["skew_actors.ActorProfilePage.live"])) == 2


def test_an_organisation_that_named_the_person_once_is_told_too(amina, profile):
    ActorContact.objects.all().delete()
    assert texts()["skew_actors.ActorProfilePage.title"] == [profile.title]


@pytest.mark.parametrize("typed", ["AMINA@EXAMPLE.ORG", "Amina@Example.org", " amina@example.org "])
def test_capitals_and_blanks_make_no_difference(amina, typed, tmp_path):
    assert "Amina Beispiel" in export(tmp_path, typed)[1]


def test_two_people_with_one_address_are_both_told(amina):
    ContactPersonFactory(name="Berta Beispiel", email=AMINA.upper())
    assert texts()["skew_privacy.ContactPerson.name"] == ["Amina Beispiel", "Berta Beispiel"]


def test_others_are_not_told(amina, profile):
    add_contact(profile, ["web"], name="Mirko Muster", email="mirko@example.org")
    ContactPersonFactory(name="Kim Amina", email="kim.amina@example.org")
    ContactPersonFactory(name="Noor", email="amina@example.org.example.com")
    everything = str(subject_data(AMINA))
    assert not [name for name in ("Mirko", "Kim", "Noor") if name in everything]


def test_of_a_row_about_others_only_the_field_with_the_address_is_told(profile):
    ActorRecord.objects.create(
        pk=profile.translation_key, interviewee="Mirko Muster", interview_notes=f"Fragen an {AMINA}."
    )
    assert texts() == {"skew_actors.ActorRecord.interview_notes": [f"Fragen an {AMINA}."]}


def test_who_of_the_town_hall_recorded_it_is_not_told(amina, superuser):
    amina.consents.update(recorded_by=superuser)
    assert superuser.username not in str(subject_data(AMINA))


def test_texts_of_pages_and_their_versions_are_told(profile):
    profile.description = f'<p>Schreiben Sie an <a href="mailto:{AMINA}">uns</a>.</p>'
    revision = profile.save_revision()
    revision.publish()
    profile.description = ""
    profile.save_revision().publish()
    found = texts()
    assert "skew_actors.ActorProfilePage.description" not in found
    assert found["wagtailcore.Revision.id"] == [str(revision.pk)]
    assert found["wagtailcore.Revision.created_at"]


def test_an_address_in_the_title_of_a_page_is_told(directory):
    ActorProfileFactory(parent=directory, title=f"Kontakt {AMINA}")
    assert f"Kontakt {AMINA}" in texts()["skew_actors.ActorProfilePage.title"]


@pytest.mark.parametrize("address", ["o'neill@example.org", "info@müller.example", "INFO@MÜLLER.example"])
@pytest.mark.parametrize("field", ["interview_notes", "report"])
def test_unusual_letters_are_found_in_text_and_in_json(profile, address, field):
    if field == "report":
        ImportRunFactory(report={"notes": [f"an {address}"]})
    else:
        ActorRecord.objects.create(pk=profile.translation_key, interview_notes=f"an {address}")
    assert texts(address)


# Nothing is forgotten: whatever field of whatever model of ours may hold the address.


def carriers():
    for model in field_classes.own_models():
        for column in field_classes.own_fields(model):
            is_personal = field_classes.class_of(model, column.name) in (CONTACT, INTERNAL, SENSITIVE)
            is_text = isinstance(column, models.CharField | models.TextField | models.JSONField)
            if is_personal and is_text and not column.choices:
                yield model, column


def a_row(model):
    """Any row of a model: one there is, else one with no more than it needs."""
    found = model._default_manager.first()
    if found is not None:
        return found
    made = {
        models.UUIDField: uuid4,
        models.DateTimeField: timezone.now,
        models.DateField: timezone.localdate,
        models.IntegerField: lambda: 1,
        models.PositiveIntegerField: lambda: 1,
        models.BooleanField: lambda: False,
    }
    values = {}
    for column in model._meta.fields:
        if (
            column.null
            or column.has_default()
            or isinstance(column, models.AutoField)
            or getattr(column, "auto_now_add", False)
        ):
            continue
        if isinstance(column, models.ForeignKey):
            values[column.name] = a_row(column.related_model)
        elif type(column) in made:
            values[column.name] = made[type(column)]()
    return model._default_manager.create(**values)


@pytest.fixture
def one_of_each(profile):
    """A page of each kind, for rows that hang on one."""
    InventoryFactory()
    ForumFactory()
    CallFactory()
    ImportRunFactory()


@pytest.mark.parametrize(
    ("model", "column"), list(carriers()), ids=lambda value: getattr(value, "__name__", None) or value.name
)
def test_wherever_the_address_stands_it_is_in_the_export(one_of_each, tmp_path, model, column):
    address = "a@bc.de"
    row = a_row(model)
    value = {"rows": [{"text": address}]} if isinstance(column, models.JSONField) else address
    model._default_manager.filter(pk=row.pk).update(**{column.name: value})
    _said, as_json, as_html = export(tmp_path, address)
    [section] = [part for part in json.loads(as_json)["sections"] if part["model"] == model._meta.label]
    values = {value["name"]: value for record in section["records"] for value in record["values"]}
    assert address in values[column.name]["text"]
    assert address in BeautifulSoup(as_html, "html.parser").select_one("main section").get_text()


def test_the_test_above_tries_fields_of_several_rooms():
    tried = {f"{model._meta.label}.{column.name}" for model, column in carriers()}
    assert {
        "skew_privacy.ContactPerson.note",
        "skew_privacy.ListingRefusal.keys",
        "skew_actors.ActorRecord.donation_account",
        "skew_exchange.ImportRun.report",
    } <= tried
    assert len(tried) > 20


def test_whatever_points_to_a_person_is_told(amina):
    """Every model of ours with a key to a person, now and later."""
    pointing = {
        model._meta.label
        for model in field_classes.own_models()
        if any(column.related_model is ContactPerson for column in model._meta.fields)
    }
    assert pointing
    assert pointing <= {section.model for section in subject_data(AMINA).sections}


# The files.


def test_the_files_are_for_nobody_else(amina, tmp_path):
    (tmp_path / "subject-export.json").write_text("alt")
    said, *_contents = export(tmp_path)
    for kind in ("json", "html"):
        path = tmp_path / f"subject-export.{kind}"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert str(path) in said


def test_a_folder_that_is_not_there_is_made(amina, tmp_path):
    assert export(tmp_path / "auskunft" / "amina")[1]


def test_nothing_stored_is_said_plainly_and_nothing_written(amina, tmp_path):
    said, *contents = export(tmp_path, "niemand@example.org")
    assert "niemand@example.org" in said
    assert contents == [None, None]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["", " ", "amina", "@", "%", "a@"])
def test_what_is_no_address_is_not_looked_for(amina, tmp_path, typed):
    with pytest.raises(CommandError):
        export(tmp_path, typed)
    assert list(tmp_path.iterdir()) == []


def test_the_page_can_be_read_by_everybody_and_needs_nothing_else(amina, tmp_path):
    html = BeautifulSoup(export(tmp_path)[2], "html.parser")
    assert html.html["lang"] == "de"
    assert html.title.get_text() and len(html.select("h1")) == 1
    assert [part.get_text() for part in html.select("h2")][:2] == ["Ansprechpersonen", "Einwilligungen"]
    assert "E-Mail" in [label.get_text() for label in html.select("dt")]
    assert not html.select("script, link, img, iframe, [src]")


def test_what_people_wrote_is_no_markup(amina, tmp_path):
    ContactPerson.objects.update(note="<script>alert(1)</script>")
    html = BeautifulSoup(export(tmp_path)[2], "html.parser")
    assert not html.select("script")
    assert "<script>alert(1)</script>" in html.get_text()


def test_the_json_keeps_values_as_they_are(amina, tmp_path):
    data = json.loads(export(tmp_path)[1])
    values = {
        (section["model"], value["name"]): value["value"]
        for section in data["sections"]
        for record in section["records"]
        for value in record["values"]
    }
    assert values["skew_privacy.Consent", "web"] is True
    assert values["skew_actors.ActorContact", "person"] == amina.pk
    assert data["address"] == AMINA


def test_asking_changes_nothing(amina, tmp_path):
    def counts():
        return {model: model._default_manager.count() for model in apps.get_models()}

    before = counts()
    export(tmp_path)
    assert counts() == before


def test_each_row_tells_where_it_is_edited(amina, profile, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://stadt.example"
    urls = {
        section.model: [record.url for record in section.records] for section in subject_data(AMINA).sections
    }
    page_url = f"https://stadt.example/admin/pages/{profile.pk}/edit/"
    assert urls["skew_actors.ActorProfilePage"] == [page_url]
    assert urls["skew_privacy.ActorAddress"] == [page_url]
    assert "/consent/inspect/" in urls["skew_privacy.Consent"][0]
    assert "/contactperson/edit/" in urls["skew_privacy.ContactPerson"][0]
