"""What the page of an event shows, as plain data."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page

from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.inventory.presentation import public_entries
from skew_wagtail.privacy.channels import Channel
from skew_wagtail.privacy.publishing import consent_state

if TYPE_CHECKING:
    from skew_wagtail.vocabulary.models import OutcomeKind

    from .models import EventDay, EventOutcome, EventPage, EventPhoto, EventProgrammeItem

#: The name of the file with the dates of one event, and of those of a list.
EVENT_ICS, EVENTS_ICS, EVENTS_ATOM = "event.ics", "events.ics", "events.atom"


def event_context(page: "EventPage") -> dict[str, Any]:
    """What the page of an event gets beside the page: see ``docs/reference/templates.md``."""
    from .models import EventStatus
    from .registration.presentation import registration_notice
    from .structured_data import event_json

    # What was cancelled has nothing to report.
    is_over = page.is_over() and page.status != EventStatus.CANCELLED
    days = page.ordered_days()
    return {
        "is_over": is_over,
        "registration": None if is_over else registration_notice(page),
        "days": days,
        "status": event_status(page),
        "groups": page.participant_groups.select_related("group"),
        "programme": programme_by_day(days, page.programme_items.all()),
        "theme_groups": page.theme_groups.all(),
        "outcomes": _outcomes_by_kind(page) if is_over else [],
        "photos": published_photos(page) if is_over else [],
        "documents": public_documents(page),
        "topics": page.topics.all(),
        "series_events": _others_of_series(page),
        "actors": public_entries(row.actor_id for row in page.linked_actors.all()),
        "inventory": inventory_of(page),
        "calendar": f"{page.get_url() or ''}{EVENT_ICS}" if days else "",
        "structured_data": event_json(page, days),
    }


def event_status(event: "EventPage") -> dict[str, Any] | None:
    """That an event does not take place as announced: ``label``, ``text``, ``since``; nothing when it does."""
    from .models import EventStatus

    if event.status == EventStatus.PLANNED:
        return None
    return {
        "label": event.get_status_display(),
        "text": event.status_text,
        "since": event.status_changed_at,
    }


def programme_by_day(
    days: list["EventDay"], items: Iterable["EventProgrammeItem"]
) -> list[tuple[Any, list["EventProgrammeItem"]]]:
    """Pairs of date and items in the editor's order; the date is nothing where there is only one day."""
    items = list(items)
    if not items:
        return []
    dates = list(dict.fromkeys(day.date for day in days))
    if len(dates) < 2:
        return [(None, items)]
    groups = [(date, [item for item in items if item.date == date]) for date in [None, *dates]]
    return [(date, group) for date, group in groups if group]


def inventory_of(page: "EventPage") -> InventoryProjectPage | None:
    """The public inventory that an event belongs to: the one chosen, else the one below which it stands."""
    above = Q(path=page.path[: -Page.steplen]) if page.inventory_id is None else Q(pk=page.inventory_id)
    return InventoryProjectPage.objects.live().public().filter(above).first()


def events_of(inventory: InventoryProjectPage) -> list[dict[str, Any]]:
    """The forums and workshops of an inventory that anyone may see, the first one first."""
    from .models import EventPage, EventStatus

    belongs = Q(inventory=inventory.pk) | Q(path__startswith=inventory.path, inventory=None)
    events = EventPage.objects.filter(belongs).live().public().order_by("starts_at", "pk")
    return [
        {
            "title": event.title,
            "url": event.get_url(),
            "starts_at": event.starts_at,
            "is_over": event.is_over() and event.status != EventStatus.CANCELLED,
            "note": "" if event.status == EventStatus.PLANNED else event.get_status_display(),
        }
        for event in events
    ]


def public_documents(page: "EventPage") -> list[Any]:
    """The documents of an event but for those in private collections; two queries at most."""
    ids = [block["value"] for block in page.documents.raw_data]
    if not ids:
        return []
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    found = get_document_model().objects.filter(pk__in=ids).select_related("collection")
    known = {each.pk: each for each in found if not each.collection.path.startswith(closed)}
    return [known[pk] for pk in ids if pk in known]


def published_photos(page: "EventPage") -> list["EventPhoto"]:
    """The photos that may be shown: those on which people can be recognised need a consent to photos on the web."""
    photos = list(page.photos.select_related("image", "actor"))
    keys = {photo.pk: photo.actor.translation_key for photo in photos if photo.shows_people and photo.actor}
    state = consent_state(set(keys.values())) if keys else None
    return [
        photo
        for photo in photos
        if not photo.shows_people
        or (state and photo.pk in keys and state.photos(keys[photo.pk], Channel.WEB))
    ]


def _others_of_series(page: "EventPage") -> list["EventPage"]:
    from .models import EventPage

    if page.series_id is None:
        return []
    events = EventPage.objects.filter(series=page.series_id).exclude(pk=page.pk).live().public()
    return list(events.filter(locale=page.locale_id).order_by("starts_at", "pk").prefetch_related("days"))


def _outcomes_by_kind(page: "EventPage") -> list[tuple["OutcomeKind", list["EventOutcome"]]]:
    """Kinds in the order of the vocabulary, each with its outcomes in the editor's order."""
    outcomes = sorted(
        page.outcomes.select_related("kind"), key=lambda outcome: (outcome.kind.sort_order, outcome.kind_id)
    )
    return [(kind, list(group)) for kind, group in groupby(outcomes, key=lambda outcome: outcome.kind)]
