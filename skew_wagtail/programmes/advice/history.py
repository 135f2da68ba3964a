"""What was done with a request, and what was answered, as plain data for its page in the register."""

from typing import Any

from wagtail.models import ModelLogEntry

from .models import AdviceRequest, AdviceState


def history_of(request: AdviceRequest) -> list[dict[str, Any]]:
    """The lines of the audit log, the latest first: ``when``, ``what``, ``state`` afterwards, ``who``."""
    lines = ModelLogEntry.objects.for_instance(request).select_related("user").order_by("-timestamp", "-pk")
    labels = dict(AdviceState.choices)
    return [
        {
            "when": line.timestamp,
            "what": line.message,
            "state": labels.get(line.data.get("after"), ""),
            "who": line.user_display_name if line.user_id else "",
        }
        for line in lines
    ]


def answers_of(request: AdviceRequest) -> list[dict[str, Any]]:
    """The answers that were mailed, in order: ``when``, ``said``."""
    return [{"when": answer.sent_at, "said": answer.answer_text} for answer in request.answers.all()]
