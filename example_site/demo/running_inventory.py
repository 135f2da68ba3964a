"""A second inventory, of the county, in its fourth step: who was found, who is to be asked, what is late."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.inventory.actions import add_standard_steps
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.research.actions.team import set_up_research
from skew_wagtail.inventory.research.models import EntryState, Interview, InterviewGuide, ResearchEntry
from skew_wagtail.vocabulary.models import ActivityArea, ActorKind, Municipality, MunicipalityKind, StepState

#: Step, its state, the day it was planned for and the day it took place, both in days from today.
STEPS = {
    "application": ("done", -120, -118),
    "commission": ("done", -90, -84),
    "kickoff_meeting": ("done", -60, -60),
    "research_interviews": ("running", -6, None),
    "profiles": ("planned", 45, None),
    "brochure": ("planned", 80, None),
    "review_meeting": ("planned", 95, None),
    "networking_workshop": ("planned", 110, None),
    "closing_meeting": ("planned", 140, None),
}
#: Name, place, source, state.
ENTRIES = (
    ("Freundeskreis Kpalimé e. V.", "Oberwiesenbach", "Vereinsregister", "found"),
    ("Frauentreff Regenbogenhaus", "Mühltal-Esse", "Hinweis der Volkshochschule", "found"),
    ("Fußball verbindet Esse", "Essenheim am Wald", "Kreissportbund", "found"),
    ("Arbeitskreis Asyl Niederwiesen", "Niederwiesen", "Liste des Kreises", "contacted"),
    ("Bananen-Initiative Unterwiesenbach", "Unterwiesenbach", "Zeitung vom 3. Mai", "contacted"),
    ("Tansania-Gruppe St. Martin", "Oberwiesenbach", "Dekanat", "agreed"),
    ("Verein Brücke nach Eritrea e. V.", "Niederwiesen", "Integrationsrat", "agreed"),
    ("Schulpartnerschaft Gesamtschule Esse", "Essenheim am Wald", "Schulamt", "interviewed"),
    ("Weltgruppe Unterwiesenbach", "Unterwiesenbach", "Anregung auf der Website", "interviewed"),
    ("Taubenzüchter Niederwiesen 1921", "Niederwiesen", "Vereinsregister", "declined"),
    ("Hilfskreis Rumänien", "Mühltal-Esse", "alte Broschüre von 2009", "unreachable"),
)


def load_running_inventory(
    index: Page, directory: ActorDirectoryPage, contractor: Any, user: Any
) -> InventoryProjectPage:
    """Make it below the list of inventories; the contractor is its team."""
    page = _page(index)
    guide = InterviewGuide.objects.first()
    set_up_research(page, guide=guide, directory=directory, members=[contractor], user=user)
    entries = [_entry(page, contractor, row) for row in ENTRIES]
    _interviews(entries, contractor, guide)
    _profile(entries, directory, contractor)
    return page


def _page(index: Page) -> InventoryProjectPage:
    county, _new = Municipality.objects.get_or_create(
        name="Landkreis Ebersfurt",
        defaults={
            "kind": MunicipalityKind.objects.get(slug="county"),
            "state": ActivityArea.objects.get(slug="de-he"),
        },
    )
    today = timezone.localdate()
    page = InventoryProjectPage(
        title="Bestandsaufnahme Landkreis Ebersfurt",
        slug="landkreis-ebersfurt",
        municipality=county,
        start_date=today - timedelta(days=118),
        goal="<p>In den kleinen Gemeinden des Kreises weiß oft niemand voneinander. Das soll sich ändern.</p>",
        contractors="Büro Wegweiser GbR",
        partners="Kreisintegrationsbeirat, Dekanat, Volkshochschule",
        live=False,
        locale=index.locale,
    )
    add_standard_steps(page)
    states = {state.slug: state for state in StepState.objects.all()}
    for step in page.steps.all():
        state, planned, actual = STEPS[step.key]
        step.state = states[state]
        step.planned_date = today + timedelta(days=planned)
        step.actual_date = today + timedelta(days=actual) if actual is not None else None
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def _entry(page: InventoryProjectPage, contractor: Any, row: tuple[str, str, str, str]) -> ResearchEntry:
    name, town, found_in, state = row
    return ResearchEntry.objects.create(
        project=page,
        name=name,
        town=town,
        found_in=found_in,
        state=state,
        kind=ActorKind.objects.get(slug="one-world-group") if "Gruppe" in name else None,
        contact_email=f"kontakt-{ResearchEntry.objects.count() + 1}@example.org",
        assigned_to=contractor if state in ("contacted", "agreed", "interviewed") else None,
    )


def _interviews(entries: list[ResearchEntry], contractor: Any, guide: InterviewGuide | None) -> None:
    """Two that are to come, two that were."""
    hour = timezone.localtime().replace(hour=16, minute=30, second=0, microsecond=0)
    days = {EntryState.AGREED: (3, 8), EntryState.INTERVIEWED: (-20, -12)}
    for state, offsets in days.items():
        chosen = [entry for entry in entries if entry.state == state]
        for entry, offset in zip(chosen, offsets, strict=True):
            Interview.objects.create(
                entry=entry,
                appointment_at=hour + timedelta(days=offset),
                meeting_point=f"Rathaus {entry.town}",
                asked_by=contractor,
                guide=guide,
            )


def _profile(entries: list[ResearchEntry], directory: ActorDirectoryPage, contractor: Any) -> None:
    """The draft that came of the last interview."""
    entry = [entry for entry in entries if entry.state == EntryState.INTERVIEWED][-1]
    profile = ActorProfilePage(
        title=entry.name,
        slug="weltgruppe-unterwiesenbach",
        kind=ActorKind.objects.get(slug="one-world-group"),
        summary="Wir treffen uns einmal im Monat im Gemeindehaus und arbeiten für Westafrika.",
        owner=contractor,
        live=False,
        locale=directory.locale,
    )
    directory.add_child(instance=profile)
    profile.save_revision(user=contractor)
    entry.profile = profile
    entry.save()
