"""How long this room keeps what; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .models import StepNote


def _notes() -> QuerySet:
    return StepNote.objects.annotate(starts_on=TruncDate("changed_at"))


RULES = (
    RetentionRule(
        slug="step-notes",
        label=_("internal notes on steps of inventories"),
        help_text=_(
            "Days after a note was last changed. E.g. 730, until the inventory is closed and answered for. "
            "Usual: %(days)d."
        ),
        days=730,
        records=_notes,
    ),
)
