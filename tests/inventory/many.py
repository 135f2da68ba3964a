"""Hundreds of inventories in a second, for counting queries; not how a site makes them."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep
from skew_wagtail.inventory.research.models import Interview, ResearchEntry
from skew_wagtail.vocabulary.models import StepState
from tests.factories import MunicipalityFactory


def make_inventories(parent: Page, count: int) -> list[InventoryProjectPage]:
    """Published inventories below a list, each with four steps of which one is overdue, and an appointment."""
    town, today = MunicipalityFactory(), timezone.localdate()
    begin = parent.get_children().count()
    kind = ContentType.objects.get_for_model(InventoryProjectPage)
    pages = [
        InventoryProjectPage(
            title=f"Inventar {number}", draft_title=f"Inventar {number}", slug=f"inventar-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, number + 1), depth=parent.depth + 1,
            url_path=f"{parent.url_path}inventar-{number}/", content_type=kind, locale=parent.locale, live=True,
            municipality=town,
        )
        for number in range(begin, begin + count)
    ]  # fmt: skip
    columns = [column.name for column in Page._meta.concrete_fields if column.name != "id"]
    bases = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in columns}) for page in pages
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = base.pk
    # Django's bulk_create refuses such models.
    own = InventoryProjectPage._meta.local_concrete_fields
    for start in range(0, count, 50):
        InventoryProjectPage._base_manager._insert(pages[start : start + 50], fields=own)
    Page.objects.filter(pk=parent.pk).update(numchild=begin + count)
    states = {state.slug: state for state in StepState.objects.all()}
    InventoryStep.objects.bulk_create(
        InventoryStep(
            page=page,
            sort_order=number,
            title=f"Schritt {number}",
            state=states["done" if number == 0 else "planned"],
            planned_date=today + timedelta(days=10 * (number - 2) + 5),
        )
        for page in pages
        for number in range(4)
    )
    entries = ResearchEntry.objects.bulk_create(
        ResearchEntry(project=page, name="Weltladen", name_key="weltladen") for page in pages
    )
    soon = timezone.now() + timedelta(days=3)
    Interview.objects.bulk_create(Interview(entry=entry, appointment_at=soon) for entry in entries)
    return pages
