"""Records outside the page as they were at an import: to restore them, and to see whether they were edited since."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from skew_wagtail.actors.models import ActorContact, ActorRecord
from skew_wagtail.privacy.models import ActorAddress

from .baselines import fingerprint


def snapshot(record: models.Model) -> dict[str, Any]:
    """What the database holds of a record, as data for JSON; ``values`` is nothing where it does not exist yet."""
    stored = type(record)._default_manager.filter(pk=record.pk).first() if record.pk else None
    return {"model": record._meta.label, "pk": str(record.pk), "values": _values(stored) if stored else None}


def restore(taken: dict[str, Any]) -> None:
    """Make a record what it was, or remove one that was not there; nothing where it is gone by now."""
    model = apps.get_model(taken["model"])
    record = model._default_manager.filter(pk=taken["pk"]).first()
    if record is None:
        return
    if taken["values"] is None:
        record.delete()
        return
    for field in model._meta.concrete_fields:
        if field.attname in taken["values"]:
            setattr(record, field.attname, field.to_python(taken["values"][field.attname]))
    record.save()


def states(actor_keys: dict[int, UUID]) -> dict[int, str]:
    """By page id a fingerprint of all that lies outside the page, for pages by id with their actor keys."""
    keys = list(actor_keys.values())
    outside: dict[int, list[Any]] = defaultdict(list)
    for model in (ActorAddress, ActorRecord):
        found = model.objects.in_bulk(keys)
        for page_id, key in actor_keys.items():
            outside[page_id].append(_values(found[key]) if key in found else None)
    contacts = ActorContact.objects.filter(page__in=list(actor_keys)).select_related("person")
    for contact in contacts.order_by("sort_order", "pk"):
        outside[contact.page_id].append(_values(contact.person))
    return {page_id: fingerprint(json.dumps(held, sort_keys=True)) for page_id, held in outside.items()}


def chunks_of(items: Iterable[Any], size: int = 400) -> Iterable[list[Any]]:
    """The items in lists, small enough for the databases' bound on parameters."""
    items = list(items)
    return (items[start : start + size] for start in range(0, len(items), size))


def _values(record: models.Model) -> dict[str, Any]:
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
