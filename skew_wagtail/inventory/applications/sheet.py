"""The application on paper: a letter for the window of an envelope, to be signed by hand."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant

from .groups import BEFORE, CARRYING_OUT, CONTACT, DECLARATIONS, MUNICIPALITY, REASON, answers
from .models import InventoryApplication
from .settings import ApplicationSettings

TEMPLATE = Path(__file__).parent.parent / "typst" / "application.typ"
FILE_NAME = "antrag-bestandsaufnahme.pdf"


def sheet_data(application: InventoryApplication, settings: ApplicationSettings) -> dict[str, Any]:
    """All that stands on the sheet, as plain data; of the screen and of the PDF alike."""
    given = {name: _given(application, name) for name in ("signing_place", "officer_name", "officer_role")}
    return {
        "title": _("Application for an inventory"),
        "subject": _("Application for an inventory of migrant and One World organisations"),
        "sender": _sender(application),
        "recipient": settings.recipient_lines,
        "facts": [
            {"label": _("Reference"), "text": application.reference},
            {
                "label": _("Filled in on"),
                "text": date_format(_filled_in_on(application), "SHORT_DATE_FORMAT"),
            },
        ],
        "copies": _("2 copies"),
        "copies_help": _("Please print this application twice, sign both copies and post them together."),
        "sections": answers(application, MUNICIPALITY, CONTACT, REASON, BEFORE, CARRYING_OUT),
        "declarations": {
            "title": str(DECLARATIONS.title),
            "rows": [
                {
                    "text": str(application._meta.get_field(name).verbose_name),
                    "given": getattr(application, name),
                }
                for name in DECLARATIONS.fields
            ],
        },
        "signature": {
            "title": _("Signature"),
            "place": given["signing_place"],
            "officer": ", ".join(filter(None, (given["officer_name"], given["officer_role"]))),
        },
        "enclosures": {"title": _("Annexes"), "rows": _annexes(application)},
        "labels": _labels(),
    }


def _labels() -> dict[str, str]:
    return {
        "declared": _("declared"),
        "not_declared": _("not declared"),
        "place_date": _("Place, date"),
        "signature": _("Signature of the authorised officer, official stamp"),
        "no_annexes": _("none"),
        "page": _("Page %(number)s of %(total)s"),
    }


def _given(application: InventoryApplication, name: str) -> str:
    return getattr(application, name).strip()


def _filled_in_on(application: InventoryApplication) -> Any:
    return timezone.localdate(application.completed_at or application.updated_at)


def _sender(application: InventoryApplication) -> str:
    """One line for the window: municipality and its address."""
    lines = [_given(application, "municipality_name"), *application.postal_address.splitlines()]
    return " · ".join(line.strip() for line in lines if line.strip())


def _annexes(application: InventoryApplication) -> list[str]:
    return [line.strip() for line in application.annexes.splitlines() if line.strip()]


def sheet_pdf(application: InventoryApplication, settings: ApplicationSettings) -> bytes:
    """The sheet as a PDF for the printer; it is kept nowhere.

    Raises:
        PdfError: there is none; the message says why.
    """
    data = sheet_data(application, settings)
    job = PdfJob(
        template=TEMPLATE,
        data=data,
        pictures={},
        variant=Variant.DIGITAL,
        title=data["title"],
        language=(get_language() or "de").split("-")[0],
        made_on=_filled_in_on(application),
    )
    return make_pdf(job).content
