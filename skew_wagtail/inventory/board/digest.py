"""The reminder by mail (Erinnerung): what is overdue and what comes, to who asked for it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_admin_base_url

from skew_wagtail.privacy.mails import send_letter

from ..research.accounts import mail_address
from .meetings import meetings
from .models import DigestSubscription
from .rights import seen_projects
from .standing import standings

#: How many days the letter looks ahead.
AHEAD = 14


def send_digests() -> int:
    """Send everybody who asked for it what is due today; how many letters went out.

    Done twice on one day, each gets one. A letter that the mail server did not take waits in the outbox.
    """
    return sum(_send(subscription) for subscription in _waiting())


def _waiting() -> QuerySet[DigestSubscription]:
    """Those who have had none today and can get in."""
    waiting = DigestSubscription.objects.exclude(last_sent_on__gte=timezone.localdate())
    return waiting.filter(user__is_active=True).select_related("user").order_by("pk")


def _send(subscription: DigestSubscription) -> bool:
    user = subscription.user
    to = mail_address(user)
    if not (to and user.has_perm("wagtailadmin.access_admin")):
        return False
    context = digest_of(user)
    if not (context["overdue"] or context["meetings"]):
        return False
    # Taken before it is sent: of two runs at once only one has it.
    mine = DigestSubscription.objects.filter(pk=subscription.pk, last_sent_on=subscription.last_sent_on)
    if not mine.update(last_sent_on=timezone.localdate()):
        return False
    # One that the mail server does not take now is tried again by the outbox: a second one would come twice.
    return send_letter("digest", to, _subject(context), context, room="inventory")


def digest_of(user: Any) -> dict[str, Any]:
    """What the letter to somebody says: ``overdue``, ``meetings``, ``days`` and ``url`` of the board."""
    found = standings(seen_projects(user))
    return {
        "overdue": [
            {
                "project": standing.project.draft_title,
                "step": step.title,
                "day": date_format(step.planned_date, "SHORT_DATE_FORMAT"),
            }
            for standing in found
            for step in standing.overdue
        ],
        "meetings": [
            {"project": meeting.project.draft_title, "title": meeting.title, "when": meeting.when}
            for meeting in meetings(found, AHEAD)
        ],
        "days": AHEAD,
        "url": f"{get_admin_base_url() or ''}{reverse('skew_board:board')}",
    }


def _subject(context: dict[str, Any]) -> str:
    late = len(context["overdue"])
    if not late:
        return _("Inventories: what comes next")
    return ngettext("Inventories: %(count)d step overdue", "Inventories: %(count)d steps overdue", late) % {
        "count": late
    }
