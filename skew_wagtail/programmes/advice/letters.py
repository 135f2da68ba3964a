"""The letters about a request: the receipt and the answer for who asks, word to the office."""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from skew_wagtail.privacy.mails import Letter, send

from .models import AdviceAnswer, AdviceRequest
from .presentation import office_of


def send_receipt(request: AdviceRequest) -> None:
    """Tell who asks that the question has arrived, under which number, and when an answer comes.

    The question is not in it: nobody has confirmed the address, and so no stranger can send texts with our letters.
    """
    context = {"due_on": request.due_on}
    _send(request, "advice_receipt", _("Your request for advice no. %(number)s"), context)


def send_answer(answer: AdviceAnswer) -> bool:
    """Mail an answer; whether the mail server took it at once. Else the outbox tries again."""
    request = answer.advice_request
    context = {"answer": answer.answer_text}
    return _send(request, "advice_answer", _("Answer to your request for advice no. %(number)s"), context)


def tell_office(request: AdviceRequest, site: Site) -> None:
    """Tell the office of the topic that there is a new request: its number and where it stands, no more.

    Letters are not private: neither who asks nor the question is in it.
    """
    to = office_of(request.advice_page, request.topic)["office_email"]
    if not to:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("New request for advice no. %(number)s") % {"number": request.reference}
        context = {
            "number": request.reference,
            "topic": request.topic.label if request.topic else "",
            "due_on": request.due_on,
            "url": _register_url(request, site),
        }
        send(Letter("advice_notice", to, str(subject), context, "programmes"))


def _send(request: AdviceRequest, name: str, subject: Any, context: dict[str, Any]) -> bool:
    """A letter to who asks, in the language in which they did; the office to write to stands below it."""
    page = request.advice_page
    office = office_of(page, request.topic) if page else {"office": "", "office_email": ""}
    with translation.override(request.language):
        text = str(subject) % {"number": request.reference}
    context = {"number": request.reference, **office, **context}
    return send(Letter(name, request.sender_email, text, context, "programmes", language=request.language))


def _register_url(request: AdviceRequest, site: Site) -> str:
    try:
        path = reverse("skew_programmes_advicerequest_modeladmin_inspect", args=[request.pk])
    except NoReverseMatch:
        return ""
    return site.root_url + path
