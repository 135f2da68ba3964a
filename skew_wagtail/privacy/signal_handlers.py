"""What happens when a person is deleted, a picture arrives or one of our pages uses a picture."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from . import pictures
from .models import ContactPerson


def register_signal_handlers() -> None:
    post_delete.connect(person_deleted, sender=ContactPerson)
    pictures.register_signal_handlers()


def person_deleted(instance: ContactPerson, **kwargs: Any) -> None:
    """The audit log keeps what was done and by whom, not the name; in the transaction of the deletion."""
    content_type = ContentType.objects.get_for_model(ContactPerson)
    entries = ModelLogEntry.objects.filter(content_type=content_type, object_id=str(instance.pk))
    entries.update(label=_("deleted person"), data={})
