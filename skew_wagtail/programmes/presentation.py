"""What the pages of this room show, as plain data."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.inventory.presentation import public_entries, steps_with_documents

from .states import State, open_for, opens_in, state_labels

if TYPE_CHECKING:
    from .models import CallPage, ModelMunicipality, ProgrammePage

#: The name of the feed below the address of a list of programmes.
CALLS_ATOM = "calls.atom"


def programme_context(page: "ProgrammePage") -> dict[str, Any]:
    """What ``programme_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    from .stories.presentation import stories_naming

    moment = timezone.now()
    calls = described(_calls_below(page), moment)
    return {
        "calls": calls,
        "next_change": next_change(calls, moment),
        "municipality_kinds": page.municipality_kinds.all(),
        "topics": page.topics.all(),
        "offers": page.offers.all(),
        "phases": page.phases.all(),
        "questions": page.questions.all(),
        "documents": documents_of(page),
        "model_municipalities": shown_municipalities(page, moment),
        "actors": public_entries(row.actor_id for row in page.linked_actors.all()),
        "related_pages": related_pages_of(page),
        "stories": stories_naming(page),
    }


def call_context(page: "CallPage") -> dict[str, Any]:
    """What ``call_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    from .interest.presentation import interest_notice
    from .models import ProgrammePage

    moment = timezone.now()
    call = describe(page, moment, state_labels())
    return {
        "call": call,
        "next_change": page.next_change(moment),
        "programme": ProgrammePage.objects.live().public().filter(pk=page.get_parent().pk).first(),
        "interest": interest_notice(page),
        "criteria": page.criteria.all(),
        "phases": page.phases.all(),
        "documents": documents_of(page),
        "chosen": _chosen_in(page) if call["state"] == State.SELECTED and page.pk else [],
    }


def described(calls: Iterable["CallPage"], moment: datetime) -> list[dict[str, Any]]:
    """Calls as lists show them: open ones first, the next deadline on top, then those to come, then past ones."""
    labels = state_labels()
    order = list(labels)
    rows = [describe(call, moment, labels) for call in calls]

    def place(row: dict[str, Any]) -> tuple[int, float]:
        call, state = row["page"], row["state"]
        if not call.opens_at or not call.deadline:
            return order.index(state), 0.0
        if state == State.ANNOUNCED:
            return order.index(state), call.opens_at.timestamp()
        if state == State.OPEN:
            return order.index(state), call.deadline.timestamp()
        # Closed and selected ones stand together, the latest deadline first.
        return len(order), -call.deadline.timestamp()

    return sorted(rows, key=place)


def describe(call: "CallPage", moment: datetime, labels: dict[str, str]) -> dict[str, Any]:
    """A call in words: ``page``, ``state`` (its code), ``label``, ``countdown`` (may be empty)."""
    state = call.state_at(moment)
    countdown = ""
    if state == State.OPEN:
        countdown = open_for(moment, call.deadline)
    elif state == State.ANNOUNCED and call.opens_at and call.opens_at > moment:
        countdown = opens_in(moment, call.opens_at)
    return {"page": call, "state": state.value, "label": labels[state], "countdown": countdown}


def next_change(calls: Iterable[dict[str, Any]], moment: datetime) -> datetime | None:
    """When the clock will change the state of any of these calls next."""
    changes = [call["page"].next_change(moment) for call in calls]
    return min(filter(None, changes), default=None)


def documents_of(page: Any) -> list[Any]:
    """The documents of a page that visitors may see; two queries at most."""
    return next(documents for _page, documents in steps_with_documents([page]))


def shown_municipalities(page: "ProgrammePage", moment: datetime) -> list[dict[str, Any]]:
    """The model municipalities of a programme: ``row`` and ``phase``.

    Those of a call whose selection is not published are left out; a call says its phase, else the row does.
    """
    from .models import CallPage

    rows = page.model_municipalities.select_related("municipality__state", "image")
    rows = list(rows.prefetch_related("image__renditions"))
    ids = {row.call_id for row in rows if row.call_id}
    calls = CallPage.objects.filter(pk__in=ids).live().public() if ids else ()
    selected = {call.pk: call for call in calls if call.state_at(moment) == State.SELECTED}
    return [
        {"row": row, "phase": selected[row.call_id].phase if row.call_id else row.phase}
        for row in rows
        if not row.call_id or row.call_id in selected
    ]


def _chosen_in(page: "CallPage") -> list["ModelMunicipality"]:
    """Who was chosen in a call, as the published version of its programme says it."""
    rows = page.chosen.filter(page=page.get_parent().pk, page__live=True)
    return list(rows.select_related("municipality__state").order_by("sort_order", "pk"))


def _calls_below(page: Page) -> QuerySet:
    from .models import CallPage

    return CallPage.objects.child_of(page).live().public()


def related_pages_of(page: Any) -> list[Page]:
    """The pages that belong to a page of this room, in its order, without what not everybody may see."""
    ids = [row.related_id for row in page.related_pages.all()]
    found = {each.pk: each for each in Page.objects.filter(pk__in=ids).live().public()}
    return [found[pk] for pk in ids if pk in found]
