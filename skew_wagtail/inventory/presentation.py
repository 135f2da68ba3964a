"""What the pages of this room show, as plain data."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page

from .charts import chart, statistics_of
from .order import CLOSED, state_of

if TYPE_CHECKING:
    from skew_wagtail.actors.models import ActorEntry

    from .models import InventoryProjectPage, InventoryStep

#: The names of the page and the file below the address of a directory; an inventory has the file only.
STATISTICS_PAGE, STATISTICS_CSV = "statistics.html", "statistics.csv"


def project_context(page: "InventoryProjectPage") -> dict[str, Any]:
    """What ``inventory_project_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    steps = list(page.steps.select_related("state"))
    actors = project_entries(page)
    return {
        "progress": progress_text(steps),
        "steps": steps_with_documents(step for step in steps if step.is_public),
        "current_step": current_step(steps),
        "focus_topics": page.focus_topics.all(),
        "contractors": [line.strip() for line in page.contractors.splitlines() if line.strip()],
        "actors": actors,
        "charts": [chart(counted) for counted in statistics_of(actors)],
        "statistics_csv": f"{page.get_url() or ''}{STATISTICS_CSV}",
        "publications": _from_higher_rooms("register_skew_inventory_publications", page),
        "events": _from_higher_rooms("register_skew_inventory_events", page),
    }


def directory_statistics_context(directory: Page) -> dict[str, Any]:
    """What ``directory_statistics.html`` gets beside the page; a query for the actors, one for each vocabulary."""
    entries = directory_entries(directory)
    return {
        "count": len(entries),
        "charts": [chart(counted) for counted in statistics_of(entries)],
        "statistics_csv": STATISTICS_CSV,
    }


def statistics_links(directory: Page, address: str, count: int) -> list[dict[str, str]]:
    """The way from a directory to its statistics: always of all actors, never of what a filter finds.

    Numbers of two selections that differ in one actor would tell on that one.
    """
    url = address.format(name=STATISTICS_PAGE).partition("?")[0]
    return [{"label": _("All actors in numbers"), "url": url}]


def _from_higher_rooms(hook: str, page: "InventoryProjectPage") -> list[dict[str, Any]]:
    """What higher rooms made of the inventory: publications, such as its brochure, or events, such as its workshop.

    Publications have ``title``, ``url`` and ``downloads``, a list of ``{"url", "format"}``; events ``title``, ``url``,
    ``starts_at`` and ``is_over``, and may have a ``note``, such as that it is cancelled.
    """
    return [made for register in hooks.get_hooks(hook) for made in register(page)]


def current_step(steps: Iterable["InventoryStep"]) -> "InventoryStep | None":
    """Where the inventory stands: the first step that runs, else the first that is neither done nor skipped."""
    still_open = [step for step in steps if state_of(step) not in CLOSED]
    running = [step for step in still_open if state_of(step) == "running"]
    return next(iter(running or still_open), None)


def steps_with_documents(steps: Iterable["InventoryStep"]) -> list[tuple["InventoryStep", list[Any]]]:
    """Each step with those of its documents that visitors may see; two queries at most.

    A document in a private collection is none of them, whatever was ticked.
    """
    chosen = [(step, _ticked_documents(step)) for step in steps]
    ids = {pk for _step, ticked in chosen for pk in ticked}
    known = {}
    if ids:
        closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
        found = get_document_model().objects.filter(pk__in=ids).select_related("collection")
        known = {each.pk: each for each in found if not each.collection.path.startswith(closed)}
    return [(step, [known[pk] for pk in ticked if pk in known]) for step, ticked in chosen]


def _ticked_documents(step: "InventoryStep") -> list[int]:
    values = [block["value"] for block in step.documents.raw_data]
    return [value["document"] for value in values if value.get("is_public")]


def progress_text(steps: Iterable["InventoryStep"]) -> str:
    """How many steps are done, of how many, in words; internal ones count, skipped ones do not.

    Empty when there is nothing to count.
    """
    states = [state_of(step) for step in steps]
    done, total = states.count("done"), len(states) - states.count("skipped")
    if not total:
        return ""
    text = ngettext("%(done)d of %(total)d step completed", "%(done)d of %(total)d steps completed", total)
    return text % {"done": done, "total": total}


def project_entries(page: "InventoryProjectPage") -> list["ActorEntry"]:
    """The public faces of the actors that an inventory interviewed."""
    return public_entries(row.actor_id for row in page.interviewed_actors.all())


def public_entries(profile_ids: Iterable[int]) -> list["ActorEntry"]:
    """The public faces of these profiles by name, each once, with their pages; one query."""
    from skew_wagtail.actors.models import ActorEntry

    entries = ActorEntry.objects.public().filter(page__in=list(profile_ids))
    return list(entries.select_related("page").order_by("sort_name", "pk"))


def directory_entries(directory: Page) -> list["ActorEntry"]:
    """The public faces of all actors of a directory, without their texts; one query."""
    from skew_wagtail.actors.models import ActorEntry

    entries = ActorEntry.objects.filter(directory_id=directory.pk).public()
    return list(entries.only("facets", "traits"))
