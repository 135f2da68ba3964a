"""What is kept to undo imports does not outlive the people and profiles it is about."""

from typing import Any

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, pre_delete

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import ContactPerson
from skew_wagtail.privacy.registry import actors_naming

from .cells.columns import COLUMNS, Place
from .models import ImportBaseline, ImportedProfile

CONTACT_COLUMNS = [column.key for column in COLUMNS.values() if column.place is Place.CONTACT]


def register_signal_handlers() -> None:
    """Connect what is kept with what it is about."""
    pre_delete.connect(person_goes, sender=ContactPerson)
    for model in apps.get_models():
        if issubclass(model, ActorProfilePage):
            post_delete.connect(profile_deleted, sender=model)


def person_goes(instance: ContactPerson, **kwargs: Any) -> None:
    """What files said of a person and what they replaced goes with the person: no undo brings anybody back."""
    keys = {*actors_naming(instance.pk), *instance.consents.values_list("actor_key", flat=True)}
    for baseline in ImportBaseline.objects.filter(pk__in=keys):
        for key in CONTACT_COLUMNS:
            baseline.fingerprints.pop(key, None)
        baseline.save(update_fields=["fingerprints"])
    label = ContactPerson._meta.label
    traces = ImportedProfile.objects.annotate(text=Cast("before", TextField())).filter(text__contains=label)
    for trace in traces:
        records = trace.before.get("records", [])
        kept = [taken for taken in records if (taken["model"], taken["pk"]) != (label, str(instance.pk))]
        if kept != records:
            trace.before["records"] = kept
            trace.save(update_fields=["before"])


def profile_deleted(instance: ActorProfilePage, **kwargs: Any) -> None:
    if not ActorProfilePage.objects.filter(translation_key=instance.translation_key).exists():
        ImportBaseline.objects.filter(pk=instance.translation_key).delete()
        ImportedProfile.objects.filter(actor_key=instance.translation_key).delete()
