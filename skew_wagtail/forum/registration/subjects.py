"""What of registrations is about one person, for information and erasure on request (Auskunft, Löschung)."""

from django.db.models import Model

from skew_wagtail.privacy.subjects.records import SubjectRecords

from .actions import forget
from .models import AccessNeed, Registration


class RegistrationRecords(SubjectRecords):
    """A registration goes as a whole, and who waits moves up."""

    def erase(self, row: Model) -> None:
        forget(row)


class AccessNeedRecords(SubjectRecords):
    """Found with its registration, with which it goes."""

    def rows(self, address: str) -> list[Model]:
        registrations = _REGISTRATIONS.rows(address)
        return list(AccessNeed.objects.filter(registration__in=registrations).order_by("pk"))

    def erase(self, row: Model) -> None:
        AccessNeed.objects.filter(pk=row.pk).delete()


_REGISTRATIONS = RegistrationRecords(
    Registration, "mail_address", ("person_name", "organisation", "mail_address"), name="person_name"
)


def subject_records() -> list[SubjectRecords]:
    """Who registered, and what they need."""
    return [AccessNeedRecords(AccessNeed, "registration", ("need_text",)), _REGISTRATIONS]
