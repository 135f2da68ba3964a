"""Letters to somebody, for information and erasure on request (Auskunft, Löschung)."""

from django.db.models import Model

from ..subjects.records import SubjectRecords
from .models import OutgoingLetter


class LetterRecords(SubjectRecords):
    """Letters go as a whole: without its address none can be sent."""

    def erase(self, row: Model) -> None:
        row.delete()


def subject_records() -> list[SubjectRecords]:
    """The letters to an address."""
    fields = ("mail_to", "mail_subject", "plain_body", "html_body")
    return [LetterRecords(OutgoingLetter, "mail_to", fields)]
