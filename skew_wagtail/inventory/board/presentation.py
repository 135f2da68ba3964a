"""What the board shows, as plain data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from skew_wagtail.vocabulary.models import Municipality

from ..order import order_hints
from ..research.counts import ResearchCounts, research_counts
from ..rights import projects_for
from ..steps import standard_steps
from .meetings import meetings
from .rights import seen_projects
from .standing import Standing, standings

PER_PAGE = 25
#: Where an inventory may be beside the standard steps.
_OWN, _NONE, _FINISHED = "own", "none", "finished"


def board_context(user: Any, asked: Mapping[str, str]) -> dict[str, Any]:
    """The board for somebody: ``asked`` may hold ``state``, ``municipality``, ``step`` and ``p``.

    What is unknown is ignored. See the template for what each part holds.
    """
    everything = seen_projects(user)
    filters = _filters(everything, asked)
    chosen = {each["name"]: each["value"] for each in filters if each["value"]}
    if "state" in chosen:
        everything = everything.filter(municipality__state__slug=chosen["state"])
    if "municipality" in chosen:
        everything = everything.filter(municipality=chosen["municipality"])
    found = standings(everything)
    stages = _stages(found, asked.get("step", ""), chosen)
    stage = next((each["key"] for each in stages if each["is_chosen"]), "")
    shown = [standing for standing in found if stage in ("", _stage(standing))]
    page = Paginator(shown, PER_PAGE).get_page(asked.get("p"))
    return {
        "filters": filters,
        "stages": stages,
        "overdue_count": sum(len(standing.overdue) for standing in shown),
        "page": page,
        "rows": _rows(page, user),
    }


def _filters(projects: Any, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lists to choose from: only what would find something."""
    places = list(
        Municipality.objects.filter(pk__in=projects.order_by().values("municipality"))
        .select_related("state")
        .order_by("name", "pk")
    )
    states = {place.state.slug: place.state.label for place in places if place.state}
    by_name = dict(sorted(states.items(), key=lambda item: item[1].casefold()))
    offered = (
        ("state", _("Federal state"), by_name),
        ("municipality", _("Municipality"), {str(place.pk): place.name for place in places}),
    )
    return [
        {
            "name": name,
            "label": label,
            "options": options,
            "value": asked.get(name, "") if asked.get(name) in options else "",
        }
        for name, label, options in offered
    ]


def _stage(standing: Standing) -> str:
    if standing.current is None:
        return _FINISHED if standing.is_finished else _NONE
    return standing.current.key or _OWN


def _stages(found: Iterable[Standing], asked: str, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """How many inventories are at each step, in the order of steps, each with the way there; all of them first."""
    names = {step["key"]: step["title"] for step in standard_steps(get_language() or "de")}
    names |= {_OWN: _("Steps of your own"), _NONE: _("Without steps"), _FINISHED: _("Completed")}
    numbers = Counter(_stage(standing) for standing in found)
    rows = [("", _("All"), numbers.total())]
    rows += [(key, name, numbers[key]) for key, name in names.items() if numbers[key]]
    known = asked if asked in numbers else ""
    return [
        {
            "key": key,
            "name": name,
            "count": count,
            "query": urlencode({**chosen, **({"step": key} if key else {})}),
            "is_chosen": key == known,
        }
        for key, name, count in rows
    ]


def _rows(page: Page, user: Any) -> list[dict[str, Any]]:
    """The inventories of one page of the board, with their numbers and what one may look at again."""
    found = list(page)
    ids = [standing.project.pk for standing in found]
    numbers = research_counts(ids)
    editable = page_permission_policy.instances_user_has_permission_for(user, "change").filter(pk__in=ids)
    may_edit = set(editable.values_list("pk", flat=True))
    may_research = set(projects_for(user).filter(pk__in=ids).values_list("pk", flat=True))
    next_ones: dict[int, Any] = {}
    for meeting in meetings(found):
        next_ones.setdefault(meeting.project.pk, meeting)
    return [
        {
            "standing": standing,
            "project": standing.project,
            "meeting": next_ones.get(standing.project.pk),
            "counts": numbers.get(standing.project.pk, ResearchCounts()),
            "remarks": order_hints(standing.steps),
            "may_edit": standing.project.pk in may_edit,
            "may_research": standing.project.pk in may_research,
        }
        for standing in found
    ]
