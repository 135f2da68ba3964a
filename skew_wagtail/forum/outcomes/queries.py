"""Which outcomes somebody follows up, and how urgent they are."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from ..models import BERLIN, EventOutcome, EventPage, OutcomeState

#: An outcome is due soon within this time.
SOON = timedelta(days=30)
#: The parts of the list, as they stand in its address.
PARTS = {
    "open": _("All open"),
    "overdue": _("Overdue"),
    "soon": _("Due within 30 days"),
    "done": _("Done"),
}


def today() -> date:
    """The day it is in Berlin."""
    return timezone.localdate(timezone=BERLIN)


def may_follow_up(user: Any) -> bool:
    """Whether somebody may edit any pages at all."""
    return page_permission_policy.user_has_any_permission(user, ["change"])


def outcomes_for(user: Any) -> QuerySet[EventOutcome]:
    """The outcomes of published events that somebody may edit; those of a copy follow its original."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    events = EventPage.objects.live().filter(alias_of=None, pk__in=editable.values("pk"))
    return EventOutcome.objects.filter(page__in=events)


def part_of(name: str) -> Q:
    """The condition of a part of the list."""
    still_open = ~Q(state=OutcomeState.DONE)
    return {
        "open": still_open,
        "overdue": still_open & Q(due_date__lt=today()),
        "soon": still_open & Q(due_date__range=(today(), today() + SOON)),
        "done": Q(state=OutcomeState.DONE),
    }[name]


def numbers(outcomes: QuerySet[EventOutcome]) -> dict[str, int]:
    """How many outcomes each part has; one query."""
    return outcomes.aggregate(**{name: Count("pk", filter=part_of(name)) for name in PARTS})


def in_order(outcomes: QuerySet[EventOutcome], part: str) -> QuerySet[EventOutcome]:
    """What is due first comes first; of what is done, the latest."""
    order = [F("due_date").asc(nulls_last=True), "page", "sort_order", "pk"]
    if part == "done":
        order.insert(0, F("done_on").desc(nulls_last=True))
    return outcomes.filter(part_of(part)).select_related("kind", "page").order_by(*order)
