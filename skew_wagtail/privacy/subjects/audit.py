"""The audit log keeps what was done and by whom, and forgets about whom."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from ..models import ContactPerson
from .mentions import may_mention, mentions

#: What stands in a line's data instead of what it said.
ERASED = {"erased": True}


def entries_about(model: type[Model], keys: Iterable[Any]) -> QuerySet:
    """The lines about these objects."""
    content_type = ContentType.objects.get_for_model(model)
    return ModelLogEntry.objects.filter(content_type=content_type, object_id__in=[str(key) for key in keys])


def entries_with(address: str) -> Iterator[Any]:
    """The lines, about whatever they are, that hold a mail address in label or data."""
    for model in sorted(registry.get_log_entry_models(), key=lambda model: model._meta.label):
        lines = model.objects.annotate(data_text=Cast("data", TextField()))
        possible = may_mention("label", address) | may_mention("data_text", address)
        for entry in lines.filter(possible).order_by("pk"):
            if mentions(entry.label, address) or mentions(entry.data, address):
                yield entry


def leftovers() -> QuerySet:
    """Lines that still name a person who exists no longer, however it went."""
    known = ContactPerson.objects.order_by().annotate(key=Cast("pk", CharField())).values("key")
    content_type = ContentType.objects.get_for_model(ContactPerson)
    entries = ModelLogEntry.objects.filter(content_type=content_type, data__erased__isnull=True)
    return entries.order_by().exclude(object_id__in=known)


def forget_people(entries: QuerySet) -> None:
    """Take out whom lines are about."""
    entries.update(label=_("deleted person"), data=ERASED)


def forget_documents(keys: Iterable[Any]) -> None:
    """Take out the titles of documents that are gone: they may name people."""
    entries_about(get_document_model(), keys).update(label=_("deleted document"), data=ERASED)


def forget_address(address: str) -> None:
    """Take a mail address out of every line."""
    for entry in list(entries_with(address)):
        label = _("deleted person") if mentions(entry.label, address) else entry.label
        type(entry).objects.filter(pk=entry.pk).update(label=label, data=ERASED)
