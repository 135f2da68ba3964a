"""What of a research list is about one person, for information and erasure on request (Auskunft, Löschung)."""

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import ResearchEntry


def subject_records() -> list[SubjectRecords]:
    """How one reaches a possible actor."""
    fields = ("contact_email", "contact_phone", "web_address")
    return [SubjectRecords(ResearchEntry, "contact_email", fields)]
