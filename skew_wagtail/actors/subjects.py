"""What of internal records is about one person, for information and erasure on request (Auskunft, Löschung)."""

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import ActorRecord


def subject_records() -> list[SubjectRecords]:
    """Who asked and who answered; nobody notes their mail addresses."""
    return [SubjectRecords(ActorRecord, "", (who,), name=who) for who in ("interviewer", "interviewee")]
