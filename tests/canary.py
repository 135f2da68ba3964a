"""A world in which everything that must stay inside carries a mark that one knows again outside.

A mark is planted in every field that ``field_classes`` calls contact, sensitive or internal, on records that
nobody agreed to show, and in every text of pages that are not public.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField
from wagtail.models import PageViewRestriction

from skew_wagtail.actors.models import (
    ActorContact,
    ActorDirectoryPage,
    ActorImage,
    ActorPartner,
    ActorProfilePage,
    ActorProject,
    ActorRecord,
    CooperationNeed,
    CooperationOffer,
)
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.brochure.models import BrochureFunding, BrochurePage, EditionState
from skew_wagtail.exchange.models import (
    ColumnMapping,
    ImportBaseline,
    ImportedProfile,
    ImportUndo,
    ImportUpload,
)
from skew_wagtail.forum.models import EventActor, EventPage, EventPhoto
from skew_wagtail.forum.workshop.actions import take_over_as_outcomes, take_over_to_profile
from skew_wagtail.forum.workshop.models import Side
from skew_wagtail.inventory.applications.models import (
    ApplicationSettings,
    ApplicationState,
    InventoryApplication,
    InventorySuggestion,
)
from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep, StepNote
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import (
    ActorAddress,
    AddressPrecision,
    Channel,
    Consent,
    ConsentMethod,
    ContactPerson,
    ListingRefusal,
    PrivacySettings,
)
from skew_wagtail.vocabulary.models import FundingNotice
from tests import field_classes
from tests.factories import (
    ActorProfileFactory,
    BrochureFactory,
    CooperationKindFactory,
    DirectoryFactory,
    EditionFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    OutcomeKindFactory,
    TopicFactory,
    WorkshopFactory,
    make_image,
    make_user,
    open_forms,
)
from tests.field_classes import CONTACT, INTERNAL, ORGANISATIONAL, SENSITIVE

SECRET = (CONTACT, SENSITIVE, INTERNAL)
#: Digits of the marks in fields for numbers.
_PLAIN_NUMBER = 5


def _stands_in(mark: str, text: str) -> bool:
    """Whether a mark stands in a text; a plain number only as a whole, for times hold many digits."""
    if mark.isdecimal() and len(mark) == _PLAIN_NUMBER:
        return re.search(rf"(?<!\d){mark}(?!\d)", text) is not None
    return mark in text


@dataclass
class Marks:
    """The marks planted, and where; ``personal`` ones may not even stand in a revision."""

    planted: dict[str, str] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)

    def found_in(self, text: str, *, personal_only: bool = False) -> list[str]:
        """Where the marks come from that stand in a text."""
        text = text.lower()
        marks = self.personal if personal_only else self.planted
        return sorted({self.planted[mark] for mark in marks if _stands_in(mark, text)})

    def fill(self, instance: Any, *classes: str, why: str, keep: tuple[str, ...] = ()) -> Any:
        """Put a mark into every plain field of these classes, unsaved; ``keep`` names fields to leave alone."""
        for column in self._columns(type(instance), classes, keep):
            if not isinstance(column, models.ManyToManyField | TaggableManager):
                setattr(instance, column.name, self._mark(type(instance), column, why))
        return instance

    def plant(self, instance: Any, *classes: str, why: str, keep: tuple[str, ...] = ()) -> Any:
        """Fill a record, save it and give it marked terms."""
        self.fill(instance, *classes, why=why, keep=keep).save()
        for column in self._columns(type(instance), classes, keep):
            if isinstance(column, models.ManyToManyField):
                mark = self._mark(type(instance), column, why)
                getattr(instance, column.name).add(
                    column.related_model.objects.create(slug=mark, label_de=mark)
                )
        return instance

    @staticmethod
    def _columns(model: type[models.Model], classes: tuple[str, ...], keep: tuple[str, ...]) -> list[Any]:
        return [
            column
            for column in field_classes.own_fields(model)
            if field_classes.class_of(model, column.name) in classes
            and field_classes.is_carrier(column)
            and column.name not in keep
        ]

    def word(self, why: str, *, personal: bool = False) -> str:
        """A mark for a text that is no field of ours, such as a page's title."""
        return self._remember(f"knr{self._number():03}x", why, personal)

    def _number(self) -> int:
        return len(self.planted) + 1

    def _remember(self, mark: str, where: str, personal: bool) -> str:
        self.planted[mark] = where
        if personal:
            self.personal.add(mark)
        return mark

    def _mark(self, model: type[models.Model], column: Any, why: str) -> Any:
        """A value for a column, remembered as it would be seen in an output."""
        where = f"{model._meta.label}.{column.name} ({why})"
        personal = field_classes.class_of(model, column.name) in SECRET
        number = self._number()
        if personal:
            self.fields.add((model._meta.label, column.name))
        if isinstance(column, models.DateField):
            self._remember(f"{1600 + number}-01-02", where, personal)
            self._remember(f"januar {1600 + number}", where, personal)
            return datetime.date(1600 + number, 1, 2)
        if isinstance(column, models.FloatField):
            value = 40 + number / 100_000
            self._remember(f"{value:.5f}", where, personal)
            return value
        if column.name == "phone":
            self._remember(f"231259{number:03}", where, personal)
            return f"+49 30 {self._remember(f'23125 9{number:03}', where, personal)}"
        if isinstance(column, models.JSONField):
            return {"text": self._remember(f"knr{number:03}x", where, personal)}
        if isinstance(column, models.IntegerField):
            return int(self._remember(str(20_000 + number), where, personal))
        mark = self._remember(f"knr{number:03}x", where, personal)
        if isinstance(column, models.BinaryField):
            return mark.encode()
        if isinstance(column, models.EmailField):
            return f"{mark}@example.org"
        if isinstance(column, models.URLField):
            return f"https://{mark}.example.org/"
        if isinstance(column, RichTextField):
            return f"<p>{mark}</p>"
        return mark


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
    shown = {profile.pk: _people(marks, profile)}
    _records(marks, profile)
    shown |= _addresses(marks, directory)
    for page in ActorProfilePage.objects.live():
        # Once more, now that the records exist, as an editor does who changes a word.
        page.get_latest_revision_as_object().save_revision().publish()
    _unpublished_changes(marks, directory)
    _projects_and_events(marks, [profile, *not_public])
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
    brochure = _brochure(
        marks, directory, [profile, *not_public, *directory.get_children().live().specific()]
    )
    return World(marks, directory, profile, not_public, brochure, shown)


def _texts(marks: Marks, instance: Any, why: str) -> dict[str, str]:
    """A mark for each text of an object about an organisation, a project or an event."""
    filled = vars(marks.fill(instance, ORGANISATIONAL, why=why))
    return {
        name: value
        for name, value in filled.items()
        if isinstance(value, str) and re.search(r"knr\d{3}x", value)
    }


def _profile(marks: Marks, parent: Any, why: str, **values: Any) -> ActorProfilePage:
    texts = _texts(marks, ActorProfilePage(), why)
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
    _records(marks, deleted)
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
    for name, text in _texts(marks, ActorProfilePage(), "change that is not published").items():
        setattr(page, name, text)
    page.title = marks.word("title that is not published")
    page.save_revision()


def _projects_and_events(marks: Marks, profiles: list[ActorProfilePage]) -> None:
    """An inventory and a forum that name public and other profiles, and ones that are drafts."""
    notice = marks.plant(FundingNotice(text="Gefördert"), INTERNAL, why="name for the town hall")
    hidden_step = InventoryStep(is_public=False, **_texts(marks, InventoryStep(), "internal step"))
    project = InventoryFactory(
        slug="projekt",
        title="Bestandsaufnahme 2026",
        funding_notice=notice,
        steps=[hidden_step, InventoryStep(title="Auftakt", is_public=True)],
        actors=profiles,
    )
    for step in project.steps.all():
        marks.plant(StepNote(step=step), INTERNAL, why="internal note on a step")
    linked = [EventActor(actor=profile) for profile in profiles]
    photo = EventPhoto(image=make_image(), **_texts(marks, EventPhoto(), "photo of people without a consent"))
    ForumFactory(slug="forum", title="Forum 2026", inventory=project, linked_actors=linked, photos=[photo])
    _workshop(marks, profiles[0])
    for factory, holder in (
        (InventoryFactory, InventoryProjectPage),
        (ForumFactory, EventPage),
        (WorkshopFactory, EventPage),
    ):
        why = f"draft of {factory.__name__}"
        texts = _texts(marks, holder(), why)
        factory(live=False, title=marks.word(f"title of {why}"), **texts)


def _workshop(marks: Marks, profile: ActorProfilePage) -> None:
    """A workshop that is over, with what must stay inside: interests, a need, an agreement."""
    workshop = WorkshopFactory(
        slug="workshop", title="Workshop 2026", linked_actors=[EventActor(actor=profile)]
    )
    row = workshop.present_organisations.create(
        actor=profile,
        name=profile.title,
        interests=marks.word("interest that stays inside"),
        interests_visibility=Visibility.INTERNAL,
    )
    other = workshop.present_organisations.create(name=marks.word("organisation that is only present"))
    kind = CooperationKindFactory(slug="rooms")
    for side in Side:
        row.statements.create(
            side=side, kind=kind, text=marks.word(f"internal: {side}"), visibility=Visibility.INTERNAL
        )
    agreement = workshop.agreements.create(
        kind=OutcomeKindFactory(slug="joint_activity"),
        text=marks.word("agreement that stays inside"),
        responsible_body=marks.word("who sees to an agreement that stays inside"),
    )
    agreement.organisations.set([row, other])
    editor = make_user("moderierend", superuser=True)
    take_over_as_outcomes(workshop, editor, publish=True)
    take_over_to_profile(row, editor, publish=True)


def _brochure(marks: Marks, directory: ActorDirectoryPage, profiles: list[ActorProfilePage]) -> BrochurePage:
    """A brochure that names public and other profiles, with a build that failed; and one that is a draft."""
    notice = marks.plant(
        FundingNotice(text="Gefördert"), INTERNAL, why="name for the town hall, in a brochure"
    )
    chosen = {profile.pk: profile for profile in profiles}
    page = BrochureFactory(
        slug="broschuere",
        title="Eine Welt in Ebersfurt",
        actors=list(chosen.values()),
        funding=[BrochureFunding(notice=notice)],
        foreword="<p>Liebe Leute</p>",
    )
    failed = EditionFactory.build(brochure=page, state=EditionState.FAILED)
    marks.plant(failed, INTERNAL, why="what a build tells its editor")
    texts = _texts(marks, BrochurePage(), "draft of a brochure")
    BrochureFactory(
        live=False,
        slug="entwurf",
        **texts | {"title": marks.word("title of a brochure that is a draft")},
    )
    return page


def _people(marks: Marks, profile: ActorProfilePage) -> list[str]:
    """People named on a profile who agreed to nothing, to something else, or no longer; and one who did."""
    elsewhere = ActorProfileFactory(parent=profile.get_parent(), slug="anderswo", title="Anderswo")
    others = [channel for channel in Channel if channel not in (Channel.WEB, Channel.EXPORT)]
    people = {
        "alt_text": marks.word("picture of people"),
        "credit": marks.word("credit of a picture of people"),
    }
    ActorImage.objects.create(page=profile, image=make_image(), **people)
    _person(marks, profile, "no consent")
    _agree(marks, _person(marks, profile, "consent for other channels"), profile, others)
    _agree(marks, _person(marks, profile, "consent for another actor"), elsewhere, list(Channel))
    former = _person(marks, profile, "withdrawn consent")
    _agree(marks, former, profile, list(Channel))
    _agree(marks, former, profile, list(Channel), withdraws=True)
    shown = {
        "name": "Amina Gezeigt",
        "role": "Sprecherin",
        "phone": "030 23125 777",
        "email": "amina@example.net",
    }
    agreed = ContactPerson(**shown)
    marks.plant(agreed, INTERNAL, why="note on a person who is shown")
    ActorContact.objects.create(page=profile, person=agreed)
    _agree(marks, agreed, profile, [Channel.WEB])
    return list(shown.values())


def _person(marks: Marks, profile: ActorProfilePage, why: str) -> ContactPerson:
    person = marks.plant(ContactPerson(), *SECRET, why=why)
    ActorContact.objects.create(page=profile, person=person)
    return person


def _agree(
    marks: Marks, person: ContactPerson, page: Any, channels: list[str], *, withdraws: bool = False
) -> None:
    proof = marks.fill(Consent(), INTERNAL, why="proof of consent")
    record_consent(
        person,
        actor_key=page.translation_key,
        organisation_name=proof.organisation_name,
        channels=channels,
        method=ConsentMethod.PAPER,
        given_on=proof.given_on,
        wording=proof.wording,
        withdraws=withdraws,
    )


def _records(marks: Marks, profile: ActorProfilePage) -> None:
    key = profile.translation_key
    marks.plant(ActorAddress(pk=key, precision=AddressPrecision.HIDDEN), CONTACT, why="hidden address")
    marks.plant(ActorRecord(pk=key), INTERNAL, SENSITIVE, why="internal record")


def _addresses(marks: Marks, directory: ActorDirectoryPage) -> dict[int, list[str]]:
    """An actor for each precision; by its id what is seen of its address."""
    visible = {
        AddressPrecision.EXACT: {
            "street": "Färbergasse 12", "postcode": "00815", "city": "Ebersfurt", "po_box": "12 34",
            "latitude": 50.1, "longitude": 9.1,
        },
        AddressPrecision.POSTCODE: {"postcode": "00816", "city": "Ebersfurt-Nord"},
        AddressPrecision.PLACE: {"city": "Ebersfurt-Süd"},
    }  # fmt: skip
    shown = {}
    for precision, values in visible.items():
        page = ActorProfileFactory(parent=directory, slug=precision, title=f"Verein {precision}")
        address = ActorAddress(pk=page.translation_key, precision=precision, **values)
        marks.plant(address, CONTACT, why=f"address shown by {precision}", keep=tuple(values))
        shown[page.pk] = [value for value in values.values() if isinstance(value, str)]
    return shown
