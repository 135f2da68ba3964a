"""How long the outbox keeps letters; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from ..retention import RetentionRule
from .models import LetterState, OutgoingLetter


def ended_letters() -> QuerySet:
    """Letters that were sent or given up."""
    ended = OutgoingLetter.objects.order_by().exclude(state=LetterState.QUEUED)
    return ended.annotate(starts_on=TruncDate("ended_at"))


RULES = (
    RetentionRule(
        slug="letters",
        label=_("letters in the outbox"),
        help_text=_(
            "Days after a letter was sent or given up, with its address. What it says goes as soon as it is sent. "
            "E.g. 30, so that you can look whether a letter went out. Usual: %(days)d."
        ),
        days=30,
        records=ended_letters,
    ),
)
