"""What undoing an import would do, and what is in the way; nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, ReferenceIndex, Revision

from skew_wagtail.actors.models import ActorProfilePage

from ..models import ImportedProfile, ImportRun, ImportUndo
from .snapshots import chunks_of, states


class Step(TextChoices):
    """What undoing does to a profile."""

    KEEP = "keep", gettext_lazy("is kept")
    REMOVE = "remove", gettext_lazy("is removed")
    RESTORE = "restore", gettext_lazy("becomes as before the import")


@dataclass(frozen=True)
class UndoStep:
    """What undoing does to one profile, and of one that is kept why."""

    trace: ImportedProfile
    page: ActorProfilePage
    step: Step
    why: str = ""


def can_be_undone(run: ImportRun) -> bool:
    """Whether it is still known how the profiles were, and nobody has undone the import yet."""
    return not ImportUndo.objects.filter(run=run).exists() and run.profiles.exists()


def planned_undo(run: ImportRun, user: Any) -> Iterator[UndoStep]:
    """What undoing would do, the last row first; profiles that are gone are left out.

    As many queries for each few hundred profiles as for one.
    """
    for chunk in chunks_of(run.profiles.order_by("-pk")):
        now = _Now(chunk)
        for trace in chunk:
            if page := now.pages.get(trace.page_id):
                why = now.obstacle(trace, page, user)
                step = Step.KEEP if why else Step.REMOVE if trace.is_new else Step.RESTORE
                yield UndoStep(trace, page, step, why)


class _Now:
    """How it stands with the profiles of an import."""

    def __init__(self, chunk: list[ImportedProfile]) -> None:
        pages = Page.objects.type(ActorProfilePage).filter(pk__in=[trace.page_id for trace in chunk])
        # With what Wagtail would ask for page by page to know whether one is locked.
        pages = pages.annotate_approved_schedule().specific().prefetch_workflow_states()
        self.pages = {page.pk: page for page in pages}
        self.held = states({trace.page_id: trace.actor_key for trace in chunk})
        references = ReferenceIndex.get_references_to_in_bulk(list(self.pages.values()))
        by_others = references.exclude(base_content_type=F("to_content_type"), object_id=F("to_object_id"))
        self.referred_to = set(by_others.values_list("to_object_id", flat=True))
        former = [trace.revision_before for trace in chunk if trace.revision_before]
        self.former = set(Revision.objects.filter(pk__in=former).values_list("pk", flat=True))

    def obstacle(self, trace: ImportedProfile, page: ActorProfilePage, user: Any) -> str:
        """Why a profile is kept; nothing when it is not."""
        if (page.latest_revision_id, self.held[page.pk]) != (trace.revision_after, trace.before["state"]):
            return _("edited since the import")
        lock = page.get_lock()
        if lock and lock.for_user(user or AnonymousUser()):
            return _("locked in the editor")
        if page.current_workflow_state:
            return _("in a workflow")
        if user is not None and not _may_undo(trace, page, user):
            return _("you may not change it")
        if trace.is_new:
            return _("other pages refer to it") if str(page.pk) in self.referred_to else ""
        return "" if trace.revision_before in self.former else _("its former version is gone")


def _may_undo(trace: ImportedProfile, page: ActorProfilePage, user: Any) -> bool:
    allowed = page.permissions_for_user(user)
    if trace.is_new:
        return allowed.can_delete()
    return allowed.can_edit() and (allowed.can_publish() or not page.live)
