"""What of requests for advice is about one person, for information and erasure on request (Auskunft, Löschung)."""

from django.db.models import Model

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import AdviceAnswer, AdviceRequest


class AdviceAnswerRecords(SubjectRecords):
    """Found by the mail address of its request: an answer greets by name and takes up what was asked."""

    def rows(self, address: str) -> list[Model]:
        requests = _REQUESTS.rows(address)
        return list(AdviceAnswer.objects.filter(advice_request__in=requests).order_by("pk"))


_REQUESTS = SubjectRecords(
    AdviceRequest,
    "sender_email",
    ("sender_name", "sender_email", "sender_phone", "request_text"),
    name="sender_name",
)


def subject_records() -> list[SubjectRecords]:
    """Who asked, what they asked, and what they were told; answers first, for they are found by the request."""
    return [AdviceAnswerRecords(AdviceAnswer, "advice_request", ("answer_text",)), _REQUESTS]
