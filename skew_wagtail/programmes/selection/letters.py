"""Letters to municipalities about the decision, for the window of an envelope; made on request and kept nowhere."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant

from ..interest.models import DECIDED_STATES, ExpressionOfInterest, InterestState
from ..models import CallPage
from .publishing import programme_of
from .settings import DecisionLetterSettings

TEMPLATE = Path(__file__).parent.parent / "typst" / "decision.typ"
FILE_NAME, ALL_FILE_NAME = "bescheid.pdf", "bescheide.pdf"


def has_letter(interest: ExpressionOfInterest) -> bool:
    """Whether there is a decision to write about."""
    return interest.state in DECIDED_STATES


def decided_in(call: CallPage) -> list[ExpressionOfInterest]:
    """Those about which it was decided, in the order of their names."""
    interests = ExpressionOfInterest.objects.filter(call=call.pk, state__in=DECIDED_STATES)
    return list(interests.order_by("municipality_name", "pk"))


def letters_data(
    call: CallPage, interests: Iterable[ExpressionOfInterest], settings: DecisionLetterSettings
) -> dict[str, Any]:
    """All that stands in the letters, as plain data; each in the language in which the municipality wrote."""
    sender = _sender(call)
    letters = []
    for interest in interests:
        with override(interest.language):
            letters.append(_letter(call, interest, settings, sender))
    return {"letters": letters}


def _letter(
    call: CallPage, interest: ExpressionOfInterest, settings: DecisionLetterSettings, sender: str
) -> dict[str, Any]:
    day = interest.decided_on or timezone.localdate()
    return {
        "language": interest.language.split("-")[0],
        "sender": sender,
        "recipient": _recipient(interest),
        "facts": [
            {"label": _("Reference"), "text": interest.reference},
            {"label": _("Programme"), "text": call.get_parent().title},
            {"label": _("Call"), "text": call.title},
        ],
        "place_date": _place_and_date(settings.letter_place.strip(), day),
        "subject": _("Decision about your expression of interest"),
        "greeting": _("Dear Sir or Madam,"),
        "paragraphs": _lines(_text(interest, settings), "\n\n"),
        "reason_label": _("Reason"),
        "reason": interest.decision_reason.strip(),
        "closing": _("Yours faithfully"),
        "signature": settings.letter_signature.strip() or _("Signature"),
    }


def _text(interest: ExpressionOfInterest, settings: DecisionLetterSettings) -> str:
    """What the site wrote for such a decision, else our own words."""
    if interest.state == InterestState.CHOSEN:
        return settings.text_if_chosen.strip() or _(
            "Thank you for your expression of interest. We are glad to tell you that you have been chosen.\n\n"
            "We will soon get in touch with you about the next steps."
        )
    if interest.state == InterestState.RESERVE:
        return settings.text_if_reserve.strip() or _(
            "Thank you for your expression of interest. You are on the reserve list: when a place becomes free, we "
            "will get in touch with you.\n\n"
            "You need not do anything until then."
        )
    return settings.text_if_declined.strip() or _(
        "Thank you for your expression of interest and for the work that you have put into it. This time you were not "
        "chosen.\n\n"
        "We would be glad if you took part in the next call."
    )


def _place_and_date(place: str, day: date) -> str:
    shown = date_format(day, "DATE_FORMAT")
    return _("%(place)s, %(day)s") % {"place": place, "day": shown} if place else shown


def _sender(call: CallPage) -> str:
    """The office of the programme in one line, for the window."""
    return " · ".join(_lines(programme_of(call).office))


def _recipient(interest: ExpressionOfInterest) -> list[str]:
    """The administration, without the name of anybody who works there."""
    return [str(interest), *_lines(interest.department), *_lines(interest.postal_address)]


def _lines(text: str, separator: str = "\n") -> list[str]:
    text = text.replace("\r\n", "\n")
    return [part.strip() for part in text.split(separator) if part.strip()]


def letters_pdf(
    call: CallPage, interests: Iterable[ExpressionOfInterest], settings: DecisionLetterSettings
) -> bytes:
    """The letters as one PDF, each on pages of its own.

    Raises:
        PdfError: there is none; the message says why.
    """
    job = PdfJob(
        template=TEMPLATE,
        data=letters_data(call, interests, settings),
        pictures={},
        variant=Variant.DIGITAL,
        title=_("Decision: %(call)s") % {"call": call.title},
        language=(get_language() or "de").split("-")[0],
        made_on=timezone.localdate(),
    )
    return make_pdf(job).content
