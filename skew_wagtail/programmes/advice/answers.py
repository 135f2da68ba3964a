"""How an answer begins and ends, for who writes it."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .models import AdviceRequest
from .presentation import office_of


def proposed_answer(request: AdviceRequest) -> str:
    """A greeting and an ending in the language of who asked; the rest is to be written."""
    page = request.advice_page
    with translation.override(request.language):
        texts = {
            "name": request.sender_name,
            "day": date_format(localtime(request.created_at), "DATE_FORMAT"),
            "office": office_of(page, request.topic)["office"] if page else "",
        }
        if request.sender_name:
            text = _(
                "Hello %(name)s,\n\nthank you for your question of %(day)s.\n\n\n\nKind regards\n%(office)s"
            )
        else:
            text = _("Hello,\n\nthank you for your question of %(day)s.\n\n\n\nKind regards\n%(office)s")
        return (text % texts).rstrip()


def has_address(request: AdviceRequest) -> bool:
    """Whether an answer can be mailed; somebody who was erased has no address any more."""
    return bool(request.sender_email)
