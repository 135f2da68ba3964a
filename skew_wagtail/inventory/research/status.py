"""How an approval stands, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .actions.approvals import is_current
from .models import ApprovalState, ResearchEntry


def approval_text(entry: ResearchEntry) -> str:
    """Not asked, asked when, approved when, outdated, change wished."""
    approval = getattr(entry, "approval", None)
    if approval is None:
        return _("not asked")
    if approval.state == ApprovalState.ASKED:
        day = timezone.localtime(approval.asked_at).date() if approval.asked_at else None
        return _("asked on %(date)s") % {"date": _day(day)}
    values = {"date": _day(approval.answered_on)}
    if approval.state == ApprovalState.CHANGE_WISHED:
        return _("change wished on %(date)s") % values
    if is_current(entry):
        return _("approved on %(date)s") % values
    return _("outdated: approved on %(date)s, changed since") % values


def _day(day: object) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"
