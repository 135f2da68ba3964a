"""How long requests for advice are kept; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .models import WAITING_STATES, AdviceRequest


def ended_requests() -> QuerySet:
    """Those to which somebody has answered, or that are closed without; who still waits is never forgotten."""
    return AdviceRequest.objects.exclude(state__in=WAITING_STATES).annotate(starts_on=F("state_since"))


RULES = (
    RetentionRule(
        slug="advice-requests",
        label=_("requests for advice"),
        help_text=_(
            "Days after the last answer or after it was closed. E.g. 365, to come back to it next year. "
            "Usual: %(days)d."
        ),
        days=365,
        records=ended_requests,
    ),
)
