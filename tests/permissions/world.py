"""A town with an account of each role, and for each address an example."""

import re
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models
from django.test import Client
from django.urls import reverse

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.brochure.models import BrochurePage
from skew_wagtail.exchange.models import ImportUpload
from skew_wagtail.forum.models import NetworkingWorkshopPage
from skew_wagtail.forum.registration.models import Registration
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.research.models import ResearchEntry
from skew_wagtail.privacy.models import ListingRefusal, OutgoingLetter
from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from skew_wagtail.programmes.selection.models import CallReviewer
from tests.factories import (
    ActorProfileFactory,
    ApplicationFactory,
    BrochureFactory,
    ContactPersonFactory,
    DirectoryFactory,
    EditionFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    OutcomeKindFactory,
    WorkshopFactory,
    add_contact,
    editor_group,
    make_user,
    open_forms,
)
from tests.inventory.research.making import EntryFactory
from tests.own_urls import PUBLIC_URLS, OwnUrl
from tests.programmes.advice.making import AdvicePageFactory, AdviceRequestFactory
from tests.programmes.making import CallFactory, InterestFactory, ProgrammeFactory, ProgrammeIndexFactory
from tests.programmes.stories.making import StoryFactory, StoryIndexFactory


class World:
    """A section of the owner and one of somebody else."""

    def __init__(self) -> None:
        self.directory = DirectoryFactory(slug="akteure")
        self.profile = ActorProfileFactory(
            parent=self.directory, slug="weltladen", title="Fairer Laden Ebersfurt"
        )
        ActorProfileFactory(
            parent=self.directory, slug="weltladen-doppelt", title="Fairer Laden Ebersfurt e. V."
        )
        self.other = DirectoryFactory(slug="anderswo")
        self.person = ContactPersonFactory(name="Amina Beispiel")
        self.inventory = InventoryFactory(slug="projekt")
        self.import_run = ImportRunFactory()
        self.import_run.profiles.create(
            actor_key=self.profile.translation_key,
            page_id=self.profile.pk,
            is_new=False,
            revision_after=self.profile.latest_revision_id or 1,
            before={"state": ""},
        )
        add_contact(self.profile, ["web"])
        self.upload = ImportUpload.objects.create(
            user=make_user("hochladend"), file_name="a.xlsx", data=b"", directory=self.directory
        )
        self.refusal = ListingRefusal.objects.create(name="Nicht gelistet e. V.")
        EntryFactory(project=self.inventory, name="Chor der Vielen")
        OutgoingLetter.objects.create(letter_name="withdrawal_link", mail_to="amina@example.org")
        open_forms()
        # One that is approved, so that an inventory can be made from it.
        ApplicationFactory(state="approved")
        self.inventory_index = self.inventory.get_parent()
        self.brochure = BrochureFactory(slug="broschuere", actors=[self.profile])
        self.edition = EditionFactory(brochure=self.brochure, state="failed")
        self.forum = ForumFactory(slug="forum")
        Registration.objects.create(event_id=self.forum.pk, person_name="Amina Beispiel")
        self.forum_index = self.forum.get_parent()
        self.programme_index = ProgrammeIndexFactory(slug="programme")
        self.programme = ProgrammeFactory(parent=self.programme_index, slug="qualifizierung")
        self.call = CallFactory(parent=self.programme, slug="aufruf", takes_interest=True)
        AdviceRequestFactory(advice_page=AdvicePageFactory(slug="beratung"))
        self.story_index = StoryIndexFactory(slug="gute-beispiele")
        self.story = StoryFactory(parent=self.story_index, related=[self.programme])
        # Chosen, so that there is a letter and it can be published.
        self.interest = InterestFactory(call=self.call, state="chosen")
        self.interest.attachments.create(
            file_name="a.pdf", content_type="application/pdf", size=1, content=b"x"
        )
        self.workshop = WorkshopFactory(slug="workshop")
        self.workshop.present_organisations.create(actor=self.profile, name=self.profile.title)
        self.workshop.agreements.create(kind=OutcomeKindFactory(slug="next_step"), text="Ein Treffen")
        viewers = editor_group(self.other, "Lesende", people=False)
        viewers.permissions.add(
            *Permission.objects.filter(
                content_type__app_label__startswith="skew_", codename__startswith="view_"
            )
        )
        viewers.page_permissions.all().delete()
        booklet = editor_group(self.brochure, "Heft", people=False)
        self.users = {
            "stranger": make_user("fremd", groups=[editor_group(self.other, "Fremde", people=False)]),
            "viewer": make_user("lesend", groups=[viewers]),
            "owner": make_user("redaktion", groups=[editor_group(self.directory), booklet]),
            "superuser": make_user("chefin", superuser=True),
        }
        CallReviewer.objects.create(call=self.call, user=self.users["superuser"])
        self.cookies = {role: cookies_of(user) for role, user in self.users.items()}

    def sign_in(self, client: Any, role: str) -> None:
        """As somebody who has signed in before; as nobody when the role has no account."""
        client.cookies = SimpleCookie(self.cookies.get(role, {}))


def cookies_of(user: Any) -> dict[str, str]:
    """What a browser keeps of signing in."""
    browser = Client()
    browser.force_login(user)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


def an_object(model: type[models.Model]) -> models.Model:
    """Any object of a model: one of the world's, else a new one."""
    found = model._default_manager.first()
    if found is not None:
        return found
    values = {}
    for column in model._meta.fields:
        if isinstance(column, models.ForeignKey) and not column.null:
            values[column.name] = an_object(column.related_model)
        elif column.name in ("slug", "name", "title"):
            values[column.name] = "muster"
    return model._default_manager.create(**values)


def address(url: OwnUrl) -> str:
    """A real address for a pattern."""
    if url.name in PUBLIC_URLS:
        return PUBLIC_URLS[url.name]
    if "actor_key" in url.takes:
        profile = ActorProfilePage.objects.get(slug="weltladen")
        return reverse(url.name, args=[profile.translation_key])
    if url.name.startswith("skew_duplicates:") and url.takes:
        slugs = ("weltladen", "weltladen-doppelt")
        return reverse(url.name, args=[ActorProfilePage.objects.get(slug=slug).pk for slug in slugs])
    if url.name.startswith("skew_inventory_notes:"):
        return reverse(url.name, args=[InventoryProjectPage.objects.get(slug="projekt").pk])
    if url.name.startswith("skew_research:") and url.takes:
        entry = ResearchEntry.objects.get()
        return reverse(url.name, args=[entry.project_id if "project_id" in url.takes else entry.pk])
    if url.name.startswith("skew_workshop:"):
        workshop = NetworkingWorkshopPage.objects.get()
        rows = (
            workshop.agreements if url.name == "skew_workshop:agreement" else workshop.present_organisations
        )
        keys = {"page_id": workshop, "row_id": rows.first()}
        return reverse(url.name, args=[keys[key].pk for key in url.takes])
    if url.name.startswith("skew_registrations:"):
        registration = Registration.objects.get()
        keys = {"page_id": registration.event_id, "pk": registration.pk}
        return reverse(url.name, args=[keys[key] for key in url.takes])
    if url.name.startswith("skew_selection:"):
        interest = ExpressionOfInterest.objects.get()
        if url.name == "skew_selection:attachment":
            return reverse(url.name, args=[interest.attachments.get().pk])
        return reverse(url.name, args=[interest.call_id if "call_id" in url.takes else interest.pk])
    if "page_id" in url.takes:
        keys = {"page_id": BrochurePage, "profile_id": ActorProfilePage}
        return reverse(url.name, args=[keys[key].objects.order_by("pk").first().pk for key in url.takes])
    if not url.takes:
        return reverse(url.name) + ("?id=1" if url.name.endswith("chosen_multiple") else "")
    # These stand under names of their own in the address.
    route = url.route.replace("refusals/", "skew_privacy/listingrefusal/")
    route = route.replace("skew/privacy/letters/", "skew_privacy/outgoingletter/")
    route = route.replace("skew/inventory/applications/", "skew_inventory/inventoryapplication/")
    route = route.replace("skew/inventory/suggestions/", "skew_inventory/inventorysuggestion/")
    route = route.replace("skew/advice/", "skew_programmes/advicerequest/")
    route = route.replace("skew/events/outcomes/", "skew_forum/eventoutcome/")
    route = route.replace("skew/imports/runs/", "skew_exchange/importrun/")
    route = route.replace("skew/imports/columns/", "skew_exchange/columnmapping/")
    route = route.replace("skew/imports/", "skew_exchange/importupload/")
    label = re.search(r"(skew_[a-z]+)[_/]([a-z]+)", route)
    return reverse(url.name, args=[an_object(apps.get_model(label[1], label[2])).pk])
