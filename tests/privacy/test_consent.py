"""The consent register."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, Consent, ConsentMethod
from tests.factories import ActorProfileFactory, ContactPersonFactory


@pytest.fixture
def profile(directory):
    return ActorProfileFactory(parent=directory, title="Weltladen Ebersfurt e. V.")


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
