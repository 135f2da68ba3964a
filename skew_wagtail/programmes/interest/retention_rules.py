"""How long expressions of interest are kept; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .models import ExpressionOfInterest, InterestState

#: The deadline that holds, else the last change.
_DEADLINE = TruncDate(Coalesce("call__extended_to", "call__closes_at", "updated_at"))


def _in(*states: str) -> QuerySet:
    return ExpressionOfInterest.objects.order_by().filter(state__in=states)


def drafts() -> QuerySet:
    """Those that were begun and never submitted."""
    return _in(InterestState.DRAFT).annotate(starts_on=_DEADLINE)


def withdrawn() -> QuerySet:
    """Those that were taken back."""
    return _in(InterestState.WITHDRAWN).annotate(starts_on=F("state_since"))


def not_chosen() -> QuerySet:
    """Those that were not chosen, and those that nobody decided about."""
    states = (InterestState.SUBMITTED, InterestState.RESERVE, InterestState.DECLINED)
    return _in(*states).annotate(starts_on=Coalesce("decided_on", _DEADLINE))


def chosen() -> QuerySet:
    """Those that were chosen."""
    return _in(InterestState.CHOSEN).annotate(starts_on=Coalesce("decided_on", "state_since"))


RULES = (
    RetentionRule(
        slug="interest-drafts",
        label=_("expressions of interest that were begun only"),
        help_text=_(
            "Days after the deadline of the call. E.g. 30, so that whoever missed it can still copy what was written. "
            "Usual: %(days)d."
        ),
        days=30,
        records=drafts,
    ),
    RetentionRule(
        slug="withdrawn-interests",
        label=_("expressions of interest that were withdrawn"),
        help_text=_(
            "Days after the withdrawal; the attached files go at once. E.g. 30, so that the number on the letter is "
            "found. Usual: %(days)d."
        ),
        days=30,
        records=withdrawn,
    ),
    RetentionRule(
        slug="interests",
        label=_("expressions of interest that were not chosen"),
        help_text=_(
            "Days after the decision, without one after the deadline, with all attached files. E.g. 365, so that one "
            "can ask for the reason for a year. Usual: %(days)d."
        ),
        days=365,
        records=not_chosen,
    ),
    RetentionRule(
        slug="chosen-interests",
        label=_("expressions of interest that were chosen"),
        help_text=_(
            "Days after the decision, with all attached files. E.g. 1096 for three years, until the programme is "
            "accounted for. Usual: %(days)d."
        ),
        days=1096,
        records=chosen,
    ),
)
