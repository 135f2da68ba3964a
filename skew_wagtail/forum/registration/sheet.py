"""The list for the door on paper: who has a seat, with a box to tick."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant

from ..models import EventPage
from .letters import event_facts
from .rows import numbers_of, registrations_of, row_of

TEMPLATE = Path(__file__).parent.parent / "typst" / "registrations.typ"
FILE_NAME = "anmeldungen.pdf"


def sheet_data(event: EventPage) -> dict[str, Any]:
    """All that stands on the sheet, as plain data; no mail addresses and no needs, for it lies at the door."""
    facts = event_facts(event)
    numbers = numbers_of(event)
    rows = registrations_of(event).seated().order_by("person_name", "organisation", "pk")
    return {
        "title": _("Registrations"),
        "event": facts["title"],
        "facts": [text for text in (facts["when"], facts["where"]) if text],
        "summary": _("%(seated)d with a seat, %(waiting)d on the waiting list")
        % {"seated": numbers["confirmed"], "waiting": numbers["waiting"]},
        "columns": [_("came"), _("Name"), _("Organisation"), _("Group"), _("People")],
        "rows": [[row["who"], row["body"], row["group"], str(row["people"])] for row in map(row_of, rows)],
        "nobody": _("Nobody has registered yet."),
        "page": _("Page %(number)s of %(total)s"),
    }


def sheet_pdf(event: EventPage) -> bytes:
    """The sheet as a PDF for the printer; it is kept nowhere.

    Raises:
        PdfError: there is none; the message says why.
    """
    data = sheet_data(event)
    job = PdfJob(
        template=TEMPLATE,
        data=data,
        pictures={},
        variant=Variant.DIGITAL,
        title=f"{data['title']}: {data['event']}",
        language=(get_language() or "de").split("-")[0],
        made_on=timezone.localdate(),
    )
    return make_pdf(job).content
