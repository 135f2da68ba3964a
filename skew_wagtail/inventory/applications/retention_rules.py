"""How long applications and suggestions are kept; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .links import DRAFT_DAYS
from .models import ENDED_STATES, ApplicationState, InventoryApplication, InventorySuggestion


def drafts() -> QuerySet:
    """Applications that somebody began; their link is too old to work by then."""
    return InventoryApplication.objects.filter(state=ApplicationState.DRAFT).annotate(
        starts_on=TruncDate("updated_at")
    )


def _since(*states: str) -> QuerySet:
    return InventoryApplication.objects.filter(state__in=states).annotate(starts_on=F("state_since"))


RULES = (
    RetentionRule(
        slug="application-drafts",
        label=_("applications that were begun only"),
        help_text="",
        days=DRAFT_DAYS,
        records=drafts,
        is_editable=False,
    ),
    RetentionRule(
        slug="applications",
        label=_("applications that were declined, withdrawn or never posted"),
        help_text=_(
            "Days since then, with all that they say of people. E.g. 365, so that one can ask for the reason for a "
            "year. Usual: %(days)d."
        ),
        days=365,
        records=lambda: _since(*ENDED_STATES, ApplicationState.AWAITED),
    ),
    RetentionRule(
        slug="approved-applications",
        label=_("applications that were approved"),
        help_text=_(
            "Days after the approval; the inventory made from it stays. E.g. 1096 for three years, until it is closed "
            "and accounted for. Usual: %(days)d."
        ),
        days=1096,
        records=lambda: _since(ApplicationState.APPROVED),
    ),
    RetentionRule(
        slug="suggestions",
        label=_("suggestions of an inventory"),
        help_text=_("Days after the last answer, e.g. 365. Usual: %(days)d."),
        days=365,
        records=lambda: InventorySuggestion.objects.annotate(starts_on=F("state_since")),
    ),
)
