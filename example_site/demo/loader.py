"""Builds the demonstration town as its editors would: by the importer, and by publishing pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from example_site.models import HomePage, TextPage
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.inventory.actions import add_standard_steps
from skew_wagtail.inventory.models import InventoryActor, InventoryIndexPage, InventoryProjectPage
from skew_wagtail.privacy.actions import refuse_listing, withdraw
from skew_wagtail.privacy.models import Consent, ConsentMethod, PrivacySettings
from skew_wagtail.privacy.withdrawals import Withdrawal
from skew_wagtail.vocabulary.models import (
    ActivityArea,
    AreaLevel,
    FundingNotice,
    Municipality,
    MunicipalityKind,
    SizeBand,
    StepState,
    Topic,
)

from . import texts
from .accounts import make_accounts
from .advice import load_advice
from .applications import load_applications
from .brochure import make_brochure
from .events import make_events
from .interests import load_interests
from .logos import draw_logo
from .programmes import load_programmes
from .registrations import load_registrations
from .research import load_research
from .running_inventory import load_running_inventory
from .stories import load_stories
from .workshop import fill_workshop

WORKBOOK = Path(__file__).parent / "bestandsaufnahme.xlsx"
LOGIN, PASSWORD = "ebersfurt", "ebersfurt-nur-zum-testen"
DISTRICTS = ("Altstadt", "Nordufer", "Mühlenviertel", "Südhang", "Neue Siedlung")
Tell = Callable[[str], None]


def load_demo(tell: Tell) -> None:
    """Make the whole town; ``tell`` is given a line for each part."""
    tell("Wortlisten")
    call_command("skew_load_vocabulary", verbosity=0)
    call_command("skew_load_wordings", verbosity=0)
    _areas()
    tell("Konten und Seiten")
    user = _accounts()
    home = _home()
    directory = _publish(home, ActorDirectoryPage(title="Akteure", slug="akteure", introduction=texts.DIRECTORY,
                         search_description="Wer engagiert sich? Vereine, Schulen und Initiativen.",
                         show_in_menus=True))  # fmt: skip
    tell("Steckbriefe aus bestandsaufnahme.xlsx (etwa eine halbe Minute)")
    call_command(
        "skew_import_actors",
        str(WORKBOOK),
        directory="/akteure/",
        publish=True,
        create_tags=True,
        user=user.username,
    )
    tell("Logos")
    _logos(directory)
    tell("Bestandsaufnahme, Foren und Programme")
    inventory = _inventory(home)
    load_applications()
    make_events(home, inventory, _publish)
    load_programmes(home, inventory)
    load_advice(home)
    load_stories(home, _publish)
    fill_workshop(user)
    _text_pages(home)
    _privacy(user)
    load_registrations()
    tell("Broschüre")
    make_brochure(home, inventory, user)
    tell("Rollen und Recherche")
    contractor = make_accounts(PASSWORD)
    load_interests(user)
    load_research(inventory, directory, contractor)
    load_running_inventory(Page.objects.get(pk=inventory.pk).get_parent(), directory, contractor, user)


def _publish(parent: Page, page: Page) -> Any:
    """A page as an editor makes it: draft, revision, published."""
    parent = Page.objects.get(pk=parent.pk).specific
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _areas() -> None:
    levels = {level.slug: level for level in AreaLevel.objects.all()}
    state = ActivityArea.objects.get(slug="de-he")
    region, _ = ActivityArea.objects.get_or_create(
        slug="landkreis-ebersfurt",
        defaults={
            "label_de": "Landkreis Ebersfurt",
            "level": levels["region"],
            "parent": state,
            "sort_order": 3,
        },
    )
    town, _ = ActivityArea.objects.get_or_create(
        slug="ebersfurt",
        defaults={
            "label_de": "Ebersfurt",
            "level": levels["municipality"],
            "parent": region,
            "sort_order": 2,
        },
    )
    for name in DISTRICTS:
        slug = name.lower().replace("ü", "ue").replace(" ", "-")
        ActivityArea.objects.get_or_create(
            slug=slug,
            defaults={"label_de": name, "level": levels["district"], "parent": town, "sort_order": 1},
        )


def _accounts() -> Any:
    return get_user_model().objects.create_superuser(LOGIN, "eine-welt@example.org", PASSWORD)


def _home() -> HomePage:
    """The start page in place of Wagtail's welcome page."""
    locale, _ = Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node()
    home = HomePage(title="Eine Welt in Ebersfurt", slug="ebersfurt", introduction=texts.HOME, locale=locale)
    _publish(root, home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Stadt Ebersfurt"},
    )
    welcome = Page.objects.filter(depth=2).exclude(pk=home.pk).first()
    if welcome:
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def _logos(directory: ActorDirectoryPage) -> None:
    """Logos for two in three full profiles; many real organisations have none."""
    profiles = ActorProfilePage.objects.child_of(directory).filter(entry_depth="full").order_by("external_id")
    for number, profile in enumerate(profiles):
        if number % 3 == 2:
            continue
        file, alt = draw_logo(profile.title)
        # By id: the pictures' collection and size are Wagtail's business.
        profile.logo = get_image_model().objects.create(title=f"Logo {profile.title}"[:255], file=file)
        profile.logo_alt = alt
        profile.logo_credit = profile.title[:150]
        profile.save_revision().publish()


def _inventory(home: HomePage) -> InventoryProjectPage:
    municipality, _ = Municipality.objects.get_or_create(
        name="Stadt Ebersfurt",
        defaults={
            "kind": MunicipalityKind.objects.get(slug="city"),
            "size": SizeBand.objects.get(slug="medium"),
            "state": ActivityArea.objects.get(slug="de-he"),
        },
    )
    notice, _ = FundingNotice.objects.get_or_create(title="Förderung 2026", defaults={"text": texts.FUNDING})
    index = _publish(home, InventoryIndexPage(title="Bestandsaufnahme", slug="bestandsaufnahme",
                     introduction=texts.INVENTORIES, show_in_menus=True,
                     search_description="Wie wir herausfanden, wer da ist, und wie es weitergeht."))  # fmt: skip
    page = InventoryProjectPage(
        title="Bestandsaufnahme Ebersfurt 2026",
        slug="ebersfurt-2026",
        municipality=municipality,
        start_date=date(2025, 10, 1),
        end_date=date(2027, 1, 31),
        goal=texts.INVENTORY_GOAL,
        contractors="Büro Wegweiser GbR\nForschungswerkstatt Esse e. V.",
        partners="Integrationsrat der Stadt Ebersfurt, Weltladen Ebersfurt, Volkshochschule",
        funding_notice=notice,
        next_steps=texts.NEXT_STEPS,
        office=texts.OFFICE,
        office_email="eine-welt@ebersfurt.example",
        locale=home.locale,
    )
    page.focus_topics = list(
        Topic.objects.filter(slug__in=["migration-development", "global-learning", "fair-trade"])
    )
    add_standard_steps(page)
    states = {state.slug: state for state in StepState.objects.all()}
    for step in page.steps.all():
        done_on, step.public_note = texts.STEPS[step.key]
        step.actual_date = date.fromisoformat(done_on) if done_on else None
        running = step.key == "networking_workshop"
        step.state = states["done" if done_on else "running" if running else "planned"]
        if step.key in ("application", "research_interviews", "closing_meeting"):
            step.is_public = True
    page.interviewed_actors = [
        InventoryActor(actor=actor) for actor in ActorProfilePage.objects.order_by("title")
    ]
    return _publish(index, page)


def _text_pages(home: HomePage) -> None:
    for title, slug, body in (
        ("Datenschutz", "datenschutz", texts.PRIVACY),
        ("Impressum", "impressum", texts.IMPRINT),
        ("Barrierefreiheit", "barrierefreiheit", texts.ACCESSIBILITY),
    ):
        _publish(home, TextPage(title=title, slug=slug, body=body))


def _privacy(user: Any) -> None:
    """The privacy page of the site, two organisations that want no entry, a withdrawal by phone."""
    PrivacySettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        privacy_page=TextPage.objects.get(slug="datenschutz"),
        notification_email="eine-welt@example.org",
    )
    for values in texts.REFUSALS:
        refuse_listing(**values, user=user)
    consent = Consent.objects.in_force().filter(brochure=True).order_by("pk").last()
    withdrawal = Withdrawal({consent.person_id: frozenset(["brochure"])})
    withdraw(consent.actor_key, withdrawal, method=ConsentMethod.SPOKEN, user=user)
