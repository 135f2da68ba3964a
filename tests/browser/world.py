"""A town as visitors and editors find it: every page type in every state."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from example_site.models import HomePage, TextPage
from skew_wagtail.actors.models import (
    ActorImage,
    ActorLink,
    ActorPartner,
    ActorProject,
    CooperationNeed,
    CooperationOffer,
    DistinctActors,
)
from skew_wagtail.actors.models.profile import EntryDepth
from skew_wagtail.brochure.models import BrochureEdition, ChapterAfter, EditionState, Order, Selection
from skew_wagtail.exchange.importing.actions import ImportOptions
from skew_wagtail.exchange.models import ColumnMapping, ImportRun, ImportUpload
from skew_wagtail.forum.models import (
    EventActor,
    EventDay,
    EventOutcome,
    EventPage,
    EventParticipantGroup,
    EventPhoto,
    EventProgrammeItem,
    EventSeries,
    EventThemeGroup,
)
from skew_wagtail.forum.registration.models import AccessNeed
from skew_wagtail.inventory.applications.links import token_of
from skew_wagtail.inventory.models import InventoryStep
from skew_wagtail.inventory.research.links import token_of as approval_token
from skew_wagtail.inventory.research.models import ProfileApproval, ResearchSetup, TeamMember
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.actions import load_wordings, refuse_listing
from skew_wagtail.privacy.models import AddressPrecision, Consent, ConsentWording, OutgoingLetter
from skew_wagtail.vocabulary import models as vocabulary
from skew_wagtail.vocabulary.actions import load_vocabulary
from tests.bulk import make_profiles
from tests.exchange.sheets import SHOP, table, workbook
from tests.factories import (
    ActorProfileFactory,
    ApplicationFactory,
    BrochureFactory,
    DirectoryFactory,
    ForumFactory,
    ForumIndexFactory,
    ImportRunFactory,
    InventoryFactory,
    InventoryIndexFactory,
    SuggestionFactory,
    WorkshopFactory,
    add_address,
    add_contact,
    make_document,
    make_image,
    make_user,
    open_forms,
    set_privacy_page,
)
from tests.forum.registrations import RegistrationFactory
from tests.inventory.research.making import EntryFactory, add_interview, make_guide
from tests.programmes.town import make_programmes

PASSWORD = "geheim-und-lang"


@dataclass
class World:
    """What the tests need to know of the town beside its addresses."""

    directory: Any
    full: Any
    draft: Any
    double: Any
    person: Any
    import_run: Any
    upload: Any
    edition: Any
    refusal: Any
    letter: Any
    registration: Any
    consent: Any
    wording: Any
    application: Any
    draft_link: str
    sheet_link: str
    suggestion: Any
    entry: Any
    approval_link: str
    topic: Any
    user: Any


def build_world() -> World:
    """The town in an empty database; migrations' data is made anew, for tests that commit have emptied it."""
    name = str(connection.settings_dict["NAME"])
    if "mode=memory" not in name and not Path(name).name.startswith("test_"):
        raise RuntimeError(f"{name} is no database of the tests and must not be emptied.")
    call_command("flush", interactive=False, verbosity=0)
    _site()
    load_vocabulary()
    load_wordings()
    directory = DirectoryFactory(
        slug="akteure",
        title="Akteure",
        introduction="<p>Wer arbeitet für die Eine Welt in unserer Stadt?</p>",
    )
    make_profiles(directory, 30)
    directory.refresh_from_db()
    full, draft, person = _profiles(directory)
    inventory = _inventories([full, *directory.get_children().live().specific()[:20]])
    _forums(full)
    make_programmes(full)
    user = make_user("redaktion", superuser=True)
    return World(
        directory,
        full,
        draft,
        _double(directory, full),
        person,
        _import_run(directory, full),
        _upload(directory, user),
        _brochure(inventory, user),
        refuse_listing("Verein, der nicht will", reason="risk"),
        OutgoingLetter.objects.create(
            letter_name="no_entry", mail_to="amina@example.org", mail_subject="Frage", plain_body="Guten Tag"
        ),
        _registrations(),
        Consent.objects.first(),
        ConsentWording.objects.first(),
        *_applications(),
        *_research(inventory, draft, user),
        vocabulary.Topic.objects.first(),
        user,
    )


def _import_run(directory: Any, profile: Any) -> ImportRun:
    """An import that can be undone, but for a profile that somebody has edited since."""
    run = ImportRunFactory(directory_id=directory.pk)
    key = profile.translation_key
    run.profiles.create(
        actor_key=key, page_id=profile.pk, is_new=False, revision_after=1, before={"state": ""}
    )
    return run


def _applications() -> tuple[Any, str, str, Any]:
    """One that is approved, the links of a draft and of one to print, a suggestion."""
    open_forms()
    draft, finished = (ApplicationFactory(state=state) for state in ("draft", "awaited"))
    links = [f"/skew/application/{token_of(draft)}/", f"/skew/application/{token_of(finished)}/sheet/"]
    return ApplicationFactory(state="approved"), *links, SuggestionFactory()


def _research(project: Any, profile: Any, user: Any) -> tuple[Any, str]:
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


def _upload(directory: Any, user: Any) -> ImportUpload:
    """A spreadsheet with a row that is fine, one that changes something and one with an unknown word.

    And an assignment of columns that is remembered.
    """
    kind = vocabulary.ActorKind.objects.first().label_de
    rows = [
        SHOP | {"Akteursart": kind},
        {"Kennung": "EBF-001", "Name der Organisation": "Ärzte für die Eine Welt", "Kurztext": "Ganz neu"},
        {"Name der Organisation": "Chor", "Akteursart": kind, "Handlungsfelder": "Fair Handel"},
    ]
    rows[0] |= {"Kennung": "EBF-777", "Name der Organisation": "Neuer Laden"}
    data = workbook(table(rows))
    options = vars(ImportOptions())
    ColumnMapping.objects.create(name="Büro Weitblick 2026", columns={"einrichtung": "title"})
    return ImportUpload.objects.create(
        user=user, directory=directory, file_name="akteure.xlsx", data=data, options=options
    )


def _site() -> None:
    locale, _ = Locale.objects.get_or_create(language_code="de")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    home = HomePage(title="Stadt Ebersfurt", slug="start", introduction="<p>Willkommen.</p>", locale=locale)
    root.add_child(instance=home)
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    privacy = TextPage(title="Datenschutz", slug="datenschutz", body="<p>Wir speichern wenig.</p>")
    set_privacy_page(home.add_child(instance=privacy))


def _some(model: Any, number: int) -> list[Any]:
    return list(model.objects.all()[:number])


def _profiles(directory: Any) -> tuple[Any, Any, Any]:
    """A profile with everything, a card entry with a name in another script, a draft."""
    kind = vocabulary.ActorKind.objects.first()
    cooperation = vocabulary.CooperationKind.objects.first()
    card = ActorProfileFactory(
        parent=directory,
        slug="visitenkarte",
        title="جمعية الأمل",
        name_language="ar",
        kind=kind,
        entry_depth=EntryDepth.CARD,
    )
    image = make_image()
    full = ActorProfileFactory(
        parent=directory,
        slug="weltladen",
        title="Ärzte für die Eine Welt",
        short_name="ÄEW",
        kind=kind,
        sector=vocabulary.Sector.objects.first(),
        legal_form=vocabulary.LegalForm.objects.first(),
        is_charitable=True,
        founded_year=1982,
        member_band="25-49",
        volunteer_count=30,
        staff_count=2,
        summary="Wir verkaufen fair gehandelten Kaffee und besuchen Schulen.",
        description="<h3>Wer wir sind</h3><p>Ein Verein mit <a href='https://example.org/'>Partnern</a>.</p>",
        goals="<p>Faire Preise.</p><ul><li>Kaffee</li><li>Kakao</li></ul>",
        activities_local="<p>Sprachcafé am Dienstag.</p>",
        activities_abroad="<p>Schulgeld in Tamale.</p>",
        logo=image,
        logo_alt="Zwei Hände um eine Weltkugel",
        images=[
            ActorImage(
                image=image, alt_text=f"Drei Frauen an der Nähmaschine {number}", credit="Foto: Verein"
            )
            for number in (1, 2)
        ],
        topics=_some(vocabulary.Topic, 4),
        tags=["Kaffee", "Schule"],
        sdgs=_some(vocabulary.Sdg, 3),
        target_groups=_some(vocabulary.TargetGroup, 2),
        engagement_countries=_some(vocabulary.Country, 2),
        activity_areas=_some(vocabulary.ActivityArea, 2),
        spoken_languages=_some(vocabulary.SpokenLanguage, 3),
        projects=[
            ActorProject(title="Brunnen für Tamale", partner="Tamale e. V.", start_year=2019, end_year=2023)
        ],
        cooperation_needs=[CooperationNeed(kind=cooperation, text="Ein Proberaum für 20 Menschen")],
        cooperation_offers=[CooperationOffer(kind=cooperation, text="Ein Lastenrad am Samstag")],
        partners=[ActorPartner(partner=card)],
        links=[ActorLink(platform="website", url="https://www.example.org/")],
        networks="Eine-Welt-Landesnetzwerk",
        support_wanted=True,
        support_wanted_detail="Jemand, der samstags fährt.",
        meeting_place="Haus der Vereine",
        opening_hours="Di und Do 16 bis 18 Uhr",
        external_id="EBF-001",
    )
    person = add_contact(full, ["web", "photo"], name="Amina Beispiel", role="Vorsitz")
    add_address(full, precision=AddressPrecision.EXACT, po_box="12 34")
    # The contact belongs to the version that editors, imports and undoing go on from.
    full = type(full).objects.get(pk=full.pk)
    full.save_revision().publish()
    draft = ActorProfileFactory(parent=directory, slug="entwurf", title="Verein im Entwurf", live=False)
    return full, draft, person


def _double(directory: Any, full: Any) -> Any:
    """The full profile once more, as a draft, and two that somebody said are two."""
    double = ActorProfileFactory(
        parent=directory, title="Ärzte für die Eine Welt e. V.", tags=["Tee"], summary="Kurz", live=False
    )
    first, second = directory.get_children().live().specific()[:2]
    DistinctActors.objects.create(**DistinctActors.ordered(first.translation_key, second.translation_key))
    return double


def _brochure(inventory: Any, user: Any) -> BrochureEdition:
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


def _inventories(profiles: list[Any]) -> Any:
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
        focus_topics=_some(vocabulary.Topic, 2),
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


def _registrations() -> Any:
    """Somebody who is still to confirm, one who is there already, a group; the one still to confirm."""
    event = EventPage.objects.get(slug="kommend")
    RegistrationFactory(event=event, person_name="Jussuf Muster", attended_number=1)
    RegistrationFactory(event=event, person_name="", organisation="Klasse 8b", people=12)
    registration = RegistrationFactory(event=event, person_name="Amina Beispiel", state="unconfirmed")
    AccessNeed.objects.create(registration=registration, need_text="Gebärdensprache")
    return registration


def _forums(profile: Any) -> None:
    index = ForumIndexFactory(slug="foren")
    group, kind = vocabulary.ParticipantGroup.objects.first(), vocabulary.OutcomeKind.objects.first()
    shared = {"parent": index, "venue_name": "Rathaus", "venue_address": "Markt 1\n00815 Ebersfurt"}
    for slug, title, starts_at in (
        ("kommend", "Vernetzungsforum, das kommt", timezone.now() + timedelta(days=90)),
        ("vergangen", "Vernetzungsforum, das war", timezone.now() - timedelta(days=90)),
    ):
        ForumFactory(
            slug=slug,
            title=title,
            starts_at=starts_at,
            introduction="<p>Alle sind eingeladen.</p>",
            access="Rampe am Hintereingang",
            languages="Deutsch, Arabisch",
            organiser="Stadt Ebersfurt",
            attendance_number=80,
            attendance_text="etwa 80 Menschen aus 30 Vereinen",
            programme_items=[
                EventProgrammeItem(title="Begrüßung", speaker_organisation="Stadt", description="Kurz.")
            ],
            participant_groups=[EventParticipantGroup(group=group, number=30)],
            takes_registrations=True,
            takes_groups=True,
            capacity=40,
            theme_groups=[EventThemeGroup(title="Räume", text="<p>Es fehlen Räume.</p>")],
            outcomes=[EventOutcome(kind=kind, text="Ein Runder Tisch", responsible_body="Stadt")],
            linked_actors=[EventActor(actor=profile)],
            **shared,
        )
    _workshop(shared, group)
    _workshop_day(index, profile)


def _workshop(shared: dict[str, Any], group: Any) -> None:
    """Two half days in a series, which were cancelled."""
    days = [timezone.localdate() + timedelta(days=number) for number in (30, 37)]
    WorkshopFactory(
        slug="werkstatt",
        title="Vernetzungsworkshop in zwei Teilen",
        status="cancelled",
        status_text="Der Saal hat einen Wasserschaden.",
        days=[
            EventDay(date=days[0], begins=time(14), ends=time(18), label="Kennenlernen"),
            EventDay(date=days[1], label="Verabreden"),
        ],
        programme_items=[
            EventProgrammeItem(date=days[0], time=time(14), title="Begrüßung", language="Arabisch"),
            EventProgrammeItem(date=days[1], title="Verabredungen"),
        ],
        participant_groups=[EventParticipantGroup(group=group)],
        photos=[
            EventPhoto(image=make_image(), alt_text="Tische im Saal", credit="Stadt", shows_people=False)
        ],
        documents=[("document", make_document(title="Einladung"))],
        topics=_some(vocabulary.Topic, 2),
        series=EventSeries.objects.create(title="Flucht in der Einen Welt", description="Drei Abende."),
        **shared,
    )


def _workshop_day(index: Any, profile: Any) -> None:
    """A workshop with what two organisations seek, offer and agree on."""
    workshop = WorkshopFactory(
        parent=index,
        slug="workshop",
        title="Workshop, der war",
        starts_at=timezone.now() - timedelta(days=30),
        linked_actors=[EventActor(actor=page) for page in profile.get_siblings().live().specific()[:4]],
    )
    kind = vocabulary.CooperationKind.objects.first()
    one = workshop.present_organisations.create(actor=profile, name=profile.title, interests="Schulen")
    two = workshop.present_organisations.create(name="Nachbarschaftstreff Nord")
    one.statements.create(side="seeks", kind=kind, text="Ein Saal für 50 Menschen")
    two.statements.create(side="offers", kind=kind, text="Saal mit Bühne")
    agreement = workshop.agreements.create(
        kind=vocabulary.OutcomeKind.objects.get(slug="joint_activity"),
        text="Ein gemeinsamer Stand auf dem Stadtfest",
        visibility="public",
    )
    agreement.organisations.set([one, two])
