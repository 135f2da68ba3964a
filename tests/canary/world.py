"""The canary town: public pages with secrets all around them."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import PageViewRestriction

from skew_wagtail.actors.models import (
    ActorDirectoryPage,
    ActorPartner,
    ActorProfilePage,
    ActorProject,
    CooperationNeed,
    CooperationOffer,
)
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.brochure.models import BrochurePage
from skew_wagtail.exchange.models import (
    ColumnMapping,
    ImportBaseline,
    ImportedProfile,
    ImportUndo,
    ImportUpload,
)
from skew_wagtail.inventory.applications.models import (
    ApplicationSettings,
    ApplicationState,
    InventoryApplication,
    InventorySuggestion,
)
from skew_wagtail.privacy.models import (
    ListingRefusal,
    OutgoingLetter,
    PrivacySettings,
)
from skew_wagtail.privacy.outbox.models import LetterFile
from tests.canary.marks import Marks, marked_texts
from tests.canary.people import plant_addresses, plant_people, plant_records
from tests.canary.projects import plant_advice, plant_brochure, plant_programmes, plant_projects_and_events
from tests.factories import (
    ActorProfileFactory,
    CooperationKindFactory,
    DirectoryFactory,
    ImportRunFactory,
    TopicFactory,
    make_user,
    open_forms,
)
from tests.field_classes import CONTACT, INTERNAL


@dataclass
class World:
    """The pages, the marks in what is hidden, and by page what visitors must see of people and addresses."""

    marks: Marks
    directory: ActorDirectoryPage
    profile: ActorProfilePage
    not_public: list[Any]
    brochure: BrochurePage
    shown: dict[int, list[str]]


def build_world() -> World:
    """Public pages with secrets all around them."""
    marks = Marks()
    directory = DirectoryFactory(slug="akteure", introduction="<p>Wer macht was?</p>")
    not_public = _pages_that_are_not_public(marks, directory)
    profile = _public_profile(marks, directory, partners=not_public)
    shown = {profile.pk: plant_people(marks, profile)}
    plant_records(marks, profile)
    shown |= plant_addresses(marks, directory)
    for page in ActorProfilePage.objects.live():
        # Once more, now that the records exist, as an editor does who changes a word.
        page.get_latest_revision_as_object().save_revision().publish()
    _unpublished_changes(marks, directory)
    plant_projects_and_events(marks, [profile, *not_public])
    plant_programmes(marks, [profile, *not_public])
    plant_advice(marks)
    run = ImportRunFactory.build(directory_id=directory.pk)
    marks.plant(run, INTERNAL, why="register of imports")
    marks.plant(ImportUndo(run=run), INTERNAL, why="undone import")
    trace = ImportedProfile(
        run=run, actor_key=profile.translation_key, page_id=profile.pk, is_new=False, revision_after=1
    )
    marks.plant(trace, INTERNAL, why="what an import replaced")
    marks.plant(ImportBaseline(profile.translation_key), INTERNAL, why="what a file said")
    marks.plant(ColumnMapping(), INTERNAL, why="assignment of columns")
    upload = ImportUpload(user=make_user("hochladend"), directory=directory)
    marks.plant(upload, INTERNAL, why="uploaded spreadsheet")
    marks.plant(ListingRefusal(), INTERNAL, why="register of refusals")
    open_forms()
    for record in (
        InventoryApplication(state=ApplicationState.REVIEW),
        InventorySuggestion(),
        ApplicationSettings.objects.get(),
    ):
        marks.plant(record, CONTACT, INTERNAL, why="register of applications and suggestions")
    marks.plant(PrivacySettings.objects.get(), INTERNAL, why="settings of the site")
    letter = marks.plant(OutgoingLetter(), CONTACT, INTERNAL, why="letter in the outbox")
    marks.plant(LetterFile(letter=letter), INTERNAL, why="file of a letter in the outbox")
    brochure = plant_brochure(
        marks, directory, [profile, *not_public, *directory.get_children().live().specific()]
    )
    return World(marks, directory, profile, not_public, brochure, shown)


def _profile(marks: Marks, parent: Any, why: str, **values: Any) -> ActorProfilePage:
    texts = marked_texts(marks, ActorProfilePage(), why)
    return ActorProfileFactory(parent=parent, **{**texts, "title": marks.word(f"title of {why}")} | values)


def _pages_that_are_not_public(marks: Marks, directory: ActorDirectoryPage) -> list[ActorProfilePage]:
    draft = _profile(marks, directory, "draft", live=False)
    unpublished = _profile(marks, directory, "unpublished profile")
    unpublished.unpublish()
    # Slugs of their own, for the form to sign in names the address one wanted.
    login = _profile(marks, directory, "profile for signed-in people", slug="zugang-1")
    PageViewRestriction.objects.create(page=login, restriction_type=PageViewRestriction.LOGIN)
    password = _profile(marks, directory, "profile behind a password", slug="zugang-2")
    PageViewRestriction.objects.create(
        page=password, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )
    closed = DirectoryFactory(slug="intern", title=marks.word("title of a directory behind a login"))
    below = _profile(marks, closed, "profile below a directory behind a login", slug="zugang-3")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    deleted = _profile(marks, directory, "deleted profile")
    plant_records(marks, deleted)
    deleted.delete()
    return [draft, unpublished, login, password, below]


def _public_profile(marks: Marks, directory: ActorDirectoryPage, partners: list[Any]) -> ActorProfilePage:
    kind = CooperationKindFactory(slug="rooms", label_de="Räume")
    statements = {
        relation: [
            model(kind=kind, text=marks.word(f"internal row of {relation}"), visibility=Visibility.INTERNAL),
            model(kind=kind, text=f"öffentlich: {relation}"),
        ]
        for relation, model in (
            ("cooperation_needs", CooperationNeed),
            ("cooperation_offers", CooperationOffer),
        )
    }
    return ActorProfileFactory(
        parent=directory,
        slug="weltladen",
        title="Weltladen Ebersfurt",
        summary="Fairer Handel seit 1982.",
        topics=[TopicFactory(slug="fair-trade", label_de="Fairer Handel")],
        tags=["Kaffee"],
        projects=[ActorProject(title="Brunnen")],
        partners=[ActorPartner(partner=partner) for partner in partners],
        **statements,
    )


def _unpublished_changes(marks: Marks, directory: ActorDirectoryPage) -> None:
    page = ActorProfileFactory(parent=directory, slug="geaendert", title="Verein mit Änderungen")
    for name, text in marked_texts(marks, ActorProfilePage(), "change that is not published").items():
        setattr(page, name, text)
    page.title = marks.word("title that is not published")
    page.save_revision()
