"""What pages, letters and the sheet show of expressions of interest, as plain data."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from ..models import CallPage, ProgrammePage
from ..presentation import describe
from ..states import BERLIN, state_labels
from .answers import answers
from .attachments import in_megabytes
from .links import form_url, own_url
from .models import ExpressionOfInterest, InterestState
from .opening import Opening, grace_end, opening_of, settings_of

#: It has been submitted; what was decided about it is told by a letter, not by its page.
_ARRIVED = (
    InterestState.SUBMITTED,
    InterestState.CHOSEN,
    InterestState.RESERVE,
    InterestState.DECLINED,
)


def to_the_second(moment: datetime) -> str:
    """A moment on the clock of Berlin, with its seconds."""
    local = moment.astimezone(BERLIN)
    texts = {"day": date_format(local, "DATE_FORMAT"), "time": time_format(local, "H:i:s")}
    return _("%(day)s, %(time)s (Berlin time)") % texts


def arrival(interest: ExpressionOfInterest) -> str:
    """When it was submitted, in words; empty for a draft."""
    return to_the_second(interest.submitted_at) if interest.submitted_at else ""


def call_facts(call: CallPage) -> dict[str, Any]:
    """What every page of the form gets: the call as lists show it, and the office that can help."""
    parent = ProgrammePage.objects.live().filter(pk=call.get_parent().pk).first()
    return {
        "page": call,
        "call": describe(call, timezone.now(), state_labels()),
        "call_url": call.get_url() if call.live else "",
        "office": parent.office if parent else "",
        "office_mail": parent.office_email if parent else "",
    }


def interest_notice(call: CallPage) -> dict[str, Any] | None:
    """What the page of a call says of its form; nothing where there is none or nothing can be sent any more."""
    opening = opening_of(call, timezone.now()) if call.pk else Opening.OFF
    if opening not in (Opening.OPEN, Opening.SOON):
        return None
    return {
        "opening": opening.value,
        "url": form_url(call) if opening == Opening.OPEN else "",
        "files": call.attachments_max,
    }


def grace_notice(call: CallPage, moment: datetime) -> dict[str, Any] | None:
    """What is said above a form after the deadline, in the grace period."""
    if opening_of(call, moment) != Opening.GRACE:
        return None
    return {"until": to_the_second(grace_end(call)), "rule": settings_of(call).late_entries}


def stored_files(interest: ExpressionOfInterest, token: str) -> list[dict[str, Any]]:
    """The files attached: ``id``, ``title``, ``size`` in words and ``url``, which works with the link only."""
    if interest.pk is None:
        return []
    rows = interest.attachments.values_list("pk", "file_name", "size")
    return [
        {
            "id": pk,
            "title": title,
            "size": in_megabytes(size),
            "url": reverse("skew_wagtail:interest_file", args=[token, pk]),
        }
        for pk, title, size in rows
    ]


def rows_of(interest: ExpressionOfInterest) -> list[dict[str, str]]:
    """Questions with their answers, as ``label`` and ``text``."""
    return [{"label": row.label, "text": row.text} for row in answers(interest)]


def own_interest(interest: ExpressionOfInterest, token: str, moment: datetime) -> dict[str, Any]:
    """What somebody sees of an own expression of interest that was submitted; the decision is not part of it."""
    is_withdrawn = interest.state == InterestState.WITHDRAWN
    is_open = interest.state == InterestState.SUBMITTED
    has_arrived = interest.state in _ARRIVED
    return {
        "number": interest.reference,
        "arrival": arrival(interest),
        "is_late": interest.is_late,
        "is_withdrawn": is_withdrawn,
        "may_change": is_open and opening_of(interest.call, moment) == Opening.OPEN,
        "may_withdraw": is_open,
        "rows": rows_of(interest) if has_arrived else [],
        "files": stored_files(interest, token) if has_arrived else [],
        "token": token,
        "link": own_url(interest),
    }
