"""Which actors are in a brochure, and in which groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail.actors.facet_index import current_index
from skew_wagtail.actors.listing import parse_query
from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, EntryDepth
from skew_wagtail.actors.search import search_words
from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import consent_state

from ..models import BrochurePage, Depth, Order, Selection
from .terms import Terms

Problem = dict[str, Any]


def problem(message: str, *, profile: str = "", page_id: int | None = None) -> Problem:
    """Something the editor should know: of a profile, or of the whole."""
    return {"profile": profile, "page_id": page_id, "text": message}


@dataclass(frozen=True)
class Chosen:
    """The public faces of the actors in a brochure by name, with their pages; and who was left out, and why."""

    entries: list[ActorEntry]
    problems: list[Problem] = field(default_factory=list)


def choose(page: BrochurePage, channels: Iterable[Channel]) -> Chosen:
    """The actors of a brochure; four queries.

    Only published profiles, and none of an organisation that keeps its entry out of one of the channels.
    """
    return chosen_among(_page_ids(page), channels)


def chosen_among(page_ids: list[int], channels: Iterable[Channel]) -> Chosen:
    """Those of these profiles that may be in a brochure."""
    public = ActorEntry.objects.public().filter(page__in=page_ids).select_related("page")
    entries = {entry.page_id: entry for entry in public.order_by("sort_name", "pk")}
    state = consent_state({entry.page.translation_key for entry in entries.values()})
    problems = []
    for pk, entry in list(entries.items()):
        if any(state.objects(entry.page.translation_key, channel) for channel in channels):
            message = _("Left out: the organisation does not want to be in it.")
            problems.append(problem(message, profile=entry.card["name"], page_id=pk))
            del entries[pk]
    missing = set(page_ids) - {entry["page_id"] for entry in problems} - set(entries)
    drafts = ActorProfilePage.objects.filter(pk__in=missing).order_by("title").values_list("pk", "title")
    message = _("Left out: the profile is not published for everybody.")
    problems += [problem(message, profile=title, page_id=pk) for pk, title in drafts]
    return Chosen(list(entries.values()), problems)


def _page_ids(page: BrochurePage) -> list[int]:
    if page.selection == Selection.CHOSEN:
        return [row.actor_id for row in page.chosen_actors.all()]
    if page.selection == Selection.FILTER and page.directory_id:
        index = current_index(page.directory_id)
        query = parse_query(page.filter_params(), index.labels)
        return index.query(query.selected, search_words(query.text)).page_ids
    if page.selection == Selection.INVENTORY and page.inventory_id:
        return list(page.inventory.interviewed_actors.values_list("actor_id", flat=True))
    return []


def is_card(page: BrochurePage, entry: ActorEntry) -> bool:
    """Whether an actor has a card entry in this brochure, not a portrait."""
    if page.entry_depth == Depth.ENTRY:
        return entry.card["depth"] == EntryDepth.CARD
    return page.entry_depth == Depth.CARD


def grouped(
    page: BrochurePage, entries: list[ActorEntry], terms: Terms
) -> list[tuple[str | None, list[Any]]]:
    """Entries in groups with a heading; one group without a heading for the order A to Z.

    With several terms an actor stands under the first of them in the vocabulary's order.
    """
    if page.order == Order.NAME:
        return [(None, entries)] if entries else []
    known = terms.of(page.order)
    groups: dict[str, list[Any]] = {slug: [] for slug in known}
    rest = []
    for entry in entries:
        slug = next((slug for slug in known if slug in entry.facets.get(page.order, [])), None)
        (rest if slug is None else groups[slug]).append(entry)
    found: list[tuple[str | None, list[Any]]] = [
        (terms.label(page.order, slug), members) for slug, members in groups.items() if members
    ]
    return [*found, (_("Others"), rest)] if rest else found
