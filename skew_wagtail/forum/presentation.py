"""What the pages of this room show, as plain data."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.presentation import public_entries

if TYPE_CHECKING:
    from skew_wagtail.vocabulary.models import OutcomeKind

    from .models import EventOutcome, EventPage, ForumIndexPage


def index_context(page: "ForumIndexPage") -> dict[str, Any]:
    """What ``forum_index_page.html`` gets beside the page.

    ``coming``: forums that have not ended, the next one first. ``past``: pairs of year and its forums, the
    latest first.
    """
    from .models import BERLIN, EventPage

    forums = (
        EventPage.objects.child_of(page).live().public().order_by(F("starts_at").asc(nulls_last=True), "pk")
    )
    forums = list(forums)
    past = [forum for forum in reversed(forums) if forum.is_over()]
    years = groupby(past, key=lambda forum: timezone.localtime(forum.starts_at, BERLIN).year)
    return {
        "coming": [forum for forum in forums if not forum.is_over()],
        "past": [(year, list(group)) for year, group in years],
    }


def event_context(page: "EventPage") -> dict[str, Any]:
    """What the page of an event gets beside the page: see ``docs/reference/templates.md``."""
    from .registration.presentation import registration_notice

    is_over = page.is_over()
    return {
        "is_over": is_over,
        "registration": None if is_over else registration_notice(page),
        "days": page.days.all(),
        "groups": page.participant_groups.select_related("group"),
        "programme": page.programme_items.all(),
        "theme_groups": page.theme_groups.all(),
        "outcomes": _outcomes_by_kind(page) if is_over else [],
        "actors": public_entries(row.actor_id for row in page.linked_actors.all()),
        "inventory": InventoryProjectPage.objects.live().public().filter(pk=page.inventory_id).first(),
    }


def events_of(inventory: InventoryProjectPage) -> list[dict[str, Any]]:
    """The forums of an inventory that anyone may see, the first one first."""
    from .models import EventPage

    forums = EventPage.objects.live().public().filter(inventory=inventory.pk).order_by("starts_at", "pk")
    return [
        {
            "title": forum.title,
            "url": forum.get_url(),
            "starts_at": forum.starts_at,
            "is_over": forum.is_over(),
        }
        for forum in forums
    ]


def _outcomes_by_kind(page: "EventPage") -> list[tuple["OutcomeKind", list["EventOutcome"]]]:
    """Kinds in the order of the vocabulary, each with its outcomes in the editor's order."""
    outcomes = sorted(
        page.outcomes.select_related("kind"), key=lambda outcome: (outcome.kind.sort_order, outcome.kind_id)
    )
    return [(kind, list(group)) for kind, group in groupby(outcomes, key=lambda outcome: outcome.kind)]
