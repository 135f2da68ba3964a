"""What of an expression of interest is about one person, for information and erasure on request."""

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import ExpressionOfInterest


def subject_records() -> list[SubjectRecords]:
    """Whom to ask about it."""
    people = ("contact_name", "contact_role", "contact_phone", "contact_email")
    return [SubjectRecords(ExpressionOfInterest, "contact_email", people, name="contact_name")]
