"""The list of inventories: reading the question of a visitor, laying out the answer."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from skew_wagtail.listing import part_of, read_question
from skew_wagtail.vocabulary.models import Municipality

from .order import CLOSED

if TYPE_CHECKING:
    from .models import InventoryIndexPage

STATUS_LABELS = {"running": _("still running"), "finished": _("finished")}


def index_context(page: "InventoryIndexPage", request: HttpRequest) -> dict[str, Any]:
    """What ``inventory_index_page.html`` gets beside the page: see ``docs/reference/templates.md``.

    Raises:
        Http404: there is no such page of the list.
    """
    everything = _public_inventories(page)
    municipalities = list(
        Municipality.objects.filter(pk__in=everything.values("municipality"))
        .select_related("state")
        .order_by("name", "pk")
    )
    states = {place.state.slug: place.state.label for place in municipalities if place.state}
    offered = {
        "state": (_("Federal state"), dict(sorted(states.items(), key=lambda item: item[1].casefold()))),
        "municipality": (_("Municipality"), {str(place.pk): place.name for place in municipalities}),
        "status": (_("Progress"), STATUS_LABELS),
    }
    question = read_question(offered, request.GET)
    found = _filtered(everything, question.chosen)
    found = found.select_related("municipality").prefetch_related("steps__state")
    found = found.order_by(F("start_date").desc(nulls_last=True), "-first_published_at", "-pk")
    return {"inventories": part_of(found, request)} | question.context(lambda name: bool(municipalities))


def _public_inventories(page: Page) -> QuerySet:
    from .models import InventoryProjectPage

    return InventoryProjectPage.objects.child_of(page).live().public()


def _filtered(inventories: QuerySet, chosen: dict[str, str]) -> QuerySet:
    """Those that fit all choices. Finished is one whose steps are all closed, or, without steps, whose end is past."""
    from .models import InventoryStep

    if "state" in chosen:
        inventories = inventories.filter(municipality__state__slug=chosen["state"])
    if "municipality" in chosen:
        inventories = inventories.filter(municipality=chosen["municipality"])
    if "status" in chosen:
        steps = InventoryStep.objects.filter(page=OuterRef("pk"))
        is_open = steps.filter(Q(state=None) | ~Q(state__slug__in=CLOSED))
        is_past = Q(has_steps=False, end_date__lt=timezone.localdate())
        finished = Q(has_steps=True, has_open_steps=False) | is_past
        inventories = inventories.annotate(has_steps=Exists(steps), has_open_steps=Exists(is_open))
        # Not by exclude(): an unknown end is no end.
        ids = inventories.filter(finished).values("pk")
        inventories = (
            inventories.filter(pk__in=ids)
            if chosen["status"] == "finished"
            else inventories.exclude(pk__in=ids)
        )
    return inventories
