"""Telling and erasing somebody without a mail address, who is found by name."""

import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, PageLogEntry

from skew_wagtail.actors.models import ActorRecord
from skew_wagtail.forum.registration.models import AccessNeed, Registration
from skew_wagtail.privacy.models import Consent, ContactPerson
from tests.factories import ApplicationFactory, ContactPersonFactory, SuggestionFactory, add_contact
from tests.forum.registrations import RegistrationFactory

AMINA = "amina@example.org"


def run_by_name(name, **options):
    """What the command prints."""
    out = StringIO()
    call_command("skew_erase_subject", "--name", name, stdout=out, **{"yes": True} | options)
    return out.getvalue()


@pytest.mark.parametrize(
    "typed",
    ["Petra Größel", "petra  GRÖSSEL ", "Petra Groessel", "Petra Grössel", "PETRA GRÖẞEL", "petra grössel"],
)
def test_who_signs_is_found_by_name_and_nothing_else_is_emptied(db, typed):
    application = ApplicationFactory(responsible_name="Petra Größel")
    untouched = ApplicationFactory(officer_name="Petra Größel-Meier", responsible_name="Jussuf Muster")
    said = run_by_name(typed, dry_run=True)
    assert f"/inventoryapplication/inspect/{application.pk}/" in said
    application.refresh_from_db()
    assert application.officer_name == "Petra Größel"
    run_by_name(typed)
    before = {field.name: field.value_from_object(application) for field in application._meta.fields}
    application.refresh_from_db()
    after = {field.name: field.value_from_object(application) for field in application._meta.fields}
    assert {name for name in after if after[name] != before[name]} == {
        "responsible_name", "officer_name", "officer_role",
    }  # fmt: skip
    assert (application.responsible_name, application.officer_name, application.officer_role) == ("", "", "")
    untouched.refresh_from_db()
    assert untouched.officer_name == "Petra Größel-Meier"
    assert f"/inventoryapplication/inspect/{untouched.pk}/" in said


def test_by_name_nobody_with_an_address_is_erased_but_told(profile):
    other = add_contact(profile, ["web"], name="Amina Beispiel", email=AMINA)
    nobody = add_contact(profile, ["web"], name="Amina  Beispiel", email="")
    suggestion = SuggestionFactory(sender_name="Amina Beispiel")
    said = run_by_name("amina beispiel")
    assert list(ContactPerson.objects.all()) == [other]
    assert not Consent.objects.filter(person=nobody.pk).exists()
    suggestion.refresh_from_db()
    assert suggestion.sender_name == "Amina Beispiel"
    assert f"/contactperson/edit/{other.pk}/" in said
    assert f"/inventorysuggestion/inspect/{suggestion.pk}/" in said


def test_who_was_asked_and_who_asked_is_emptied_by_name_and_notes_are_told(profile):
    record = ActorRecord.objects.create(
        pk=profile.translation_key,
        interviewee="Kim Öztürk",
        interviewer="Noor Beispiel",
        interview_notes="Gespräch\nKim Öztürk ruft an.",
    )
    said = run_by_name("kim öztürk")
    record.refresh_from_db()
    assert (record.interviewee, record.interviewer) == ("", "Noor Beispiel")
    notes = str(record._meta.get_field("interview_notes").verbose_name)
    assert any(notes in line and f"/admin/pages/{profile.pk}/edit/" in line for line in said.splitlines())


def test_a_registration_by_phone_goes_by_name_with_what_it_needs(db):
    registration = RegistrationFactory(person_name="Kim Öztürk", mail_address="")
    AccessNeed.objects.create(registration=registration, need_text="Rampe")
    run_by_name("Kim Öztürk")
    assert not Registration.objects.exists() and not AccessNeed.objects.exists()


def test_lines_of_the_log_about_others_keep_the_name(profile):
    ContactPersonFactory(name="Petra Größel", email="")
    PageLogEntry.objects.log_action(profile, "wagtail.edit", title="Petra Größel Stiftung")
    run_by_name("Petra Größel")
    assert PageLogEntry.objects.filter(label="Petra Größel Stiftung").exists()
    assert not ModelLogEntry.objects.filter(label__contains="Größel").exists()


@pytest.mark.parametrize("typed", ["", " ", "Petra", "%", "- -"])
def test_one_word_is_no_name_to_erase_by(db, typed):
    with pytest.raises(CommandError):
        call_command("skew_erase_subject", f"--name={typed}", "--yes")


@pytest.mark.parametrize("given", [[], [AMINA, "--name=Amina Beispiel"]])
def test_either_an_address_or_a_name_is_asked_for(db, given):
    with pytest.raises(CommandError):
        call_command("skew_erase_subject", *given, "--yes")


def test_a_name_that_is_not_there_is_answered_calmly(db):
    ContactPersonFactory(name="Petra Größel", email="")
    assert "Mirko Muster" in run_by_name("Mirko Muster")
    assert ContactPerson.objects.exists()


def test_by_name_one_is_told_what_is_stored_and_nothing_of_a_namesake(db, tmp_path):
    ApplicationFactory()
    ContactPersonFactory(name="Petra Größel", email="petra@example.org", phone="030 23125 123")
    call_command("skew_subject_export", "--name", "petra grössel", output=tmp_path, stdout=StringIO())
    sections = json.loads((tmp_path / "subject-export.json").read_text())["sections"]
    told = {
        (part["model"], value["name"])
        for part in sections
        for row in part["records"]
        for value in row["values"]
    }
    assert told == {
        ("skew_inventory.InventoryApplication", "officer_name"),
        ("skew_inventory.InventoryApplication", "officer_role"),
        ("skew_privacy.ContactPerson", "name"),
    }
    page = BeautifulSoup((tmp_path / "subject-export.html").read_text(), "html.parser")
    assert "petra grössel" in page.title.get_text()
    assert "Oberbürgermeisterin" in page.get_text() and "23125" not in page.get_text()
