"""The same for what lies outside the pages: the address and the internal record."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from skew_wagtail import conf
from skew_wagtail.privacy.merging import address_text
from skew_wagtail.privacy.models import ActorAddress

from ..forms import SENSITIVE_FIELDS
from ..models import ActorRecord
from .items import Choice, Item, default_of, label_of, text_of

ADDRESS, RECORD = "address", "record-"
#: Notes are joined, for none may be lost.
_JOINED = ("interview_notes", "wishes_to_municipality")


def record_items(kept_key: UUID, merged_key: UUID) -> list[Item]:
    """What differs; what the site does not ask for is merged without a question."""
    hidden = set(SENSITIVE_FIELDS) - set(conf.get("SENSITIVE_FIELDS"))
    kept, merged = _pair(kept_key, merged_key)
    items = [_address_item(kept_key, merged_key)]
    items += [_record_item(name, kept, merged) for name in _names() if name not in hidden]
    return [item for item in items if item is not None]


def _pair(kept_key: UUID, merged_key: UUID) -> list[ActorRecord]:
    found = ActorRecord.objects.in_bulk([kept_key, merged_key])
    return [found.get(key) or ActorRecord(pk=key) for key in (kept_key, merged_key)]


def _names() -> list[str]:
    columns = [*ActorRecord._meta.concrete_fields, *ActorRecord._meta.many_to_many]
    return [column.name for column in columns if not column.primary_key]


def _address_item(kept_key: UUID, merged_key: UUID) -> Item | None:
    found = ActorAddress.objects.in_bulk([kept_key, merged_key])
    texts = [address_text(found.get(key)) for key in (kept_key, merged_key)]
    if texts[0] == texts[1]:
        return None
    default = default_of(*texts, newer=Choice.KEPT)
    return Item(ADDRESS, _("Address"), *(tuple(filter(None, [text])) for text in texts), default=default)


def _terms(record: ActorRecord, name: str) -> list[Any]:
    return list(getattr(record, name).all())


def _record_item(name: str, kept: ActorRecord, merged: ActorRecord) -> Item | None:
    label = label_of(kept, name)
    if ActorRecord._meta.get_field(name).many_to_many:
        terms = [_terms(record, name) for record in (kept, merged)]
        if set(terms[0]) == set(terms[1]):
            return None
        texts = (tuple(map(str, found)) for found in terms)
        return Item(RECORD + name, label, *texts, default=Choice.BOTH, can_join=True)
    values = [getattr(record, name) for record in (kept, merged)]
    if values[0] == values[1]:
        return None
    can_join = name in _JOINED and all(values)
    texts = (tuple(filter(None, [text_of(record, name)])) for record in (kept, merged))
    default = Choice.BOTH if can_join else default_of(*values, newer=Choice.KEPT)
    return Item(RECORD + name, label, *texts, default=default, can_join=can_join)


def merge_records(kept_key: UUID, merged_key: UUID, choices: dict[str, str]) -> None:
    """Write the internal record of the kept actor; nothing where neither has one."""
    if not ActorRecord.objects.filter(pk__in=[kept_key, merged_key]).exists():
        return
    kept, merged = _pair(kept_key, merged_key)
    kept.save()
    for name in _names():
        item = _record_item(name, kept, merged)
        choice = choices.get(item.name, item.default) if item else Choice.KEPT
        if choice == Choice.KEPT:
            continue
        if ActorRecord._meta.get_field(name).many_to_many:
            before = _terms(kept, name) if choice == Choice.BOTH else []
            getattr(kept, name).set([*before, *_terms(merged, name)])
        elif choice == Choice.BOTH:
            setattr(kept, name, f"{getattr(kept, name)}\n\n{getattr(merged, name)}")
        else:
            setattr(kept, name, getattr(merged, name))
    kept.save()
