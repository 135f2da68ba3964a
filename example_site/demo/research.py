"""A research list with the contractor on its team: what the town looked for, whom it asked, what became of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.utils import timezone

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.research.models import (
    Interview,
    InterviewAnswer,
    InterviewGuide,
    ProfileApproval,
    ResearchEntry,
    ResearchSetup,
    TeamMember,
)

#: In the link of the letter that asked for the approval of one profile.
APPROVAL_KEY = UUID("00000000-0000-4000-8000-000000000001")
_ENTRIES = (
    ("Chor der vielen Stimmen", "Mühlenviertel", "Liste des Integrationsrats", "interviewed"),
    ("Fahrradwerkstatt Nordufer", "Nordufer", "Vereinsregister", "agreed"),
    ("Freundeskreis Tamale", "Altstadt", "Hinweis vom Weltladen", "agreed"),
    ("Nähstube Südhang", "Südhang", "Aushang im Stadtteilzentrum", "contacted"),
    ("Elterninitiative Brücken", "Neue Siedlung", "Hinweis einer Schule", "contacted"),
    ("Kulturverein Morgenrot", "Altstadt", "Vereinsregister", "unreachable"),
    ("Jugendgruppe Eine Erde", "Nordufer", "Internet", "found"),
    ("Solarpaten Ebersfurt", "Südhang", "Zeitung", "found"),
)
_ANSWERS = {
    "summary": "Wir singen Lieder aus zwölf Ländern und treten auf Stadtfesten auf.",
    "goals": "Wer zusammen singt, lernt sich kennen. Das möchten wir für die ganze Stadt.",
    "activities_local": "Probe jeden Mittwoch im Stadtteilzentrum, zweimal im Jahr ein Konzert.",
    "cooperation_needs": "Einen Raum mit Klavier, auch am Wochenende.",
}


def load_research(project: InventoryProjectPage, directory: ActorDirectoryPage, contractor: Any) -> None:
    """Put possible actors onto the list of an inventory, one of them interviewed; and all published profiles."""
    call_command("skew_load_interview_guide", verbosity=0)
    guide = InterviewGuide.objects.get()
    ResearchSetup.objects.create(project=project, guide=guide, directory=directory)
    TeamMember.objects.create(project=project, user=contractor)
    for name, town, found_in, state in _ENTRIES:
        values = {"town": town, "found_in": found_in, "state": state, "assigned_to": contractor}
        ResearchEntry.objects.create(project=project, name=name, **values)
    for profile in ActorProfilePage.objects.live().order_by("title"):
        ResearchEntry.objects.create(
            project=project, name=profile.title, kind=profile.kind, state="interviewed", profile=profile
        )
    asked = ResearchEntry.objects.exclude(profile=None).select_related("profile").first()
    ProfileApproval.objects.create(
        entry=asked,
        key=APPROVAL_KEY,
        state="asked",
        asked_at=timezone.now() - timedelta(days=3),
        revision=asked.profile.latest_revision,
    )
    entry = ResearchEntry.objects.get(project=project, name=_ENTRIES[0][0])
    interview = Interview.objects.create(
        entry=entry,
        guide=guide,
        asked_by=contractor,
        appointment_at=timezone.localtime().replace(hour=17, minute=30) - timedelta(days=12),
        meeting_point="Stadtteilzentrum, Probenraum",
    )
    for number, question in enumerate(guide.questions.all()):
        if question.helps_with in _ANSWERS:
            InterviewAnswer.objects.create(
                interview=interview,
                question=question,
                asked=question.text,
                helps_with=question.helps_with,
                reply=_ANSWERS[question.helps_with],
                sort_order=number,
            )
