"""How long registrations are kept; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .links import CONFIRM_DAYS
from .models import AccessNeed, Registration, RegistrationState


def registrations() -> QuerySet:
    """All of events; of one without a date from the day of the registration on."""
    ended = Coalesce("event__ends_at", "created_at")
    return Registration.objects.order_by().annotate(starts_on=TruncDate(ended))


def access_needs() -> QuerySet:
    """What people needed at an event."""
    ended = Coalesce("registration__event__ends_at", "registration__created_at")
    return AccessNeed.objects.order_by().annotate(starts_on=TruncDate(ended))


def unconfirmed() -> QuerySet:
    """Registrations whose mail address nobody confirmed."""
    waiting = Registration.objects.order_by().filter(state=RegistrationState.UNCONFIRMED)
    return waiting.annotate(starts_on=TruncDate("created_at"))


RULES = (
    RetentionRule(
        slug="access-needs",
        label=_("what people need to take part in events"),
        help_text=_("Days after the event. E.g. 14, to ask whether all went well. Usual: %(days)d."),
        days=14,
        records=access_needs,
    ),
    RetentionRule(
        slug="registrations",
        label=_("registrations for events"),
        help_text=_(
            "Days after the event, with names and mail addresses. E.g. 90, to send the results to those who came. "
            "Usual: %(days)d."
        ),
        days=90,
        records=registrations,
    ),
    RetentionRule(
        slug="unconfirmed-registrations",
        label=_("registrations that nobody confirmed"),
        help_text="",
        days=CONFIRM_DAYS,
        records=unconfirmed,
        is_editable=False,
    ),
)
