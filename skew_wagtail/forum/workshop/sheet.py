"""The list of a workshop as a PDF for the printer: A4, tagged, kept nowhere."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant

from ..models import NetworkingWorkshopPage
from .presentation import Audience, list_data

TEMPLATE = Path(__file__).parent.parent / "typst" / "workshop.typ"
FILE_NAME = "vernetzungsworkshop.pdf"


def list_pdf(workshop: NetworkingWorkshopPage, audience: Audience) -> bytes:
    """The list for everyone or for the moderator.

    Raises:
        PdfError: there is none; the message says why.
    """
    data = list_data(workshop, audience)
    job = PdfJob(
        template=TEMPLATE,
        data=data,
        pictures={},
        variant=Variant.DIGITAL,
        title=data["title"],
        language=(get_language() or "de").split("-")[0],
        made_on=timezone.localdate(),
    )
    return make_pdf(job).content
