"""Registrations for the forum that is to come; all people are invented, and no letter is sent."""

from datetime import timedelta

from django.utils import timezone

from skew_wagtail.forum.models import ForumPage
from skew_wagtail.forum.registration.models import AccessNeed, Registration, RegistrationState

CAPACITY = 39
#: Name, organisation, people, group (by place in the invitation), what is needed.
PEOPLE = (
    ("Amina Beispiel", "Chor der Kulturen", 1, 1, ""),
    ("Jussuf Muster", "", 1, 2, "Übersetzung ins Arabische"),
    ("", "Klasse 9c der Gesamtschule am Nordufer", 24, 0, "Aufzug für eine Person im Rollstuhl"),
    ("Petra Größel", "Volkshochschule Ebersfurt", 1, 0, ""),
    ("Mirko Sandmann", "", 2, 4, ""),
    ("", "Unterkunft Südhang", 9, 2, "Kinderbetreuung für vier Kinder"),
    ("Fatou Erfunden", "Togo-Freunde Ebersfurt", 1, 1, ""),
)
WAITING = (("Lena Platzhalter", "Weltladen am Markt", 3, 4, ""), ("Tomás Ausgedacht", "", 1, 4, ""))


def load_registrations() -> None:
    """Open the registration of the coming forum and let these people register."""
    forum = ForumPage.objects.get(slug="voneinander-lernen")
    forum.takes_registrations = forum.takes_groups = True
    forum.capacity = CAPACITY
    forum.save_revision().publish()
    groups = [row.group for row in forum.participant_groups.all()]
    start = timezone.now() - timedelta(days=6)
    for number, (name, organisation, people, group, need) in enumerate((*PEOPLE, *WAITING)):
        has_seat = number < len(PEOPLE)
        moment = start + timedelta(hours=7 * number)
        registration = Registration.objects.create(
            event_id=forum.pk,
            person_name=name,
            organisation=organisation,
            mail_address=f"gast{number}@example.org",
            people=people,
            group=groups[group],
            state=RegistrationState.CONFIRMED if has_seat else RegistrationState.WAITING,
            created_at=moment,
            confirmed_at=moment,
            seat_given_at=moment if has_seat else None,
        )
        if need:
            AccessNeed.objects.create(registration=registration, need_text=need)
