"""Entries of the research list: added, edited, moved on, declined, deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from skew_wagtail.privacy.actions import refuse_listing
from skew_wagtail.privacy.refusals import Refusals, refusal_message

from ...models import InventoryProjectPage
from ..models import EntryState, Interview, ResearchEntry
from ..names import TWICE, Known, Names, published_pages
from .logging import log_entry


class EntryRefused(Exception):
    """Something cannot be done with an entry; the message says why and what to do."""


class AlreadyListed(EntryRefused):
    """The name is on the list already, as ``twin``."""

    def __init__(self, twin: ResearchEntry) -> None:
        super().__init__(str(TWICE) % {"name": twin.name})
        self.twin = twin


@dataclass
class Added:
    """What came of lines that were added at once: entries, names that were there already, what to tell."""

    entries: list[ResearchEntry] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@transaction.atomic
def add_entry(entry: ResearchEntry, *, user: Any) -> Known:
    """Put an entry onto its list; what is known of its name.

    Whoever refused to be listed is added as declined, so that nobody asks again; a published profile is linked.

    Raises:
        AlreadyListed: the list has it.
    """
    _lock(entry.project_id)
    known = Names(entry.project, [entry.name]).known(entry.name, entry.town)
    if known.twin:
        raise AlreadyListed(known.twin)
    _take_over(entry, known)
    entry.save()
    log_entry(entry, "add_entry", user)
    return known


@transaction.atomic
def add_entries(project: InventoryProjectPage, entries: Iterable[ResearchEntry], *, user: Any) -> Added:
    """Put many entries onto a list at once; those that it has already are left out and named."""
    _lock(project.pk)
    entries = list(entries)
    names = Names(project, [entry.name for entry in entries])
    added = Added()
    for entry in entries:
        known = names.known(entry.name, entry.town)
        if known.twin:
            added.twice.append(entry.name)
            continue
        _take_over(entry, known)
        entry.set_name_key()
        names.add(entry)
        added.entries.append(entry)
        added.notices += known.notices()
    ResearchEntry.objects.bulk_create(added.entries, batch_size=500)
    if added.entries:
        count = {"count": len(added.entries)}
        log(instance=project, action="skew_inventory.add_entries", user=user, data=count)
    return added


def _lock(project_id: int) -> None:
    """Two who add the same name at once come one after the other."""
    InventoryProjectPage.objects.select_for_update().filter(pk=project_id).values_list("pk").first()


def _take_over(entry: ResearchEntry, known: Known) -> None:
    if known.refusal:
        entry.state = EntryState.DECLINED
    if known.profile:
        entry.profile = known.profile


@transaction.atomic
def edit_entry(entry: ResearchEntry, changed: Iterable[str], *, user: Any) -> None:
    """Save the fields that somebody changed, and no others: two who edit at once keep both their words."""
    changed = list(changed)
    if not changed:
        return
    entry.save(update_fields=[*changed, *(["name_key"] if "name" in changed else [])])
    log_entry(entry, "edit_entry", user, {"fields": changed})


@transaction.atomic
def change_states(entries: Iterable[ResearchEntry], state: str, *, user: Any) -> tuple[int, list[str]]:
    """Put entries into a state, in which they are since today; how many changed, and why others could not.

    Declining is ``decline``'s matter: it needs a reason.
    """
    if state not in EntryState.values or state == EntryState.DECLINED:
        raise ValueError(state)
    entries, refusals = list(entries), Refusals()
    planned = dict(
        Interview.objects.filter(entry__in=entries, appointment_at__gt=timezone.now()).values_list(
            "entry_id", "appointment_at"
        )
    )
    changed, problems = 0, []
    for entry in entries:
        if entry.state == state:
            continue
        if problem := _objection(entry, state, refusals, planned):
            problems.append(problem)
            continue
        _move(entry, state, user)
        changed += 1
    return changed, problems


def change_state(entry: ResearchEntry, state: str, *, user: Any) -> None:
    """Put one entry into a state.

    Raises:
        EntryRefused: it cannot be in that state.
    """
    _changed, problems = change_states([entry], state, user=user)
    if problems:
        raise EntryRefused(problems[0])


def _objection(entry: ResearchEntry, state: str, refusals: Refusals, planned: dict[int, Any]) -> str:
    """Why an entry cannot be in a state; empty when it can."""
    if refusal := refusals.find([entry.name]):
        return refusal_message(refusal)
    if state == EntryState.INTERVIEWED and entry.pk in planned:
        return _("“%(name)s” cannot be interviewed yet: the appointment is still to come.") % {
            "name": entry.name
        }
    return ""


def _move(entry: ResearchEntry, state: str, user: Any) -> None:
    before, entry.state, entry.state_since = entry.state, state, timezone.localdate()
    entry.save(update_fields=["state", "state_since"])
    log_entry(entry, "change_entry_state", user, {"before": before, "after": str(state)})


def may_decline(entry: ResearchEntry, user: Any) -> bool:
    """Whether somebody may put the actor on the list of refusals, which takes published pages from the site.

    So it is for who may record refusals anyway, or unpublish each of these pages.
    """
    if user.has_perm("skew_privacy.add_listingrefusal"):
        return True
    return all(page.permissions_for_user(user).can_unpublish() for page in published_pages(entry))


@transaction.atomic
def decline(
    entry: ResearchEntry, *, reason: str, note: str, refused_on: date | None = None, user: Any
) -> None:
    """The actor does not want to be asked or listed: it goes on the list of refusals, unless it is there.

    Raises:
        EntryRefused: pages would go offline that the user may not unpublish.
    """
    if not may_decline(entry, user):
        raise EntryRefused(
            _("“%(name)s” has a published profile, which would go offline. Please ask the editors to do it.")
            % {"name": entry.name}
        )
    actor_key = entry.profile.translation_key if entry.profile else None
    if not Refusals().find([entry.name], actor_key):
        refuse_listing(
            entry.name, actor_key=actor_key, reason=reason, note=note, refused_on=refused_on, user=user
        )
    if entry.state != EntryState.DECLINED:
        _move(entry, EntryState.DECLINED, user)


@transaction.atomic
def delete_entry(entry: ResearchEntry, *, user: Any) -> None:
    """Remove an entry with its interview and approval; its profile stays."""
    log_entry(entry, "delete_entry", user)
    entry.delete()
