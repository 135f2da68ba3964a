"""What is coming up: dated steps, and appointments for interviews.

With whom an interview is stays in the research list: it may be a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import InventoryProjectPage
from ..research.models import EntryState, Interview
from .standing import Standing

#: There will be no interview any more, whatever the appointment says.
_OVER = (EntryState.INTERVIEWED, EntryState.DECLINED, EntryState.NOT_REACHABLE)


@dataclass(frozen=True)
class Meeting:
    """Something that takes place on a day, or at a time."""

    project: InventoryProjectPage
    title: str
    day: date
    at: datetime | None = None

    @property
    def when(self) -> str:
        """Its day, with the time if there is one."""
        if self.at is None:
            return date_format(self.day, "SHORT_DATE_FORMAT")
        return date_format(timezone.localtime(self.at), "SHORT_DATETIME_FORMAT")


def meetings(found: Iterable[Standing], days: int | None = None) -> list[Meeting]:
    """All that is coming up in inventories, the next first; one query. With ``days`` only the next ones."""
    by_id = {standing.project.pk: standing for standing in found}
    steps = [
        Meeting(standing.project, step.title, step.planned_date)
        for standing in by_id.values()
        for step in standing.coming
    ]
    interviews = [
        Meeting(by_id[project_id].project, _("Interview"), timezone.localtime(at).date(), at)
        for project_id, at in _appointments(by_id)
    ]
    last = timezone.localdate() + timedelta(days) if days is not None else date.max
    coming = [meeting for meeting in [*steps, *interviews] if meeting.day <= last]
    return sorted(coming, key=_order)


def _order(meeting: Meeting) -> tuple[date, bool, str, str]:
    """Of one day what has no time first: it may last all day."""
    at = meeting.at.isoformat() if meeting.at else ""
    return meeting.day, bool(meeting.at), at, meeting.title


def _appointments(project_ids: Iterable[int]) -> list[tuple[int, datetime]]:
    ahead = Interview.objects.filter(
        entry__project__in=list(project_ids), appointment_at__gte=timezone.now()
    ).exclude(entry__state__in=_OVER)
    return list(ahead.values_list("entry__project", "appointment_at"))
