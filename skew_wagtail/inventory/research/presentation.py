"""What the page of one entry shows to the team, as plain data."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from .accounts import account_name
from .models import ApprovalState, EntryState, Interview, ProfileField, ResearchEntry
from .names import Names
from .status import approval_text

_FACTS = ("town", "found_in", "kind", "web_address", "contact_phone", "contact_email", "note")
#: Lines of the history that one sees.
_MOST_LINES = 50


def entry_context(entry: ResearchEntry, user: Any) -> dict[str, Any]:
    """All about one entry, with what the user may do."""
    known = Names(entry.project, [entry.name]).known(entry.name, entry.town, itself=entry.pk)
    return {
        "state": entry.get_state_display(),
        "since": date_format(entry.state_since, "SHORT_DATE_FORMAT"),
        "states": _other_states(entry),
        "may_decline": entry.state != EntryState.DECLINED,
        "facts": _facts(entry),
        "notices": known.notices(),
        "interview": _interview(entry),
        "profile": _profile(entry, user),
        "approval": approval_context(entry),
        "history": _history(entry),
    }


def _other_states(entry: ResearchEntry) -> list[tuple[str, Any]]:
    hidden = (entry.state, EntryState.DECLINED)
    return [choice for choice in EntryState.choices if choice[0] not in hidden]


def _facts(entry: ResearchEntry) -> list[dict[str, str]]:
    rows = [_row(entry, name) for name in _FACTS]
    assigned = {"label": _("Interviewer"), "value": account_name(entry.assigned_to)}
    return [row for row in (*rows, assigned) if row["value"]]


def _row(record: Any, name: str) -> dict[str, str]:
    label = capfirst(str(record._meta.get_field(name).verbose_name))
    return {"label": label, "value": str(getattr(record, name) or "")}


def _interview(entry: ResearchEntry) -> dict[str, Any] | None:
    """When, where and who; what was answered; notes."""
    interview = Interview.objects.select_related("asked_by").filter(entry=entry).first()
    if interview is None:
        return None
    when = interview.appointment_at
    rows = [
        {
            "label": _("Appointment"),
            "value": date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT") if when else "",
        },
        _row(interview, "meeting_point"),
        {"label": _("Who asks"), "value": account_name(interview.asked_by)},
        _row(interview, "interview_notes"),
    ]
    said = [
        {
            "label": row.asked,
            "value": row.reply,
            "helps": ProfileField(row.helps_with).label if row.helps_with else "",
        }
        for row in interview.answers.all()
    ]
    return {"rows": [row for row in rows if row["value"]], "said": said}


def _profile(entry: ResearchEntry, user: Any) -> dict[str, Any] | None:
    page = entry.profile
    if page is None:
        return None
    may_edit = page.permissions_for_user(user).can_edit()
    return {
        "title": page.get_admin_display_title(),
        "state": page.status_string,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        "url": page.get_url() if page.live else "",
    }


def approval_context(entry: ResearchEntry) -> dict[str, Any]:
    """How the approval stands: ``state`` in words, ``how`` it was given, the ``change`` that is wished."""
    approval = getattr(entry, "approval", None)
    answered = approval is not None and approval.state != ApprovalState.ASKED
    return {
        "state": approval_text(entry),
        "how": approval.get_way_display() if answered else "",
        "by": account_name(approval.recorded_by) if answered else "",
        "change": _row(approval, "wished_change")["value"] if approval else "",
    }


def _history(entry: ResearchEntry) -> list[dict[str, str]]:
    lines = ModelLogEntry.objects.for_instance(entry).select_related("user").order_by("-timestamp", "-pk")
    return [
        {
            "when": date_format(timezone.localtime(line.timestamp), "SHORT_DATETIME_FORMAT"),
            "what": _what(line),
            "who": account_name(line.user) or "–",
        }
        for line in lines[:_MOST_LINES]
    ]


def _what(line: ModelLogEntry) -> str:
    after = line.data.get("after") if isinstance(line.data, dict) else None
    return f"{line.message}: {EntryState(after).label}" if after in EntryState.values else str(line.message)
