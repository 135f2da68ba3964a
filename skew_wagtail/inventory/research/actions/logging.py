"""Lines of the audit log without the name of an organisation, which may be that of a person and goes with its entry."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import ResearchEntry


def log_entry(entry: ResearchEntry, verb: str, user: Any, data: dict[str, Any] | None = None) -> None:
    """A line on one entry."""
    title = _("Entry %(number)d of a research list") % {"number": entry.pk}
    log(instance=entry, action=f"skew_inventory.{verb}", user=user, title=title, data=data)
