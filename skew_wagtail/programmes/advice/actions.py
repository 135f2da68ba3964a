"""What is done with requests for advice; each verb ends in a line of the audit log, which names no person.

Letters leave after the transaction, so that nobody is told of what did not happen.
"""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Site

from skew_wagtail.inventory.applications.models import moved

from . import letters
from .deadlines import due_day
from .forms import AdviceRequestForm
from .models import AdviceAnswer, AdviceRequest, AdviceState


def receive(form: AdviceRequestForm, *, site: Site, language: str, with_receipt: bool) -> None:
    """Store what a valid form says and tell both sides; the same form sent twice at once is stored once."""
    request = form.instance
    request.advice_page, request.language = form.page, language
    request.due_on = due_day(timezone.localdate(), form.page.answer_days)
    try:
        with transaction.atomic():
            form.save()
            log(instance=request, action="skew_programmes.receive_advice_request")
    except IntegrityError:
        if AdviceRequest.objects.filter(key=request.key).exists():
            return
        raise
    if with_receipt:
        letters.send_receipt(request)
    letters.tell_office(request, site)


@transaction.atomic
def change_state(request: AdviceRequest, state: str, *, notes: str, user: Any) -> None:
    """Record where a request stands; the log keeps both states, never the notes."""
    before = request.state
    moved(request, state)
    request.register_notes = notes
    request.save()
    log(
        instance=request,
        action="skew_programmes.change_advice_request",
        user=user,
        data={"before": before, "after": request.state},
    )


def answer(request: AdviceRequest, text: str, *, key: UUID, user: Any) -> bool:
    """Keep an answer and mail it; whether the mail server took it at once, else it waits in the outbox.

    The same form sent twice, as by a double click, makes one letter.
    """
    before = request.state
    try:
        with transaction.atomic():
            given = AdviceAnswer.objects.create(
                key=key, advice_request=request, answer_text=text, sent_by=user
            )
            # Time to keep it counts from the last answer.
            request.state, request.state_since = AdviceState.ANSWERED, timezone.localdate()
            request.save()
            log(
                instance=request,
                action="skew_programmes.answer_advice_request",
                user=user,
                data={"before": before, "after": request.state},
            )
    except IntegrityError:
        if AdviceAnswer.objects.filter(key=key).exists():
            return True
        raise
    return letters.send_answer(given)
