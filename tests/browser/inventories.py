"""Inventories, applications, research and the brochure of the browser town."""

from datetime import date
from typing import Any

from django.utils import timezone

from skew_wagtail.brochure.models import BrochureEdition, ChapterAfter, EditionState, Order, Selection
from skew_wagtail.inventory.applications.links import token_of
from skew_wagtail.inventory.models import InventoryStep
from skew_wagtail.inventory.research.links import token_of as approval_token
from skew_wagtail.inventory.research.models import ProfileApproval, ResearchSetup, TeamMember
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.vocabulary import models as vocabulary
from tests.factories import (
    ApplicationFactory,
    BrochureFactory,
    InventoryFactory,
    InventoryIndexFactory,
    SuggestionFactory,
    make_document,
    make_image,
    open_forms,
)
from tests.inventory.research.making import EntryFactory, add_interview, make_guide


def some_terms(model: Any, number: int) -> list[Any]:
    return list(model.objects.all()[:number])


def make_applications() -> tuple[Any, str, str, Any]:
    """One that is approved, the links of a draft and of one to print, a suggestion."""
    open_forms()
    draft, finished = (ApplicationFactory(state=state) for state in ("draft", "awaited"))
    links = [f"/skew/application/{token_of(draft)}/", f"/skew/application/{token_of(finished)}/sheet/"]
    return ApplicationFactory(state="approved"), *links, SuggestionFactory()


def make_research(project: Any, profile: Any, user: Any) -> tuple[Any, str]:
    """A list with an entry that was interviewed and asked for its approval, and the link of its letter."""
    guide = make_guide()
    ResearchSetup.objects.create(project=project, guide=guide)
    TeamMember.objects.create(project=project, user=user)
    entry = EntryFactory(
        project=project,
        name="Verein im Entwurf",
        state="interviewed",
        assigned_to=user,
        contact_phone="030 23125 123",
        web_address="https://www.example.org/",
        found_in="Vereinsregister",
        note="Ruft abends zurück.",
        profile=profile,
    )
    add_interview(
        entry,
        {"summary": "Wir singen.", "cooperation_needs": "Räume"},
        appointment_at=timezone.now(),
        asked_by=user,
        guide=guide,
        interview_notes="Freundlich.",
    )
    approval = ProfileApproval.objects.create(
        entry=entry, state="asked", asked_at=timezone.now(), revision=profile.latest_revision
    )
    for state in ("found", "agreed", "declined"):
        EntryFactory(project=project, state=state)
    return entry, f"/skew/approval/{approval_token(approval)}/"


def make_brochure(inventory: Any, user: Any) -> BrochureEdition:
    """A brochure with everything, an edition that visitors get, one before it and hints for the editor."""
    page = BrochureFactory(
        slug="broschuere",
        title="Eine Welt in Ebersfurt",
        subtitle="Wer sich engagiert",
        selection=Selection.INVENTORY,
        inventory=inventory,
        order=Order.TOPIC,
        cover_picture=make_image(title="Fest"),
        cover_alt="Menschen an einer langen Tafel",
        foreword="<p>Liebe <b>Leute</b>!</p>",
        portrait=make_image(title="Rathaus"),
        portrait_alt="Bürgermeisterin vor dem Rathaus",
        signature="Petra Muster",
        introduction="<h3>Wozu</h3><p>Zum Blättern.</p><ul><li>Eins</li></ul>",
        chapters_after=[ChapterAfter(title="Wie es weitergeht", text="<p>Gut.</p>")],
        imprint="Herausgeberin: Stadt Ebersfurt",
    )
    hints = [{"profile": "Weltladen", "page_id": page.pk, "text": "Das Logo fehlt."}]
    values = {"title": page.title, "built_by": user, "built_at": timezone.now(), "hints": hints}
    for number, state in ((1, EditionState.REPLACED), (2, EditionState.READY)):
        edition = BrochureEdition.objects.create(brochure=page, number=number, state=state, **values)
        for variant in Variant.values:
            document = make_document(title=f"Heft {number} {variant}")
            edition.files.create(
                variant=variant, document=document, page_count=120, size=4_200_000, sha256="0" * 64
            )
    return edition


def make_inventories(profiles: list[Any]) -> Any:
    states = {state.slug: state for state in vocabulary.StepState.objects.all()}
    document = make_document(title="Protokoll")
    place = vocabulary.Municipality.objects.create(
        name="Stadt Ebersfurt",
        state=vocabulary.ActivityArea.objects.get(slug="de-he"),
        coat_of_arms=make_image(title="Wappen"),
        coat_of_arms_alt="Blauer Eber auf Silber",
    )
    return InventoryFactory(
        parent=InventoryIndexFactory(slug="bestandsaufnahmen"),
        slug="projekt",
        title="Bestandsaufnahme Ebersfurt 2026",
        start_date=date(2026, 1, 1),
        end_date=date(2026, 12, 31),
        goal="<p>Dass sich die Gruppen kennen.</p>",
        focus_topics=some_terms(vocabulary.Topic, 2),
        municipality=place,
        contractors="Büro Beispiel GbR",
        partners="Integrationsrat und Weltladen",
        next_steps="<p>Ab März treffen sich alle im Rathaus.</p>",
        office="Büro für Migration, Rathaus, Zimmer 12",
        office_email="migration@example.org",
        steps=[
            InventoryStep(
                title=title,
                state=states[state],
                is_public=True,
                description="Wir treffen uns.",
                planned_date=date(2026, 3, 14),
                public_note="Die Broschüre liegt im Rathaus.",
                # One only: Wagtail names the frames of blocks of one kind alike, which axe finds.
                documents=[("document", {"document": document, "is_public": True})]
                if title == "Auftakt"
                else [],
            )
            for title, state in zip(("Auftakt", "Befragung", "Broschüre"), states, strict=False)
        ],
        actors=profiles,
    )
