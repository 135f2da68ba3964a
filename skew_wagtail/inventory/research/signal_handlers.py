"""Approvals follow the versions of profiles."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Revision

from skew_wagtail.actors.models import ActorProfilePage

from .actions.approvals import keep_up


def register_signal_handlers() -> None:
    """Connect the saving of versions."""
    post_save.connect(version_saved, sender=Revision)


def version_saved(instance: Revision, created: bool, raw: bool = False, **kwargs: Any) -> None:
    model = instance.content_type.model_class()
    if created and not raw and model and issubclass(model, ActorProfilePage):
        keep_up(instance)
