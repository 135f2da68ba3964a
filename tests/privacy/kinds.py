"""A record of each kind that is kept for a time: its rule, its days, and how many rows go."""

from datetime import timedelta

from django.utils import timezone

from skew_wagtail.actors.models import ActorDirectoryPage, ActorRecord
from skew_wagtail.brochure.models import EditionState
from skew_wagtail.exchange.models import ImportUpload
from skew_wagtail.forum.registration.models import AccessNeed
from skew_wagtail.inventory.models import InventoryStep, StepNote
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.mails import send_letter
from skew_wagtail.privacy.models import (
    Consent,
    ConsentMethod,
    ListingRefusal,
    Party,
    UsedLink,
)
from tests.factories import (
    ApplicationFactory,
    ContactPersonFactory,
    EditionFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    SuggestionFactory,
    add_contact,
    make_document,
    make_user,
)
from tests.forum.registrations import RegistrationFactory
from tests.inventory.research.making import EntryFactory
from tests.programmes.advice.making import AdviceRequestFactory
from tests.programmes.making import CallFactory, InterestFactory

YEARS_3, HALF_YEAR = 1096, 180


def say(person, page, *channels, **values):
    """A consent or a withdrawal of a person; nobody speaks for the organisation."""
    values = {"method": ConsentMethod.PAPER} | values
    about = {"actor_key": page.translation_key, "organisation_name": page.title}
    if person is not None:
        return record_consent(person, channels=channels, **about, **values)
    flags = dict.fromkeys(channels, True)
    return Consent.objects.create(party=Party.ORGANISATION, **about, **values, **flags)


def a_withdrawn_consent(profile):
    person = add_contact(profile, ["web"])
    say(person, profile, "web", withdraws=True)
    return "consents", YEARS_3, 2


def an_unused_person(profile):
    ContactPersonFactory()
    return "people", HALF_YEAR, 1


def a_lifted_refusal(profile):
    ListingRefusal.objects.create(name="Verein", lifted_at=timezone.now())
    return "refusals", 365, 1


def a_used_link(profile):
    UsedLink.objects.create(nonce="1")
    return "used-links", 7, 1


def notes_of_an_interview(profile):
    today = timezone.localdate()
    ActorRecord.objects.create(pk=profile.translation_key, interviewed_on=today, interviewer="Honorarkraft")
    return "interviews", 730, 1


def an_import(profile):
    ImportRunFactory()
    return "imports", 730, 1


def an_upload(profile):
    directory = ActorDirectoryPage.objects.first()
    ImportUpload.objects.create(
        user=make_user("hochladend"), file_name="a.xlsx", data=b"x", directory=directory
    )
    return "uploads", 1, 1


def what_it_takes_to_undo(profile):
    run = ImportRunFactory()
    run.profiles.create(
        actor_key=profile.translation_key, page_id=profile.pk, is_new=True, revision_after=1, before={}
    )
    return "import-undo", 30, 1


def a_withdrawn_brochure(profile):
    edition = EditionFactory(state=EditionState.WITHDRAWN, withdrawn_at=timezone.now())
    edition.files.create(variant="print", document=make_document(), page_count=1, size=3, sha256="0" * 64)
    return "withdrawn-brochures", 30, 1


def a_failed_build(profile):
    EditionFactory(state=EditionState.FAILED)
    return "failed-builds", 30, 1


def a_letter_that_was_sent(profile):
    send_letter("no_entry", "amina@example.org", "Ihre Frage", {"site": None})
    return "letters", 30, 1


def a_past_forum():
    now = timezone.now()
    return ForumFactory(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))


def a_registration(profile):
    RegistrationFactory(event=a_past_forum())
    return "registrations", 90, 1


def an_access_need(profile):
    registration = RegistrationFactory(event=a_past_forum())
    AccessNeed.objects.create(registration=registration, need_text="Gebärdensprache")
    return "access-needs", 14, 1


def a_registration_that_nobody_confirmed(profile):
    RegistrationFactory(state="unconfirmed", created_at=timezone.now())
    return "unconfirmed-registrations", 7, 1


def an_interest(state):
    """An answer to a call whose deadline is today."""
    now = timezone.now()
    call = CallFactory(closes_at=now)
    return InterestFactory(call=call, state=state, decided_on=None)


def an_interest_that_was_begun_only(profile):
    an_interest("draft")
    return "interest-drafts", 30, 1


def a_withdrawn_interest(profile):
    an_interest("withdrawn")
    return "withdrawn-interests", 30, 1


def an_interest_that_was_not_chosen(profile):
    an_interest("declined")
    return "interests", 365, 1


def a_chosen_interest(profile):
    an_interest("chosen")
    return "chosen-interests", YEARS_3, 1


def a_note_on_a_step(profile):
    page = InventoryFactory(steps=[InventoryStep(title="Auftakt")])
    StepNote.objects.create(step=page.steps.get(), text="Frau Beispiel anrufen")
    return "step-notes", 730, 1


def an_entry_of_a_closed_inventory(profile):
    EntryFactory(project=InventoryFactory(end_date=timezone.localdate()))
    EntryFactory(project=InventoryFactory())
    return "research-entries", 365, 1


def an_entry_with_a_profile(profile):
    closing = InventoryStep(title="Ende", key="closing_meeting", actual_date=timezone.localdate())
    EntryFactory(project=InventoryFactory(steps=[closing]), profile=profile)
    return "researched-profiles", 1096, 1


def a_begun_application(profile):
    ApplicationFactory(state="draft")
    return "application-drafts", 30, 1


def a_declined_application(profile):
    ApplicationFactory(state="declined")
    return "applications", 365, 1


def an_application_never_posted(profile):
    ApplicationFactory()
    return "applications", 365, 1


def an_approved_application(profile):
    ApplicationFactory(state="approved")
    return "approved-applications", 1096, 1


def a_suggestion(profile):
    SuggestionFactory()
    return "suggestions", 365, 1


def an_answered_request_for_advice(profile):
    AdviceRequestFactory(state="answered")
    AdviceRequestFactory(state="closed")
    AdviceRequestFactory(state="in_progress")
    return "advice-requests", 365, 2


KINDS = [
    an_entry_of_a_closed_inventory,
    an_entry_with_a_profile,
    a_begun_application,
    a_declined_application,
    an_application_never_posted,
    an_approved_application,
    a_suggestion,
    an_answered_request_for_advice,
    a_withdrawn_consent,
    an_unused_person,
    a_lifted_refusal,
    a_used_link,
    notes_of_an_interview,
    an_import,
    an_upload,
    what_it_takes_to_undo,
    a_withdrawn_brochure,
    a_failed_build,
    a_note_on_a_step,
    a_letter_that_was_sent,
    a_registration,
    an_access_need,
    a_registration_that_nobody_confirmed,
    an_interest_that_was_begun_only,
    a_withdrawn_interest,
    an_interest_that_was_not_chosen,
    a_chosen_interest,
]
