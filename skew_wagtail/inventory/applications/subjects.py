"""What of both records is about one person, for information and erasure on request (Auskunft, Löschung)."""

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import InventoryApplication, InventorySuggestion


def subject_records() -> list[SubjectRecords]:
    """Whom to ask about an application, who sent a suggestion."""
    return [
        SubjectRecords(
            InventoryApplication,
            "contact_email",
            ("contact_name", "contact_role", "contact_phone", "contact_email"),
        ),
        SubjectRecords(InventorySuggestion, "sender_email", ("sender_name", "sender_email")),
    ]
