"""Makes what tests need, in the way an editor would: pages are published through a revision."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Orderable, Page, Site

from skew_wagtail.actors.models import ActorContact, ActorDirectoryPage, ActorProfilePage
from skew_wagtail.brochure.models import BrochureActor, BrochureEdition, BrochurePage, Selection
from skew_wagtail.exchange.models import ImportRun, ImportState
from skew_wagtail.forum.models import BERLIN, EventDay, ForumIndexPage, ForumPage, NetworkingWorkshopPage
from skew_wagtail.inventory.applications.models import (
    ApplicationSettings,
    ApplicationState,
    InventoryApplication,
    InventorySuggestion,
)
from skew_wagtail.inventory.models import InventoryActor, InventoryIndexPage, InventoryProjectPage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, ConsentMethod, ContactPerson, PrivacySettings
from skew_wagtail.vocabulary import models as vocabulary


def site_root() -> Page:
    """The page at ``/``."""
    return Site.objects.get(is_default_site=True).root_page.specific


class TermFactory(factory.django.DjangoModelFactory):
    """A term; made anew only when its slug is unknown."""

    class Meta:
        abstract = True
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda number: f"term-{number}")
    label_de = factory.LazyAttribute(lambda term: term.slug.replace("-", " ").title())


class TopicFactory(TermFactory):
    class Meta:
        model = vocabulary.Topic


class KindFactory(TermFactory):
    slug = "world-shop"
    label_de = "Weltladen"

    class Meta:
        model = vocabulary.ActorKind


class CountryFactory(TermFactory):
    class Meta:
        model = vocabulary.Country


class CooperationKindFactory(TermFactory):
    class Meta:
        model = vocabulary.CooperationKind


class PageFactory(factory.Factory):
    """A page below ``parent``; published unless ``live=False``."""

    class Meta:
        abstract = True

    parent = factory.LazyFunction(site_root)
    title = factory.Sequence(lambda number: f"Seite {number}")
    live = True

    @classmethod
    def _create(cls, model: type[Page], *args: Any, parent: Page, live: bool, **values: Any) -> Page:
        lists = {name: values.pop(name) for name in list(values) if isinstance(values[name], list | tuple)}
        page = parent.add_child(instance=model(**values, live=False))
        for name, related in lists.items():
            if name == "tags":
                page.tags.add(*related)
            else:
                setattr(page, name, _in_order(related))
        revision = page.save_revision()
        if live:
            revision.publish()
        return model.objects.get(pk=page.pk)


def _in_order(rows: Any) -> Any:
    """Inline children as a form numbers them; terms stay as they are."""
    for position, row in enumerate(rows):
        if isinstance(row, Orderable) and row.sort_order is None:
            row.sort_order = position
    return rows


class DirectoryFactory(PageFactory):
    title = "Akteure"
    slug = factory.Sequence(lambda number: f"akteure-{number}" if number else "akteure")

    class Meta:
        model = ActorDirectoryPage


class ActorProfileFactory(PageFactory):
    """A profile; M2M terms, tags and inline children are given as lists."""

    parent = factory.LazyFunction(lambda: ActorDirectoryPage.objects.first() or DirectoryFactory())
    title = factory.Sequence(lambda number: f"Verein {number}")
    kind = factory.SubFactory(KindFactory)

    class Meta:
        model = ActorProfilePage


class ContactPersonFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Amina Beispiel {number}")
    role = "Vorsitz"
    phone = "030 23125 123"
    email = "amina@example.org"

    class Meta:
        model = ContactPerson


def add_contact(page: ActorProfilePage, channels: list[str], **values: Any) -> ContactPerson:
    """Name a person as contact of a profile, with consent for the channels (may be none)."""
    person = ContactPersonFactory(**values)
    ActorContact.objects.create(page=page, person=person)
    if channels:
        record_consent(
            person,
            actor_key=page.translation_key,
            organisation_name=page.title,
            channels=channels,
            method=ConsentMethod.PAPER,
        )
    return person


def add_address(page: ActorProfilePage, **values: Any) -> ActorAddress:
    """Give a profile an address; complete unless told otherwise."""
    values = {"street": "Färbergasse 12", "postcode": "00815", "city": "Ebersfurt"} | values
    return ActorAddress.objects.create(pk=page.translation_key, **values)


def set_privacy_page(page: Page | None = None) -> Page:
    """Choose the privacy page of the default site; without one, forms do not go online."""
    site = Site.objects.get(is_default_site=True)
    settings = PrivacySettings.for_site(site)
    settings.privacy_page = page or site.root_page
    settings.save()
    return settings.privacy_page


def make_image(**values: Any) -> Any:
    """A small green picture."""
    return get_image_model().objects.create(
        **{"title": "Bild", "file": get_test_image_file(filename="bild.png")} | values
    )


def make_document(**values: Any) -> Any:
    """A small text file."""
    return get_document_model().objects.create(
        **{"title": "Nachweis", "file": ContentFile(b"Ja.", name="nachweis.txt")} | values
    )


def make_user(name: str = "redaktion", *, superuser: bool = False, groups: list[Group] | None = None) -> Any:
    """An account; a superuser, or one with these groups."""
    make = get_user_model().objects.create_superuser if superuser else get_user_model().objects.create_user
    user = make(username=name, email=f"{name}@example.org", password="geheim-und-lang")
    user.groups.set(groups or [])
    return user


def editor_group(page: Page, name: str = "Redaktion", people: bool = True) -> Group:
    """A group that may add, edit and publish below a page, and edit contact persons."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    if people:
        room = Permission.objects.filter(content_type__app_label="skew_privacy")
        group.permissions.add(*room.exclude(codename="lift_listingrefusal"))
    return group


class MunicipalityFactory(factory.django.DjangoModelFactory):
    name = "Stadt Ebersfurt"

    class Meta:
        model = vocabulary.Municipality
        django_get_or_create = ("name",)


class StepStateFactory(TermFactory):
    class Meta:
        model = vocabulary.StepState


class OutcomeKindFactory(TermFactory):
    class Meta:
        model = vocabulary.OutcomeKind


class ParticipantGroupFactory(TermFactory):
    class Meta:
        model = vocabulary.ParticipantGroup


class InventoryIndexFactory(PageFactory):
    title = "Bestandsaufnahmen"

    class Meta:
        model = InventoryIndexPage


class InventoryFactory(PageFactory):
    """An inventory; steps and other inline children are given as lists, actors as profiles."""

    parent = factory.LazyFunction(lambda: InventoryIndexPage.objects.first() or InventoryIndexFactory())
    title = factory.Sequence(lambda number: f"Bestandsaufnahme {number}")
    municipality = factory.SubFactory(MunicipalityFactory)

    class Meta:
        model = InventoryProjectPage

    @classmethod
    def _create(cls, model: type[Page], *args: Any, actors: Any = (), **values: Any) -> Page:
        rows = [InventoryActor(actor=actor) for actor in actors]
        return super()._create(model, *args, interviewed_actors=rows, **values)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application that was filled in; nothing that must be said is missing, but for the lists of words."""

    state = ApplicationState.AWAITED
    completed_at = factory.LazyFunction(timezone.now)
    municipality_name = "Stadt Übersfürth"
    inhabitants = 48_000
    postal_address = "Schloßstraße 1\n00815 Übersfürth"
    contact_name = "Amina Beispiel"
    contact_role = "Integrationsbeauftragte"
    contact_phone = "030 23125 123"
    contact_email = "amina@example.org"
    occasion = "Vierzig Jahre Partnerschaft"
    aim = "Dass sich alle kennen"
    responsible_name = "Jussuf Muster"
    agrees_data_protection = True
    signing_place = "Übersfürth"
    officer_name = "Petra Größel"
    officer_role = "Oberbürgermeisterin"

    class Meta:
        model = InventoryApplication


class SuggestionFactory(factory.django.DjangoModelFactory):
    organisation = "Weltladen Übersfürth e. V."
    wish = "Wir kennen die anderen Gruppen nicht."
    sender_name = "Jussuf Muster"
    sender_email = "jussuf@example.org"

    class Meta:
        model = InventorySuggestion


def open_forms(**values: Any) -> ApplicationSettings:
    """Put the forms for applications and suggestions of the default site online."""
    site = Site.objects.get(is_default_site=True)
    if PrivacySettings.for_site(site).privacy_page is None:
        set_privacy_page()
    settings = ApplicationSettings.for_site(site)
    given = {"recipient": "Servicestelle\nMusterstraße 40\n53113 Bonn", "takes_suggestions": True} | values
    for name, value in given.items():
        setattr(settings, name, value)
    settings.save()
    return settings


class ForumIndexFactory(PageFactory):
    title = "Vernetzungsforen"

    class Meta:
        model = ForumIndexPage


def event_days(starts_at: datetime, ends_at: datetime) -> list[EventDay]:
    """The days of an event that lasts from here to there."""
    begin, end = starts_at.astimezone(BERLIN), ends_at.astimezone(BERLIN)
    dates = [begin.date() + timedelta(days=n) for n in range((end.date() - begin.date()).days + 1)]
    days = [EventDay(date=date) for date in dates]
    days[0].begins, days[-1].ends = begin.time(), end.time()
    return days


class ForumFactory(PageFactory):
    """A forum of six hours; inline children are given as lists."""

    class Params:
        starts_at = datetime(2026, 3, 14, 10, tzinfo=BERLIN)
        ends_at = factory.LazyAttribute(lambda forum: forum.starts_at + timedelta(hours=6))

    parent = factory.LazyFunction(lambda: ForumIndexPage.objects.first() or ForumIndexFactory())
    title = factory.Sequence(lambda number: f"Forum {number}")
    days = factory.LazyAttribute(lambda forum: event_days(forum.starts_at, forum.ends_at))

    class Meta:
        model = ForumPage


class WorkshopFactory(ForumFactory):
    """A networking workshop of six hours."""

    title = factory.Sequence(lambda number: f"Workshop {number}")

    class Meta:
        model = NetworkingWorkshopPage


class BrochureFactory(PageFactory):
    """A brochure of ``actors``, or of what else is told."""

    title = factory.Sequence(lambda number: f"Eine Welt in Ebersfurt {number}")
    slug = factory.Sequence(lambda number: f"broschuere-{number}" if number else "broschuere")
    selection = Selection.CHOSEN

    class Meta:
        model = BrochurePage

    @classmethod
    def _create(cls, model: type[Page], *args: Any, actors: Any = (), **values: Any) -> Page:
        rows = [BrochureActor(actor=actor) for actor in actors]
        return super()._create(model, *args, chosen_actors=rows, **values)


class EditionFactory(factory.django.DjangoModelFactory):
    """A build that has just begun."""

    brochure = factory.SubFactory(BrochureFactory)
    title = factory.SelfAttribute("brochure.title")

    class Meta:
        model = BrochureEdition


class ImportRunFactory(factory.django.DjangoModelFactory):
    """An import that made one profile and changed another."""

    state = ImportState.PARTIAL
    started_at = factory.LazyFunction(timezone.now)
    file_name = "bestandsaufnahme.xlsx"
    sha256 = "0" * 64
    directory_id = 1
    directory_title = "Akteure"
    options = factory.LazyFunction(lambda: {"publish": True})
    created_count = updated_count = skipped_count = error_count = 1
    unchanged_count = 0
    report = factory.LazyFunction(
        lambda: {
            "file": "bestandsaufnahme.xlsx",
            "sha256": "0" * 64,
            "rows": [
                {"row": 2, "name": "Weltladen", "outcome": "new"},
                {
                    "row": 3,
                    "name": "Chor",
                    "outcome": "changed",
                    "changed": {"summary": ["alt", "neu"], "email": None},
                },
            ],
            "errors": [
                {
                    "row": 4,
                    "name": "Schule",
                    "outcome": "error",
                    "column": "Art",
                    "value": "x",
                    "message": "unbekannt",
                    "proposal": "Verein",
                }
            ],
            "notes": [],
        }
    )

    class Meta:
        model = ImportRun
