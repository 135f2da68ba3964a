"""An expression of interest as a PDF: for the municipality's own files, and for the receipt."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant

from .models import ExpressionOfInterest, InterestState
from .presentation import arrival, call_facts, rows_of, stored_files, to_the_second

TEMPLATE = Path(__file__).parent.parent / "typst" / "interest.typ"
FILE_NAME = "interessenbekundung.pdf"


def sheet_data(interest: ExpressionOfInterest) -> dict[str, Any]:
    """All that stands on the sheet, as plain data."""
    facts = call_facts(interest.call)
    office = [line.strip() for line in facts["office"].splitlines() if line.strip()]
    return {
        "title": _("Expression of interest"),
        "call": interest.call.title,
        "office": [*office, facts["office_mail"]] if facts["office_mail"] else office,
        "office_label": _("To:"),
        "facts": _facts(interest),
        "notice": "" if interest.submitted_at else _("This is a draft. It was not submitted."),
        "rows": rows_of(interest),
        "answers_label": _("Answers"),
        "files_label": _("Attached files"),
        "files": [f"{file['title']} ({file['size']})" for file in stored_files(interest, "-")],
        "no_files": _("none"),
        "declaration_label": _("Declaration on data protection"),
        "declaration": str(interest._meta.get_field("agrees_data_protection").verbose_name),
        "declared": _("declared") if interest.agrees_data_protection else _("not declared"),
        "page": _("Page %(number)s of %(total)s"),
    }


def _facts(interest: ExpressionOfInterest) -> list[dict[str, str]]:
    rows = [{"label": _("Your number"), "text": interest.reference}]
    if interest.submitted_at:
        rows.append({"label": _("Arrived"), "text": arrival(interest)})
        if interest.is_late:
            rows.append(
                {"label": _("Deadline"), "text": _("It came after the deadline, in the grace period.")}
            )
    if _was_changed(interest):
        rows.append({"label": _("Last changed"), "text": to_the_second(interest.updated_at)})
    return rows


def _was_changed(interest: ExpressionOfInterest) -> bool:
    """Whether the municipality may have written more since; afterwards only the office works on it."""
    if not interest.submitted_at:
        return True
    is_open = interest.state == InterestState.SUBMITTED
    return is_open and interest.updated_at - interest.submitted_at > timedelta(minutes=1)


def sheet_pdf(interest: ExpressionOfInterest) -> bytes:
    """The sheet as a PDF; it is kept nowhere but in the letter that carries it.

    Raises:
        PdfError: there is none; the message says why.
    """
    data = sheet_data(interest)
    job = PdfJob(
        template=TEMPLATE,
        data=data,
        pictures={},
        variant=Variant.DIGITAL,
        title=f"{data['title']} {interest.reference}",
        language=(get_language() or "de").split("-")[0],
        made_on=timezone.localdate(interest.submitted_at or interest.updated_at),
    )
    return make_pdf(job).content
