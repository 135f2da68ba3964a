"""Undo an import: profiles become what they were; what was edited since is kept and told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import Channel, Consent, ConsentMethod, ContactPerson
from skew_wagtail.privacy.registry import actors_naming

from ..models import ImportBaseline, ImportedProfile, ImportRun, ImportUndo
from .pictures import remove_unused_images
from .snapshots import chunks_of, restore, states


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
    """What undoing would do, the last row first; profiles that are gone are left out."""
    for chunk in chunks_of(run.profiles.order_by("-pk")):
        pages = {
            page.pk: page
            for page in ActorProfilePage.objects.filter(pk__in=[trace.page_id for trace in chunk])
        }
        held = states({trace.page_id: trace.actor_key for trace in chunk})
        for trace in chunk:
            if page := pages.get(trace.page_id):
                is_edited = (page.latest_revision_id, held[page.pk]) != (
                    trace.revision_after,
                    trace.before["state"],
                )
                why = _("edited since the import") if is_edited else _obstacle(trace, page, user)
                step = Step.KEEP if why else Step.REMOVE if trace.is_new else Step.RESTORE
                yield UndoStep(trace, page, step, why)


def _obstacle(trace: ImportedProfile, page: ActorProfilePage, user: Any) -> str:
    """Why a profile that nobody has edited is kept; nothing when it is not."""
    lock = page.get_lock()
    if lock and lock.for_user(user or AnonymousUser()):
        return _("locked in the editor")
    if page.current_workflow_state:
        return _("in a workflow")
    if user is not None and not _may_undo(trace, page, user):
        return _("you may not change it")
    if trace.is_new:
        others = ReferenceIndex.get_references_to(page).exclude(
            base_content_type=page.content_type, object_id=page.pk
        )
        return _("other pages refer to it") if others.exists() else ""
    has_former = Revision.objects.filter(pk=trace.revision_before).exists()
    return "" if has_former else _("its former version is gone")


def _may_undo(trace: ImportedProfile, page: ActorProfilePage, user: Any) -> bool:
    allowed = page.permissions_for_user(user)
    if trace.is_new:
        return allowed.can_delete()
    return allowed.can_edit() and (allowed.can_publish() or not page.live)


@transaction.atomic
def undo_import(
    run: ImportRun, user: Any, progress: Callable[[int, int], None] = lambda done, total: None
) -> ImportUndo:
    """Undo an import as a whole, and note what was removed, restored and kept; without a user all is allowed.

    People and logos that the import brought in go with their profiles. What it recorded as consent is withdrawn;
    what it withdrew stays withdrawn, for nobody agrees by an undo.
    """
    undone: dict[str, list[Any]] = {"removed": [], "restored": [], "kept": []}
    total, images = run.profiles.count(), []
    for number, step in enumerate(planned_undo(run, user), start=1):
        progress(number, total)
        if step.step is Step.KEEP:
            undone["kept"].append({"name": step.page.title, "why": step.why})
            continue
        images += step.trace.before.get("images", [])
        _take_back_consents(run, step.trace, step.page, user)
        if step.step is Step.REMOVE:
            _remove(step.page, user)
            undone["removed"].append(step.page.title)
        else:
            _restore(step.trace, step.page, user)
            undone["restored"].append(step.page.title)
    remove_unused_images(images)
    run.profiles.all().delete()
    undo, _created = ImportUndo.objects.update_or_create(
        run=run, defaults={"user": user, "finished_at": timezone.now(), "report": undone}
    )
    log(instance=run, action="skew_exchange.undo", user=user)
    return undo


def _take_back_consents(run: ImportRun, trace: ImportedProfile, page: ActorProfilePage, user: Any) -> None:
    """Withdraw what the import granted and what still counts."""
    granted = Consent.objects.in_force().filter(
        actor_key=trace.actor_key,
        method=ConsentMethod.IMPORT,
        recorded_at__gte=run.started_at,
        recorded_at__lte=run.finished_at,
    )
    for consent in list(granted):
        record_consent(
            consent.person,
            channels=[channel for channel in Channel.values if getattr(consent, channel)],
            actor_key=trace.actor_key,
            organisation_name=page.title,
            method=ConsentMethod.IMPORT,
            user=user,
            withdraws=True,
        )


def _remove(page: ActorProfilePage, user: Any) -> None:
    people = [contact.person for contact in page.contacts.select_related("person")]
    log(instance=page, action="wagtail.delete", user=user, deleted=True)
    page.delete()
    _remove_people(people)


def _remove_people(people: list[ContactPerson]) -> None:
    """Remove people whom no profile names any more."""
    for person in people:
        if not actors_naming(person.pk):
            person.delete()


def _restore(trace: ImportedProfile, page: ActorProfilePage, user: Any) -> None:
    """Bring back the version before the import, and what was live where that was another one."""
    before = trace.before
    for taken in before.get("records", []):
        restore(taken)
    was_live, live_revision = before["live"], before["live_revision"]
    former = Revision.objects.get(pk=trace.revision_before)
    if was_live and before["waited"] and live_revision and page.live_revision_id != live_revision:
        _save(Revision.objects.get(pk=live_revision), user).publish(user=user)
    revision = _save(former, user)
    if was_live and not before["waited"]:
        revision.publish(user=user)
    elif page.live and not was_live:
        ActorProfilePage.objects.get(pk=page.pk).unpublish(user=user)
    _remove_people(list(ContactPerson.objects.filter(pk__in=before.get("people", []))))
    ImportBaseline.objects.filter(pk=trace.actor_key).update(fingerprints=before["said"])


def _save(former: Revision, user: Any) -> Revision:
    return former.as_object().save_revision(user=user, previous_revision=former, log_action=True)
