"""The consent register."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, Consent, ConsentMethod, ConsentWording
from tests.factories import ContactPersonFactory
from tests.forms import fields_of


def consent(profile, person, **values):
    values = {"channels": ["web"], "method": ConsentMethod.PAPER} | values
    return record_consent(
        person, actor_key=profile.translation_key, organisation_name=profile.title, **values
    )


def test_a_consent_proves_who_agreed_to_what_and_when(profile, superuser):
    person = ContactPersonFactory()
    row = consent(
        profile,
        person,
        channels=["web", "photo"],
        method=ConsentMethod.IMPORT,
        given_on=date(2026, 3, 1),
        wording="Ich bin einverstanden.",
        user=superuser,
    )
    row.refresh_from_db()
    assert (row.person, row.organisation_name, row.channels) == (person, profile.title, ["web", "photo"])
    assert (row.given_on, row.wording, row.recorded_by) == (
        date(2026, 3, 1),
        "Ich bin einverstanden.",
        superuser,
    )


def test_a_consent_without_a_date_was_given_today(profile):
    assert consent(profile, ContactPersonFactory()).given_on == timezone.localdate()


def test_an_unknown_channel_is_refused(profile):
    with pytest.raises(ValueError, match="fax"):
        consent(profile, ContactPersonFactory(), channels=["fax"])
    assert not Consent.objects.exists()


def test_a_row_is_never_changed(profile):
    row = consent(profile, ContactPersonFactory())
    row.web = False
    with pytest.raises(TypeError, match="append-only"):
        row.save()
    row.refresh_from_db()
    assert row.web


@pytest.mark.parametrize(("withdraws", "action"), [(False, "consent"), (True, "withdraw")])
def test_each_word_leaves_a_line_in_the_audit_log_without_the_persons_name(
    profile, superuser, withdraws, action
):
    consent(profile, ContactPersonFactory(name="Amina Beispiel"), user=superuser, withdraws=withdraws)
    entry = ModelLogEntry.objects.get(action=f"skew_privacy.{action}")
    assert entry.user == superuser
    assert "Amina" not in f"{entry.label} {entry.data}"


def test_a_deleted_person_leaves_no_name_in_the_audit_log(admin):
    person = ContactPersonFactory(name="Amina Beispiel")
    url = f"/admin/snippets/skew_privacy/contactperson/edit/{person.pk}/"
    admin.post(url, {"name": "Amina Beispiel", "role": "Kasse", "phone": "", "email": "", "note": ""})
    assert ModelLogEntry.objects.filter(label__contains="Amina").exists()
    admin.post(f"/admin/snippets/skew_privacy/contactperson/delete/{person.pk}/")
    assert not type(person).objects.exists()
    assert ModelLogEntry.objects.filter(action="wagtail.delete").exists()
    assert not [entry for entry in ModelLogEntry.objects.all() if "Amina" in f"{entry.label} {entry.data}"]


def test_a_phone_number_must_be_one():
    person = ContactPersonFactory.build(phone="ruf an")
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert list(refused.value.message_dict) == ["phone"]


@pytest.mark.parametrize("phone", ["030 23125 123", "+49 30 23125 123", "06621/4711"])
def test_a_phone_number_may_be_written_as_people_do(phone):
    ContactPersonFactory.build(phone=phone).full_clean()


@pytest.mark.parametrize(
    ("latitude", "longitude", "missing"), [(50.6, None, "longitude"), (None, 9.4, "latitude")]
)
def test_a_position_needs_both_numbers(db, latitude, longitude, missing):
    with pytest.raises(ValidationError) as refused:
        ActorAddress(latitude=latitude, longitude=longitude).full_clean()
    assert list(refused.value.message_dict) == [missing]


# Wordings.


def make_wording(**values):
    parts = dict.fromkeys(("data", "purpose", "storage_period", "withdrawal"), "…")
    return ConsentWording.objects.create(
        **{"key": "entry", "title": "Einwilligung", "text": "Ich bin einverstanden."} | parts | values
    )


def test_a_consent_keeps_the_text_its_version_and_its_fingerprint(profile):
    wording = make_wording()
    row = consent(profile, ContactPersonFactory(), wording_version=wording)
    assert row.wording == wording.full_text
    assert row.wording_version == wording
    assert row.wording_hash == hashlib.sha256(wording.full_text.encode()).hexdigest()


def test_a_text_that_people_agreed_to_is_never_rewritten(profile):
    wording = make_wording()
    wording.text = "Noch ändere ich."
    wording.save()
    consent(profile, ContactPersonFactory(), wording_version=wording)
    wording.text = "Ich bin mit allem einverstanden."
    with pytest.raises(TypeError, match="next version"):
        wording.save()
    wording.refresh_from_db()
    assert wording.text == "Noch ändere ich."


def test_an_editors_change_becomes_the_next_version(admin, profile):
    wording = make_wording(text="Alt.")
    row = consent(profile, ContactPersonFactory(), wording_version=wording)
    url = f"/admin/snippets/skew_privacy/consentwording/edit/{wording.pk}/"
    posted = fields_of(admin.get(url).content.decode(), "#w-editor-form") | {"text": "Neu."}
    assert admin.post(url, posted).status_code == 302
    row.refresh_from_db()
    assert row.wording.startswith("Alt.")
    assert list(ConsentWording.objects.values_list("version", "text", "is_active")) == [
        (2, "Neu.", True),
        (1, "Alt.", False),
    ]


def test_a_change_before_anybody_agreed_makes_no_version(admin, db):
    wording = make_wording()
    url = f"/admin/snippets/skew_privacy/consentwording/edit/{wording.pk}/"
    posted = fields_of(admin.get(url).content.decode(), "#w-editor-form") | {"text": "Neu."}
    assert admin.post(url, posted).status_code == 302
    assert ConsentWording.objects.get().text == "Neu."


def test_the_shipped_wordings_come_in_three_languages_and_only_once(db):
    call_command("skew_load_wordings", verbosity=0)
    assert set(ConsentWording.objects.values_list("language", flat=True)) == {"de", "en", "fr"}
    german = ConsentWording.objects.get(language="de")
    german.title = "Unsere Einwilligung"
    german.save()
    call_command("skew_load_wordings", verbosity=0)
    assert ConsentWording.objects.count() == 3
    assert ConsentWording.objects.get(language="de").title == "Unsere Einwilligung"
