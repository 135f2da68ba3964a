"""A town as visitors and editors find it: every page type in every state."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
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
from skew_wagtail.exchange.importing.actions import ImportOptions
from skew_wagtail.exchange.models import ColumnMapping, ImportRun, ImportUpload
from skew_wagtail.privacy.actions import load_wordings, refuse_listing
from skew_wagtail.privacy.models import AddressPrecision, Consent, ConsentWording, OutgoingLetter
from skew_wagtail.vocabulary import models as vocabulary
from skew_wagtail.vocabulary.actions import load_vocabulary
from tests.browser.events import make_forums, make_registrations
from tests.browser.inventories import (
    make_applications,
    make_brochure,
    make_inventories,
    make_research,
    some_terms,
)
from tests.bulk import make_profiles
from tests.exchange.sheets import SHOP, table, workbook
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    ImportRunFactory,
    add_address,
    add_contact,
    make_image,
    make_user,
    set_privacy_page,
)
from tests.programmes.advice.making import make_advice
from tests.programmes.town import make_programmes, make_selection

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
    advice_request: Any
    topic: Any
    user: Any
    interests: dict[str, Any]


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
    inventory = make_inventories([full, *directory.get_children().live().specific()[:20]])
    make_forums(full)
    interests = make_programmes(full)
    user = make_user("redaktion", superuser=True)
    make_selection(user)
    return World(
        directory,
        full,
        draft,
        _double(directory, full),
        person,
        _import_run(directory, full),
        _upload(directory, user),
        make_brochure(inventory, user),
        refuse_listing("Verein, der nicht will", reason="risk"),
        OutgoingLetter.objects.create(
            letter_name="no_entry", mail_to="amina@example.org", mail_subject="Frage", plain_body="Guten Tag"
        ),
        make_registrations(),
        Consent.objects.first(),
        ConsentWording.objects.first(),
        *make_applications(),
        *make_research(inventory, draft, user),
        make_advice(),
        vocabulary.Topic.objects.first(),
        user,
        interests,
    )


def _import_run(directory: Any, profile: Any) -> ImportRun:
    """An import that can be undone, but for a profile that somebody has edited since."""
    run = ImportRunFactory(directory_id=directory.pk)
    key = profile.translation_key
    run.profiles.create(
        actor_key=key, page_id=profile.pk, is_new=False, revision_after=1, before={"state": ""}
    )
    return run


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
        topics=some_terms(vocabulary.Topic, 4),
        tags=["Kaffee", "Schule"],
        sdgs=some_terms(vocabulary.Sdg, 3),
        target_groups=some_terms(vocabulary.TargetGroup, 2),
        engagement_countries=some_terms(vocabulary.Country, 2),
        activity_areas=some_terms(vocabulary.ActivityArea, 2),
        spoken_languages=some_terms(vocabulary.SpokenLanguage, 3),
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
