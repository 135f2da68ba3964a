"""Undo an import: profiles become what they were; what was edited since is kept and told."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import Channel, Consent, ConsentMethod, ContactPerson
from skew_wagtail.privacy.registry import actors_naming

from ..models import ImportBaseline, ImportedProfile, ImportRun, ImportUndo
from .pictures import remove_unused_images
from .snapshots import restore
from .undo_plan import Step, planned_undo


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
