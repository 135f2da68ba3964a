"""What the pages of this room show, as plain data."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import F
from django.http import Http404, HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks

from skew_wagtail.actors.facets import FACETS

from .statistics import DIMENSIONS, count_actors

if TYPE_CHECKING:
    from skew_wagtail.actors.models import ActorEntry

    from .models import InventoryIndexPage, InventoryProjectPage, InventoryStep

PER_PAGE = 20
# Units of the bar picture: as wide as a small telephone, a line of text and a bar below it for each row.
_WIDTH, _ROW_HEIGHT, _TEXT_BASE, _BAR_TOP = 320, 44, 16, 22


def index_context(page: "InventoryIndexPage", request: HttpRequest) -> dict[str, Any]:
    """What ``inventory_index_page.html`` gets beside the page: ``inventories``, one page of a paginator.

    Raises:
        Http404: there is no such page of the list.
    """
    from .models import InventoryProjectPage

    inventories = (
        InventoryProjectPage.objects.child_of(page)
        .live()
        .public()
        .select_related("municipality")
        .prefetch_related("steps__state")
        .order_by(F("start_date").desc(nulls_last=True), "-first_published_at", "-pk")
    )
    try:
        return {"inventories": Paginator(inventories, PER_PAGE).page(request.GET.get("page", 1))}
    except InvalidPage as error:
        raise Http404 from error


def project_context(page: "InventoryProjectPage") -> dict[str, Any]:
    """What ``inventory_project_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    steps = list(page.steps.select_related("state"))
    actors = public_entries(row.actor_id for row in page.interviewed_actors.all())
    return {
        "progress": progress_text(steps),
        "steps": [step for step in steps if step.is_public],
        "focus_topics": page.focus_topics.all(),
        "contractors": [line.strip() for line in page.contractors.splitlines() if line.strip()],
        "actors": actors,
        "charts": charts(actors),
        "publications": _publications(page),
    }


def _publications(page: "InventoryProjectPage") -> list[dict[str, Any]]:
    """What higher rooms made of the inventory (hook ``register_skew_inventory_publications``), e.g. its brochure.

    Each has ``title``, ``url`` and ``downloads``, a list of ``{"url", "format"}``.
    """
    made = [register(page) for register in hooks.get_hooks("register_skew_inventory_publications")]
    return [publication for publications in made for publication in publications]


def progress_text(steps: Iterable["InventoryStep"]) -> str:
    """How many steps are done, of how many, in words; internal ones count, skipped ones do not.

    Empty when there is nothing to count.
    """
    states = [step.state.slug if step.state else "" for step in steps]
    done, total = states.count("done"), len(states) - states.count("skipped")
    if not total:
        return ""
    text = ngettext("%(done)d of %(total)d step completed", "%(done)d of %(total)d steps completed", total)
    return text % {"done": done, "total": total}


def public_entries(profile_ids: Iterable[int]) -> list["ActorEntry"]:
    """The public faces of these profiles by name, each once, with their pages; one query."""
    from skew_wagtail.actors.models import ActorEntry

    entries = ActorEntry.objects.public().filter(page__in=list(profile_ids))
    return list(entries.select_related("page").order_by("sort_name", "pk"))


def charts(actors: list["ActorEntry"]) -> list[dict[str, Any]]:
    """The statistics as pictures, one for each dimension that has any term; three queries."""
    known = {facet.name: facet for facet in FACETS}
    dimensions = {name: known[name] for name in DIMENSIONS}
    facets = [entry.facets for entry in actors]
    counts = count_actors(facets, {name: _labels(facet, facets) for name, facet in dimensions.items()})
    return [
        {"name": name, "label": dimensions[name].label, **bar_picture(rows)}
        for name, rows in counts.items()
        if rows
    ]


def _labels(facet: Any, facets: Iterable[Mapping[str, list[str]]]) -> dict[str, str]:
    """Labels of those terms of a facet that any actor has."""
    used = {slug for actor in facets for slug in actor.get(facet.name, [])}
    return {term.slug: term.label for term in facet.vocabulary.objects.filter(slug__in=used)}


def bar_picture(rows: list[tuple[str, int]]) -> dict[str, Any]:
    """Measures of a bar picture, in units of its own; the longest bar is as wide as the picture."""
    most = max(count for _, count in rows)
    return {
        "width": _WIDTH,
        "height": len(rows) * _ROW_HEIGHT,
        "bars": [
            {
                "label": label,
                "count": count,
                "text_y": position * _ROW_HEIGHT + _TEXT_BASE,
                "bar_y": position * _ROW_HEIGHT + _BAR_TOP,
                "bar_width": max(round(_WIDTH * count / most), 1),
            }
            for position, (label, count) in enumerate(rows)
        ],
    }
