"""How private every field of our models is; a field that is not in here fails the canary's test.

public          anyone may see it
organisational  about the organisation or the project, on a page; public once the page is, and where an
                editor marked a row as internal not even then
contact         of a person, or where somebody can be found: only what ``privacy.publishing`` gives
sensitive       near Art. 9 GDPR or a matter of money: never in any output
internal        for the town hall only: never in any output
technical       keys, switches, choices, times: says nothing by itself
"""

from typing import Any

from django.apps import apps
from django.db import models

PUBLIC, ORGANISATIONAL, CONTACT = "public", "organisational", "contact"
SENSITIVE, INTERNAL, TECHNICAL = "sensitive", "internal", "technical"
CLASSES = (PUBLIC, ORGANISATIONAL, CONTACT, SENSITIVE, INTERNAL, TECHNICAL)

Classes = dict[str, str]

_TERM: Classes = {
    PUBLIC: "slug label_de label_en label_fr sort_order is_active source_uri",
    TECHNICAL: "id shipped",
}
_STATEMENT: Classes = {ORGANISATIONAL: "kind topic text", TECHNICAL: "id sort_order page visibility"}

#: The fields by model and class.
FIELD_CLASSES: dict[str, Classes] = {
    **{
        f"skew_vocabulary.{model}": _TERM
        for model in (
            "Topic",
            "Sdg",
            "Sector",
            "ActorKind",
            "LegalForm",
            "CooperationKind",
            "TargetGroup",
            "Country",
            "AreaLevel",
            "MunicipalityKind",
            "SizeBand",
            "ParticipantGroup",
            "OutcomeKind",
            "StepState",
            "CallState",
            "GlossaryTerm",
        )
    },  # fmt: skip
    "skew_vocabulary.SpokenLanguage": _TERM | {ORGANISATIONAL: "native"},
    "skew_vocabulary.ActivityArea": _TERM | {ORGANISATIONAL: "level parent"},
    "skew_vocabulary.Municipality": {
        ORGANISATIONAL: "name kind size state key website coat_of_arms coat_of_arms_alt",
        TECHNICAL: "id",
    },
    "skew_vocabulary.FundingNotice": {
        ORGANISATIONAL: "text logo logo_alt",
        INTERNAL: "title",
        TECHNICAL: "id",
    },
    "skew_privacy.ContactPerson": {
        CONTACT: "name role phone email",
        INTERNAL: "note",
        TECHNICAL: "id created_at updated_at",
    },
    "skew_privacy.ActorAddress": {
        CONTACT: "street postcode city po_box latitude longitude",
        TECHNICAL: "actor_key precision",
    },
    "skew_privacy.Consent": {
        INTERNAL: "organisation_name method given_on wording evidence",
        TECHNICAL: (
            "id party person actor_key withdraws web brochure export federation photo wording_version "
            "wording_hash recorded_by recorded_at"
        ),
    },
    "skew_privacy.ConsentWording": {
        PUBLIC: "title text data purpose storage_period withdrawal",
        TECHNICAL: "id key language version is_active created_at",
    },
    "skew_privacy.ListingRefusal": {
        INTERNAL: "name former_names keys reason note refused_on",
        TECHNICAL: "id actor_key recorded_by recorded_at lifted_at lifted_by",
    },
    "skew_privacy.UsedLink": {TECHNICAL: "id nonce used_at"},
    "skew_privacy.PrivacySettings": {
        PUBLIC: "privacy_page",
        INTERNAL: "notification_email",
        TECHNICAL: "id site evidence_collection",
    },
    "skew_privacy.OutgoingLetter": {
        CONTACT: "mail_to",
        INTERNAL: "mail_subject plain_body html_body",
        TECHNICAL: "id room letter_name state attempts next_attempt_at last_error created_at ended_at",
    },
    "skew_privacy.LetterFile": {INTERNAL: "file_name content", TECHNICAL: "id letter content_type"},
    "skew_privacy.RetentionSettings": {TECHNICAL: "id days"},
    "skew_actors.ActorDirectoryPage": {PUBLIC: "introduction", TECHNICAL: "page_ptr"},
    "skew_actors.ActorProfilePage": {
        ORGANISATIONAL: (
            "entry_depth short_name name_language kind sector legal_form is_charitable founded_year "
            "member_band volunteer_count staff_count summary description logo logo_alt logo_credit goals "
            "activities_local activities_abroad topics tags sdgs target_groups engagement_countries "
            "activity_areas spoken_languages networks support_wanted support_wanted_detail meeting_place "
            "opening_hours data_as_of"
        ),
        TECHNICAL: "page_ptr external_id",
    },
    "skew_actors.ActorContact": {TECHNICAL: "id sort_order page person"},
    "skew_actors.ActorImage": {
        ORGANISATIONAL: "image alt_text credit",
        TECHNICAL: "id sort_order page shows_people",
    },
    "skew_actors.ActorProject": {
        ORGANISATIONAL: "title country partner start_year end_year",
        TECHNICAL: "id sort_order page",
    },
    "skew_actors.CooperationNeed": _STATEMENT,
    "skew_actors.CooperationOffer": _STATEMENT,
    "skew_actors.ActorLink": {ORGANISATIONAL: "platform url", TECHNICAL: "id sort_order page"},
    "skew_actors.ActorPartner": {ORGANISATIONAL: "partner", TECHNICAL: "id sort_order page"},
    "skew_actors.ActorTag": {PUBLIC: "name slug", TECHNICAL: "id"},
    "skew_actors.TaggedActor": {PUBLIC: "tag", TECHNICAL: "id content_object"},
    "skew_actors.ActorRecord": {
        INTERNAL: (
            "interviewed_on interviewer interviewee interview_notes wishes_to_municipality review_due_on"
        ),
        SENSITIVE: "member_origins faith_affiliation donation_account",
        TECHNICAL: "actor_key",
    },
    "skew_actors.ActorEntry": {
        PUBLIC: "facets traits sort_name published_at updated_at search_name search_text card",
        TECHNICAL: "id page directory_id version removed stale",
    },
    "skew_actors.DirectoryState": {TECHNICAL: "directory_id uid version labels_version"},
    "skew_actors.DistinctActors": {TECHNICAL: "id first_key second_key decided_by decided_at"},
    "skew_inventory.InventoryIndexPage": {PUBLIC: "introduction", TECHNICAL: "page_ptr"},
    "skew_inventory.InventoryProjectPage": {
        ORGANISATIONAL: (
            "municipality start_date end_date goal focus_topics contractors partners funding_notice "
            "next_steps office office_email"
        ),
        TECHNICAL: "page_ptr",
    },
    "skew_inventory.InventoryStep": {
        ORGANISATIONAL: "title description responsible planned_date actual_date state public_note documents",
        TECHNICAL: "id sort_order page key is_public",
    },
    "skew_inventory.StepNote": {INTERNAL: "text", TECHNICAL: "step changed_at"},
    "skew_inventory.InventoryActor": {ORGANISATIONAL: "actor", TECHNICAL: "id sort_order page"},
    "skew_inventory.InventoryApplication": {
        CONTACT: (
            "contact_name contact_role contact_phone contact_email responsible_name officer_name officer_role"
        ),
        INTERNAL: (
            "municipality_name municipality_kind federal_state inhabitants official_key postal_address department "
            "occasion aim focus_text known_actors existing_networks partnerships council_resolutions "
            "weekly_hours wished_period signing_place annexes received_on decided_on decision_text register_notes"
        ),
        # The topics are those of the public list; which of them were ticked stands in no output.
        TECHNICAL: (
            "id key created_at state_since state updated_at completed_at focus_terms "
            "wants_workshop agrees_data_protection "
            "agrees_publication project"
        ),
    },
    "skew_inventory.InventorySuggestion": {
        CONTACT: "sender_name sender_email",
        INTERNAL: "organisation wish register_notes",
        TECHNICAL: "id key created_at state_since state",
    },
    "skew_inventory.ApplicationSettings": {
        PUBLIC: "recipient",
        INTERNAL: "copies_to answer_thanks answer_taken_up answer_declined",
        TECHNICAL: "id site sends_copies takes_suggestions",
    },
    "skew_inventory.DigestSubscription": {TECHNICAL: "user last_sent_on"},
    "skew_inventory.TeamMember": {TECHNICAL: "id project user"},
    "skew_inventory.ResearchSetup": {TECHNICAL: "project guide directory"},
    "skew_inventory.ResearchEntry": {
        CONTACT: "web_address contact_phone contact_email",
        INTERNAL: "name name_key town found_in note",
        TECHNICAL: "id project kind state state_since assigned_to profile created_at",
    },
    "skew_inventory.Interview": {
        INTERNAL: "appointment_at meeting_point interview_notes",
        TECHNICAL: "entry asked_by guide updated_at",
    },
    "skew_inventory.InterviewAnswer": {
        INTERNAL: "asked reply",
        TECHNICAL: "id interview question helps_with sort_order",
    },
    "skew_inventory.InterviewGuide": {INTERNAL: "title", TECHNICAL: "id"},
    "skew_inventory.InterviewQuestion": {INTERNAL: "text", TECHNICAL: "id sort_order guide helps_with"},
    "skew_inventory.ProfileApproval": {
        INTERNAL: "answered_on wished_change",
        TECHNICAL: "entry key state revision fingerprint asked_at way recorded_by",
    },
    "skew_forum.ForumIndexPage": {PUBLIC: "introduction", TECHNICAL: "page_ptr"},
    "skew_forum.EventSeries": {ORGANISATIONAL: "title description", TECHNICAL: "id"},
    "skew_forum.EventPage": {
        ORGANISATIONAL: (
            "starts_at ends_at status status_text status_changed_at municipality venue_name venue_address access "
            "languages childcare organiser moderation introduction topics series documents attendance_number "
            "attendance_text inventory"
        ),
        # Dates, place and state as they were published last; how one registers.
        TECHNICAL: (
            "page_ptr sequence announced takes_registrations registration_opens_at registration_closes_at capacity "
            "reserved_seats has_waiting_list takes_groups asks_access_needs"
        ),
    },
    "skew_forum.ForumPage": {TECHNICAL: "eventpage_ptr"},
    "skew_forum.NetworkingWorkshopPage": {TECHNICAL: "eventpage_ptr"},
    "skew_forum.EventDay": {ORGANISATIONAL: "date begins ends label", TECHNICAL: "id page"},
    "skew_forum.EventProgrammeItem": {
        ORGANISATIONAL: "date time title speaker_organisation language description",
        TECHNICAL: "id sort_order page",
    },
    "skew_forum.EventParticipantGroup": {
        ORGANISATIONAL: "group number",
        TECHNICAL: "id sort_order page seats",
    },
    "skew_forum.Registration": {
        CONTACT: "person_name mail_address",
        INTERNAL: "organisation",
        TECHNICAL: (
            "id key event group people actor is_invited language state created_at confirmed_at seat_given_at "
            "cancelled_at attended_number"
        ),
    },
    "skew_forum.AccessNeed": {SENSITIVE: "need_text", TECHNICAL: "registration"},
    "skew_forum.EventThemeGroup": {ORGANISATIONAL: "title text", TECHNICAL: "id sort_order page"},
    "skew_forum.EventOutcome": {
        ORGANISATIONAL: "kind text responsible_body due_date state done_on became",
        TECHNICAL: "id sort_order page",
    },
    "skew_forum.EventPhoto": {
        ORGANISATIONAL: "image alt_text credit actor",
        TECHNICAL: "id sort_order page shows_people",
    },
    "skew_forum.EventActor": {ORGANISATIONAL: "actor", TECHNICAL: "id sort_order page"},
    "skew_programmes.ProgrammeIndexPage": {PUBLIC: "introduction", TECHNICAL: "page_ptr"},
    "skew_programmes.ProgrammePage": {
        # The office is one of the town, with its own mail address; no person's.
        ORGANISATIONAL: (
            "summary description audience municipality_kinds topics participation office office_email "
            "funding_notice documents"
        ),
        TECHNICAL: "page_ptr kind",
    },
    "skew_programmes.ProgrammeOffer": {ORGANISATIONAL: "text", TECHNICAL: "id sort_order page kind"},
    "skew_programmes.ProgrammePhase": {
        ORGANISATIONAL: "title start_date end_date text",
        TECHNICAL: "id sort_order page",
    },
    "skew_programmes.ProgrammeQuestion": {
        ORGANISATIONAL: "question answer",
        TECHNICAL: "id sort_order page",
    },
    "skew_programmes.ModelMunicipality": {
        ORGANISATIONAL: "municipality phase year portrait results image alt_text credit",
        TECHNICAL: "id sort_order page call",
    },
    "skew_programmes.ProgrammeActor": {ORGANISATIONAL: "actor", TECHNICAL: "id sort_order page"},
    "skew_programmes.ProgrammeRelatedPage": {ORGANISATIONAL: "related", TECHNICAL: "id sort_order page"},
    "skew_programmes.StoryIndexPage": {PUBLIC: "introduction", TECHNICAL: "page_ptr"},
    "skew_programmes.StoryPage": {
        ORGANISATIONAL: (
            "municipality topics summary start_year end_year situation measures results helped difficult tips costs "
            "partners office office_email documents image alt_text credit"
        ),
        TECHNICAL: "page_ptr",
    },
    "skew_programmes.StoryActor": {ORGANISATIONAL: "actor", TECHNICAL: "id sort_order page"},
    "skew_programmes.StoryRelatedPage": {ORGANISATIONAL: "related", TECHNICAL: "id sort_order page"},
    "skew_programmes.CallPage": {
        ORGANISATIONAL: (
            "opens_at closes_at extended_to introduction online_note post_note phase seats_planned "
            "selection_note documents attachments_note"
        ),
        TECHNICAL: "page_ptr selection_published takes_interest attachments_max",
    },
    "skew_programmes.CallField": {
        ORGANISATIONAL: "wording",
        TECHNICAL: "id sort_order page field is_required",
    },
    "skew_programmes.CallQuestion": {
        ORGANISATIONAL: "question hint choices",
        TECHNICAL: "id sort_order page kind is_required",
    },
    "skew_programmes.ExpressionOfInterest": {
        CONTACT: "contact_name contact_role contact_phone contact_email",
        INTERNAL: (
            "municipality_name municipality_kind federal_state inhabitants official_key postal_address department "
            "motivation experience offered_areas trainee_places partner_organisations political_backing wished_start "
            "decided_on decision_reason register_notes"
        ),
        TECHNICAL: (
            "id key created_at state_since state updated_at submitted_at is_late language call municipality "
            "agrees_data_protection"
        ),
    },
    "skew_programmes.InterestAnswer": {
        INTERNAL: "answer_text",
        TECHNICAL: "id interest question question_text",
    },
    "skew_programmes.InterestAttachment": {
        INTERNAL: "file_name content",
        TECHNICAL: "id interest content_type size created_at",
    },
    "skew_programmes.InterestSettings": {
        INTERNAL: "notices_to",
        TECHNICAL: "id site late_entries grace_minutes",
    },
    "skew_programmes.AdvicePage": {
        # Offices of the town, with mail addresses of their own; no person's.
        ORGANISATIONAL: "introduction office office_email answer_days documents",
        TECHNICAL: "page_ptr takes_requests",
    },
    "skew_programmes.AdviceOffer": {
        ORGANISATIONAL: "title text audience costs",
        TECHNICAL: "id sort_order page kind",
    },
    "skew_programmes.AdviceTopic": {
        ORGANISATIONAL: "topic covers office office_email office_hours",
        TECHNICAL: "id sort_order page",
    },
    "skew_programmes.AdviceQuestion": {
        ORGANISATIONAL: "question answer",
        TECHNICAL: "id sort_order page",
    },
    "skew_programmes.AdviceRequest": {
        CONTACT: "sender_name sender_email sender_phone",
        INTERNAL: "organisation request_text due_on register_notes",
        TECHNICAL: "id key created_at state_since state advice_page topic asker_kind language",
    },
    "skew_programmes.AdviceAnswer": {
        INTERNAL: "answer_text",
        TECHNICAL: "id key advice_request sent_at sent_by",
    },
    "skew_programmes.CallPhase": {
        ORGANISATIONAL: "title start_date end_date text",
        TECHNICAL: "id sort_order page",
    },
    "skew_programmes.CallCriterion": {ORGANISATIONAL: "title text", TECHNICAL: "id sort_order page weight"},
    # Who reviews is an account of the admin.
    "skew_programmes.CallReviewer": {TECHNICAL: "id call user"},
    "skew_programmes.Review": {INTERNAL: "review_notes", TECHNICAL: "id interest user is_biased updated_at"},
    "skew_programmes.Score": {INTERNAL: "points", TECHNICAL: "id review criterion"},
    "skew_programmes.DecisionLetterSettings": {
        INTERNAL: "letter_place text_if_chosen text_if_reserve text_if_declined letter_signature",
        TECHNICAL: "id site",
    },
    # What organisations say and agree on at a workshop, each as visible as they want.
    "skew_forum.WorkshopOrganisation": {
        ORGANISATIONAL: "actor name interests",
        TECHNICAL: "id workshop interests_visibility changed_at changed_by",
    },
    "skew_forum.WorkshopStatement": {
        ORGANISATIONAL: "kind topic text",
        TECHNICAL: "id key sort_order organisation side visibility changed_at changed_by",
    },
    "skew_forum.WorkshopAgreement": {
        ORGANISATIONAL: "organisations kind text responsible_body due_date",
        TECHNICAL: "id key workshop visibility taken_over_at changed_at changed_by",
    },
    "skew_brochure.BrochurePage": {
        # The names in foreword and imprint are those of the town, written by it for everyone.
        ORGANISATIONAL: (
            "subtitle municipality cover_picture cover_alt cover_credit foreword_title foreword portrait "
            "portrait_alt portrait_credit signature signature_role introduction method inventory logo logo_alt "
            "imprint data_as_of"
        ),
        TECHNICAL: (
            "page_ptr selection directory filter_query order entry_depth shows_statistics shows_indexes "
            "primary_colour tint_colour paper auto_fit"
        ),
    },
    "skew_brochure.ChapterBefore": {ORGANISATIONAL: "title text", TECHNICAL: "id sort_order page"},
    "skew_brochure.ChapterAfter": {ORGANISATIONAL: "title text", TECHNICAL: "id sort_order page"},
    "skew_brochure.BrochureActor": {ORGANISATIONAL: "actor", TECHNICAL: "id sort_order page"},
    "skew_brochure.BrochureFunding": {ORGANISATIONAL: "notice", TECHNICAL: "id sort_order page"},
    "skew_brochure.BrochureEdition": {
        ORGANISATIONAL: "title number built_at",
        INTERNAL: "hints explanation",
        TECHNICAL: (
            "id brochure state stage percent started_at alive_at confirmed_at withdrawn_at built_by schema fingerprint"
        ),
    },
    "skew_brochure.EditionFile": {PUBLIC: "document page_count size sha256", TECHNICAL: "id edition variant"},
    # Ids of people and what of them was printed: no value of a person.
    "skew_brochure.EditionActor": {TECHNICAL: "id edition variant actor_key people precision has_photos"},
    "skew_exchange.ColumnMapping": {ORGANISATIONAL: "name", TECHNICAL: "id columns used_at"},
    "skew_exchange.ImportUpload": {
        INTERNAL: "data pictures preview complaint",
        TECHNICAL: "id user created_at state file_name directory options run",
    },
    "skew_exchange.ImportBaseline": {INTERNAL: "fingerprints", TECHNICAL: "actor_key"},
    "skew_exchange.ImportedProfile": {
        INTERNAL: "before",
        TECHNICAL: "id run created_at actor_key page_id is_new revision_before revision_after",
    },
    "skew_exchange.ImportUndo": {INTERNAL: "report", TECHNICAL: "id run user started_at finished_at"},
    "skew_exchange.ImportRun": {
        INTERNAL: "file_name directory_title report",
        TECHNICAL: (
            "id state started_at finished_at user sha256 directory_id options created_count updated_count "
            "unchanged_count skipped_count error_count"
        ),
    },
}


def names_of(*classes: str) -> set[str]:
    """Names of the fields of these classes in any model."""
    return {
        name for fields in FIELD_CLASSES.values() for cls in classes for name in fields.get(cls, "").split()
    }


def class_of(model: type[models.Model], field: str) -> str | None:
    """The class of one field, or nothing when nobody has thought about it."""
    fields = FIELD_CLASSES.get(model._meta.label, {})
    return next((cls for cls, names in fields.items() if field in names.split()), None)


def own_models() -> list[type[models.Model]]:
    """Every model of the package."""
    return [model for model in apps.get_models() if model.__module__.startswith("skew_wagtail.")]


def own_fields(model: type[models.Model]) -> list[Any]:
    """The fields that a model adds; those of Wagtail's Page are Wagtail's."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def is_carrier(field: Any) -> bool:
    """Whether a field can hold a text, number or date that one would know again in an output."""
    return not (
        field.choices or isinstance(field, models.BooleanField | models.ForeignKey | models.AutoField)
    )
