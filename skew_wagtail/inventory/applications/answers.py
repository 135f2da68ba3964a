"""Texts with which suggestions are answered; a municipality puts its own in their place."""

from django.utils.translation import gettext as _

from .models import InventorySuggestion
from .settings import ApplicationSettings

#: Where the organisation's name goes in a text.
_NAME = "{organisation}"


def proposed_answers(settings: ApplicationSettings, suggestion: InventorySuggestion) -> list[dict[str, str]]:
    """``title`` and ``text`` of each answer, with the organisation's name where the text has ``{organisation}``."""
    own = {
        _("Thank you"): settings.answer_thanks or default_thanks(),
        _("We apply"): settings.answer_taken_up or default_taken_up(),
        _("Not now"): settings.answer_declined or default_declined(),
    }
    return [
        {"title": title, "text": text.replace(_NAME, suggestion.organisation)} for title, text in own.items()
    ]


def default_thanks() -> str:
    """Our text for the first answer."""
    return _(
        "Dear people of {organisation},\n\nthank you for your suggestion of an inventory. We discuss it in the "
        "administration and write to you again.\n\nKind regards"
    )


def default_taken_up() -> str:
    """Our text for good news."""
    return _(
        "Dear people of {organisation},\n\nthank you for your suggestion. The municipality applies for an inventory. "
        "We write to you when it begins.\n\nKind regards"
    )


def default_declined() -> str:
    """Our text for a no."""
    return _(
        "Dear people of {organisation},\n\nthank you for your suggestion. At the moment the municipality cannot apply "
        "for an inventory. Please ask us again next year.\n\nKind regards"
    )
