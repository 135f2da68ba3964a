"""How long this room keeps what; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.privacy.retention import LONG_AGO, RetentionRule, blank

from .models import ActorProfilePage, ActorRecord

_NOTES = ("interviewer", "interviewee", "interview_notes")


def interview_notes() -> QuerySet:
    """Records of dated interviews that still say who spoke, or what."""
    empty = Q(**dict.fromkeys(_NOTES, ""))
    return (
        ActorRecord.objects.exclude(empty)
        .exclude(interviewed_on=None)
        .annotate(starts_on=F("interviewed_on"))
    )


def _without_profile(model: type[Model]) -> QuerySet:
    """Records that outlived their profile, as when rows were deleted behind the product's back."""
    profiles = ActorProfilePage.objects.filter(translation_key=OuterRef("pk"))
    return model.objects.filter(~Exists(profiles)).annotate(starts_on=LONG_AGO)


RULES = (
    RetentionRule(
        slug="interviews",
        label=_("notes of interviews"),
        help_text=_(
            "Days after the interview; who asked, who answered and the notes are emptied then, the profile stays. "
            "E.g. 730, until the inventory is published and answered for. Usual: %(days)d."
        ),
        days=730,
        records=interview_notes,
        remove=blank(*_NOTES),
    ),
    RetentionRule(
        slug="records-without-profile",
        label=_("internal records without a profile"),
        help_text="",
        days=0,
        records=lambda: _without_profile(ActorRecord),
        is_editable=False,
    ),
    RetentionRule(
        slug="addresses-without-profile",
        label=_("addresses without a profile"),
        help_text="",
        days=0,
        records=lambda: _without_profile(ActorAddress),
        is_editable=False,
    ),
)
