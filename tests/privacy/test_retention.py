"""What is kept how long, and who decides it."""

import pytest
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry

from skew_wagtail.actors.models import ActorContact, ActorRecord
from skew_wagtail.exchange.models import ImportRun
from skew_wagtail.privacy.models import (
    ActorAddress,
    Channel,
    Consent,
    ConsentMethod,
    ContactPerson,
    ListingRefusal,
    RetentionSettings,
    UsedLink,
)
from skew_wagtail.privacy.retention import RetentionRule, editable_rules, retention_rules
from skew_wagtail.privacy.retention.purge import purge
from tests.factories import (
    ActorProfileFactory,
    ApplicationFactory,
    ContactPersonFactory,
    add_address,
    add_contact,
)
from tests.privacy.kinds import HALF_YEAR, KINDS, YEARS_3, an_upload, say


def purged():
    """How many records of each kind went."""
    return {result.rule.slug: result.removed for result in purge() if result.removed}


# Each kind of record: kept one day before, gone on the day.


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_record_stays_until_its_period_is_over(travel, profile, make):
    slug, days, number = make(profile)
    travel(days - 1)
    assert purged() == {}
    travel(days)
    assert purged() == {slug: number}
    assert purged() == {}


@pytest.mark.parametrize(
    "make", [make for make in KINDS if make is not an_upload], ids=lambda make: make.__name__
)
def test_the_period_is_the_one_chosen_in_the_settings(travel, profile, make):
    slug, days, number = make(profile)
    RetentionSettings.objects.create(days={slug: 3})
    is_fixed = slug not in [rule.slug for rule in editable_rules()]
    travel(2)
    assert purged() == {}
    travel(3)
    assert purged() == ({} if is_fixed else {slug: number})


def test_every_rule_has_a_kind_above_or_goes_at_once():
    at_once = {"log-names", "records-without-profile", "addresses-without-profile"}
    tried = {
        "consents",
        "people",
        "refusals",
        "used-links",
        "interviews",
        "imports",
        "import-undo",
        "uploads",
        "withdrawn-brochures",
        "failed-builds",
        "step-notes",
        "advice-requests",
        "research-entries",
        "researched-profiles",
        "letters",
        "registrations",
        "access-needs",
        "unconfirmed-registrations",
        "application-drafts",
        "applications",
        "approved-applications",
        "suggestions",
        "interest-drafts",
        "withdrawn-interests",
        "interests",
        "chosen-interests",
    }
    assert {rule.slug for rule in retention_rules()} == at_once | tried


# Proofs of consent.


def test_a_consent_in_force_is_never_purged(travel, profile):
    add_contact(profile, ["web"])
    travel(36_500)
    assert purged() == {}


def test_a_history_stays_whole_while_one_channel_is_in_force(travel, profile):
    person = add_contact(profile, ["web", "photo"])
    say(person, profile, "web", withdraws=True)
    travel(5000)
    assert purged() == {}
    say(person, profile, "photo", withdraws=True)
    travel(5000 + YEARS_3)
    assert purged() == {"consents": 3}


def test_a_consent_given_again_keeps_the_withdrawal_before(travel, profile):
    person = add_contact(profile, ["web"])
    say(person, profile, "web", withdraws=True)
    say(person, profile, "web")
    travel(5000)
    assert purged() == {}


def test_the_consent_of_one_says_nothing_of_another(travel, profile, directory):
    person, other = add_contact(profile, ["web"]), add_contact(profile, ["web"])
    elsewhere = ActorProfileFactory(parent=directory)
    say(person, elsewhere, "web")
    say(person, profile, "web", withdraws=True)
    travel(YEARS_3)
    assert purged() == {"consents": 2}
    assert {(row.person, row.actor_key) for row in Consent.objects.all()} == {
        (other, profile.translation_key),
        (person, elsewhere.translation_key),
    }


def test_the_proof_of_an_erased_person_stays_three_years(travel, profile):
    person = add_contact(profile, ["web"])
    travel(1000)
    person.delete()
    travel(1000 + YEARS_3 - 1)
    assert purged() == {}
    travel(1000 + YEARS_3)
    assert purged() == {"consents": 2}


def test_a_deleted_person_has_withdrawn_what_it_agreed_to(profile):
    person = add_contact(profile, ["web", "photo"])
    say(person, profile, "photo", withdraws=True)
    person.delete()
    latest = Consent.objects.first()
    assert (latest.withdraws, latest.channels, latest.method) == (True, ["web"], ConsentMethod.ERASURE)
    assert latest.organisation_name == profile.title
    assert not Consent.objects.exclude(person=None).exists()


def test_an_organisation_that_withdrew_stays_hidden_as_long_as_it_has_a_profile(travel, profile):
    say(None, profile, "web")
    say(None, profile, "web", withdraws=True)
    travel(5000)
    assert purged() == {}
    profile.delete()
    assert purged() == {"consents": 2}


def test_evidence_goes_with_the_last_proof_that_names_it(travel, profile, evidence, superuser):
    first, second = add_contact(profile, ["web"]), add_contact(profile, [])
    Consent.objects.update(evidence=evidence)
    Consent.objects.create(
        person=second,
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        web=True,
        method=ConsentMethod.PAPER,
        evidence=evidence,
    )
    say(first, profile, "web", withdraws=True)
    travel(YEARS_3)
    assert purged() == {"consents": 2}
    assert get_document_model().objects.filter(pk=evidence.pk).exists()
    say(second, profile, "web", withdraws=True)
    travel(2 * YEARS_3)
    assert purged() == {"consents": 2}
    assert not get_document_model().objects.exists()


def test_the_file_of_the_evidence_and_its_title_in_the_log_go_too(
    travel, profile, evidence, admin, django_capture_on_commit_callbacks
):
    admin.post(
        f"/admin/documents/edit/{evidence.pk}/", {"title": evidence.title, "tags": "", "collection": 1}
    )
    assert ModelLogEntry.objects.filter(label__contains="Amina").exists()
    person = add_contact(profile, ["web"])
    Consent.objects.update(evidence=evidence)
    say(person, profile, "web", withdraws=True)
    travel(YEARS_3)
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    assert not evidence.file.storage.exists(evidence.file.name)
    assert not ModelLogEntry.objects.filter(label__contains="Amina").exists()


# People.


def test_a_person_whom_a_page_names_stays(travel, profile):
    add_contact(profile, [])
    travel(5000)
    assert purged() == {}


def test_a_person_named_on_a_draft_stays(travel, directory):
    add_contact(ActorProfileFactory(parent=directory, live=False), [])
    travel(5000)
    assert purged() == {}


def test_a_person_in_a_version_that_was_never_published_goes(travel, profile):
    person = ContactPersonFactory()
    draft = profile.get_latest_revision_as_object()
    draft.contacts.add(ActorContact(person=person))
    draft.save_revision()
    travel(HALF_YEAR)
    assert purged() == {"people": 1}


def test_a_person_taken_off_a_page_has_the_whole_period_from_then(travel, profile):
    person = add_contact(profile, [])
    travel(1000)
    ActorContact.objects.all().delete()
    travel(1000 + HALF_YEAR - 1)
    assert purged() == {}
    travel(1000 + HALF_YEAR)
    assert purged() == {"people": 1}
    assert not ContactPerson.objects.filter(pk=person.pk).exists()


def test_a_person_who_withdrew_has_the_whole_period_from_then(travel, profile):
    person = ContactPersonFactory()
    say(person, profile, "web")
    travel(1000)
    say(person, profile, "web", withdraws=True)
    travel(1000 + HALF_YEAR - 1)
    assert purged() == {}
    travel(1000 + HALF_YEAR)
    assert purged() == {"people": 1}


@pytest.mark.parametrize("channel", Channel)
def test_a_person_with_a_consent_in_force_stays(travel, profile, channel):
    say(ContactPersonFactory(), profile, channel)
    travel(5000)
    assert purged() == {}


# The other kinds.


@pytest.mark.parametrize("state", ["received", "review"])
def test_an_application_that_is_worked_on_stays(travel, db, state):
    ApplicationFactory(state=state)
    travel(36_500)
    assert purged() == {}


def test_a_refusal_in_force_is_never_purged(travel, db):
    ListingRefusal.objects.create(name="Verein")
    travel(36_500)
    assert purged() == {}


def test_an_interview_is_emptied_of_people_and_the_rest_of_the_record_stays(travel, profile):
    ActorRecord.objects.create(
        pk=profile.translation_key,
        interviewed_on=timezone.localdate(),
        interviewer="Honorarkraft",
        interviewee="Zwei vom Vorstand",
        interview_notes="Alles gut.",
        wishes_to_municipality="Ein Raum",
    )
    travel(730)
    purge()
    record = ActorRecord.objects.get()
    assert (record.interviewer, record.interviewee, record.interview_notes) == ("", "", "")
    assert record.wishes_to_municipality == "Ein Raum"
    assert record.interviewed_on


def test_records_and_addresses_that_outlived_their_profile_go_at_once(profile):
    ActorRecord.objects.create(pk=profile.translation_key, faith_affiliation="x")
    ActorRecord.objects.create(faith_affiliation="y")
    kept = add_address(profile)
    ActorAddress.objects.create(city="Nirgendwo")
    assert purged() == {"records-without-profile": 1, "addresses-without-profile": 1}
    assert ActorRecord.objects.get().faith_affiliation == "x"
    assert ActorAddress.objects.get() == kept


def test_a_host_adds_rules_and_replaces_ours(travel, profile):
    mine = RetentionRule("imports", "Importe", "", 10, lambda: ImportRun.objects.none())
    with hooks.register_temporarily("register_skew_retention", lambda: [mine]):
        assert [rule for rule in retention_rules() if rule.slug == "imports"] == [mine]


def test_reading_the_periods_writes_nothing(db):
    assert RetentionSettings.current().days_of(retention_rules()[0]) == retention_rules()[0].days
    assert not RetentionSettings.objects.exists()


def test_a_period_is_counted_in_days_of_the_town_hall(travel, db, settings):
    """A link used at half past eleven in the evening was used that day, in Berlin and not in Greenwich."""
    settings.TIME_ZONE = "Europe/Berlin"
    link = UsedLink.objects.create(nonce="1")
    UsedLink.objects.update(used_at=link.used_at.replace(hour=23, minute=30))
    travel(7)
    assert purged() == {}
    travel(8)
    assert purged() == {"used-links": 1}
