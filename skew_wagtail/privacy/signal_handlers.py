"""What happens when a person is deleted or named on a page no more, a picture arrives or a page of ours uses one."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from .actions import withdraw_everything
from .models import ContactPerson, ContactUse
from .pictures import signal_handlers as pictures
from .registry import uses_by_owner
from .subjects.audit import entries_about, forget_people


def register_signal_handlers() -> None:
    pre_delete.connect(person_goes, sender=ContactPerson)
    post_delete.connect(person_deleted, sender=ContactPerson)
    for use in uses_by_owner(ContactUse).values():
        post_delete.connect(use_deleted, sender=use)
    pictures.register_signal_handlers()


def person_goes(instance: ContactPerson, **kwargs: Any) -> None:
    """The register of consents, and with it other rooms, learn that nothing is permitted any more."""
    withdraw_everything(instance, get_active_log_context().user)


def person_deleted(instance: ContactPerson, **kwargs: Any) -> None:
    """The audit log keeps what was done and by whom, not the name; in the transaction of the deletion."""
    forget_people(entries_about(ContactPerson, [instance.pk]))


def use_deleted(instance: ContactUse, **kwargs: Any) -> None:
    """From now on the person may be one whom nobody uses, and its period begins."""
    ContactPerson.objects.filter(pk=instance.person_id).update(updated_at=timezone.now())
