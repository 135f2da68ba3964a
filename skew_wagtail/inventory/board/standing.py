"""Where inventories stand, as plain data; the number of queries is the same for ten and a thousand.

What was saved last counts, also when it is not published yet: so the board says what the form says.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from wagtail.models import Revision

from skew_wagtail.vocabulary.models import StepState

from ..models import InventoryProjectPage, InventoryStep
from ..order import CLOSED, state_of
from ..presentation import current_step

#: What of a project the board shows; texts are left where they are.
_FIELDS = (
    "title", "draft_title", "live", "has_unpublished_changes", "latest_revision", "municipality__name",
    "municipality__state__label_de", "municipality__state__slug",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One inventory with its steps, on one day."""

    project: InventoryProjectPage
    steps: list[InventoryStep]
    today: date

    @cached_property
    def current(self) -> InventoryStep | None:
        """The step it is at; nothing when all are closed, or when it has none."""
        return current_step(self.steps)

    @property
    def number(self) -> int:
        """Which step that is, from 1; one more than there are when all are closed."""
        return self.steps.index(self.current) + 1 if self.current else len(self.steps) + 1

    @property
    def is_finished(self) -> bool:
        """Whether it has steps and all are closed."""
        return bool(self.steps) and self.current is None

    @cached_property
    def overdue(self) -> list[InventoryStep]:
        """Steps that were planned for a day that is over and have not taken place, the oldest first."""
        late = [step for step in self.steps if _is_ahead(step) and step.planned_date < self.today]
        return sorted(late, key=lambda step: step.planned_date)

    @cached_property
    def coming(self) -> list[InventoryStep]:
        """Steps that are planned for today or later, the next first."""
        ahead = [step for step in self.steps if _is_ahead(step) and step.planned_date >= self.today]
        return sorted(ahead, key=lambda step: step.planned_date)


def _is_ahead(step: InventoryStep) -> bool:
    return bool(step.planned_date) and not step.actual_date and state_of(step) not in CLOSED


def standings(projects: QuerySet[InventoryProjectPage]) -> list[Standing]:
    """Where each stands today: what is overdue first, then by step, what is finished last; four queries."""
    today = timezone.localdate()
    steps = _steps(projects)
    found = [
        Standing(project, steps.get(project.pk, []), today)
        for project in projects.select_related("municipality__state").only(*_FIELDS)
    ]
    return sorted(found, key=_order)


def _order(standing: Standing) -> tuple[Any, ...]:
    oldest = standing.overdue[0].planned_date if standing.overdue else date.max
    return (
        oldest,
        standing.is_finished,
        standing.number,
        standing.project.draft_title.casefold(),
        standing.project.pk,
    )


def _steps(projects: QuerySet[InventoryProjectPage]) -> dict[int, list[InventoryStep]]:
    """The steps of inventories in order, by the page's id."""
    states = {state.pk: state for state in StepState.objects.all()}
    # An inventory may be seen for two reasons; and the order of pages is of no use here.
    ids = projects.order_by().values("pk")
    rows = InventoryStep.objects.filter(page__in=ids).order_by("page", "sort_order", "pk")
    columns = ("page_id", "title", "key", "state", "planned_date", "actual_date")
    steps = defaultdict(list)
    for row in rows.values(*columns):
        steps[row.pop("page_id")].append(_step(row, states))
    drafts = projects.order_by().filter(has_unpublished_changes=True).values("latest_revision")
    for page_id, saved in Revision.objects.filter(pk__in=drafts).values_list("object_id", "content__steps"):
        steps[int(page_id)] = [_step(row, states) for row in _in_order(saved or [])]
    return steps


def _in_order(saved: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(saved, key=lambda row: row.get("sort_order") or 0)


def _step(row: dict[str, Any], states: dict[int, StepState]) -> InventoryStep:
    """A step for reading, from its row or from a version of its page."""
    return InventoryStep(
        title=row["title"],
        key=row["key"],
        state=states.get(row["state"]),
        planned_date=_day(row["planned_date"]),
        actual_date=_day(row["actual_date"]),
    )


def _day(value: date | str | None) -> date | None:
    return parse_date(value) if isinstance(value, str) else value
