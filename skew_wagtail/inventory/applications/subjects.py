"""What of both records is about one person, for information and erasure on request (Auskunft, Löschung)."""

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .models import InventoryApplication, InventorySuggestion


def subject_records() -> list[SubjectRecords]:
    """Whom to ask about an application, who looks after it and who signs; who sent a suggestion."""
    return [
        SubjectRecords(
            InventoryApplication,
            "contact_email",
            ("contact_name", "contact_role", "contact_phone", "contact_email"),
            name="contact_name",
        ),
        SubjectRecords(InventoryApplication, "", ("responsible_name",), name="responsible_name"),
        SubjectRecords(InventoryApplication, "", ("officer_name", "officer_role"), name="officer_name"),
        SubjectRecords(
            InventorySuggestion, "sender_email", ("sender_name", "sender_email"), name="sender_name"
        ),
    ]
