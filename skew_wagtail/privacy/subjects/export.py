"""All that is stored on a person (Auskunft nach Art. 15 DSGVO), found by a mail address or a name."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, Revision

from ..models import ActorAddress, Consent, ContactPerson
from ..printed_copies import PrintedCopy, copies_showing
from ..registry import actor_pages, actors_naming
from .audit import entries_about, entries_with
from .mentions import is_same, may_mention
from .names import PersonName
from .places import admin_url, own_models, places_with, revisions_with
from .records import records_with

#: What of a line of the audit log and of a version of a page is told, and how Wagtail's fields are called.
_LINE = {
    "timestamp": _("time of the entry"),
    "action": _("what was done"),
    "label": _("what it was done to"),
    "data": _("details of the entry"),
}
_VERSION = {"id": _("number of the version"), "created_at": _("saved on")}


@dataclass(frozen=True)
class Value:
    """A field of a row: its name, what it is called, its value and that value as people read it."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True)
class Record:
    """A row that is about the person, with what of it may be handed over; ``url`` is in the admin."""

    key: str
    title: str
    url: str
    values: list[Value]


@dataclass(frozen=True)
class Section:
    """The rows of one model."""

    model: str
    heading: str
    records: list[Record]


@dataclass(frozen=True)
class SubjectData:
    """What is stored on the person with an address or a name; false when there is nothing."""

    address: str
    made_at: datetime
    sections: list[Section] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sections)


def people_with(address: str) -> list[ContactPerson]:
    """The contact persons with a mail address, in capitals or not; by a name those who have no address."""
    column, people = "email", ContactPerson.objects.order_by("pk")
    if isinstance(address, PersonName):
        column, people = "name", people.filter(email="")
    possible = people.filter(may_mention(column, address))
    return [person for person in possible if is_same(getattr(person, column), address)]


def actor_keys_of(people: Iterable[ContactPerson]) -> set[UUID]:
    """The actors that name these people or have a word of theirs in the register."""
    keys = set(Consent.objects.filter(person__in=people).values_list("actor_key", flat=True))
    return keys.union(*(actors_naming(person.pk) for person in people))


def subject_data(address: str) -> SubjectData:
    """All of our rows about whoever has a mail address; with a ``PersonName``, about whoever is called so.

    In full: contact persons, what points to them, the addresses of their organisations, lines of the audit log; what
    of other records is about the person (``records.py``). Of any other row only the fields in which the address
    stands, for the rest is about others; and who of the town hall worked on it is left out.
    """
    data = SubjectData(address, timezone.now())
    people = people_with(address)
    linked = list(_linked(people))
    full = [*people, *linked, *ActorAddress.objects.filter(pk__in=actor_keys_of(people))]
    found: dict[type[Model], dict[Any, Record]] = {}
    for row in full:
        _add(found, row, _own_fields(row))
    for page in _organisations(people):
        _add(found, page, [page._meta.get_field("title"), page._meta.get_field("live")])
    for records, row in records_with(address):
        _add(found, row, records.columns)
    for place in places_with(address):
        _add(found, place.instance, place.fields)
    for line in chain(_lines_about([*people, *linked]), entries_with(address)):
        _add(found, line, [line._meta.get_field(name) for name in _LINE], _LINE)
    for revision in revisions_with(address):
        _add(found, revision, [revision._meta.get_field(name) for name in _VERSION], _VERSION)
    for model, records in found.items():
        heading = capfirst(str(model._meta.verbose_name_plural))
        data.sections.append(Section(model._meta.label, heading, list(records.values())))
    if copies := copies_showing(person.pk for person in people):
        heading = str(_("Printed and digital editions that show the person"))
        data.sections.append(Section("", heading, [_copy(copy) for copy in copies]))
    return data


def _copy(copy: PrintedCopy) -> Record:
    values = [
        Value(name, str(label), text, text)
        for name, label, text in (
            ("printed_on", _("Date"), copy.printed_on),
            ("url", _("Web address"), copy.url),
        )
        if text
    ]
    return Record("", copy.title, copy.url, values)


def _linked(people: list[ContactPerson]) -> Iterator[Model]:
    """Rows of any model of ours that point to these people."""
    for model in own_models():
        for column in model._meta.fields:
            if column.related_model is ContactPerson:
                yield from model._default_manager.filter(**{f"{column.name}__in": people}).order_by("pk")


def _organisations(people: list[ContactPerson]) -> Iterator[Model]:
    for key in sorted(actor_keys_of(people)):
        yield from actor_pages(key)


def _lines_about(rows: list[Model]) -> Iterator[Model]:
    for row in rows:
        yield from entries_about(type(row), [row.pk]).order_by("pk")


def _own_fields(row: Model) -> list[Field]:
    """All fields but the row's number, and accounts of the town hall."""
    accounts = get_user_model()
    return [
        column
        for column in row._meta.fields
        if not (column.primary_key or (column.related_model and issubclass(column.related_model, accounts)))
    ]


def _add(
    found: dict[type[Model], dict[Any, Record]],
    row: Model,
    columns: Iterable[Field],
    labels: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Put fields of a row that are not empty into its model's section, each once."""
    records = found.setdefault(type(row), {})
    record = records.setdefault(row.pk, Record(str(row.pk), _title(row), admin_url(row), []))
    known = {value.name for value in record.values}
    for column in columns:
        text = _text(row, column)
        if text and column.name not in known:
            label = capfirst(str(labels.get(column.name, column.verbose_name)))
            record.values.append(Value(column.name, label, column.value_from_object(row), text))


def _title(row: Any) -> str:
    if isinstance(row, Revision):
        return row.object_str
    return str(row.message if isinstance(row, BaseLogEntry) else row)


def _text(row: Model, column: Field) -> str:
    """A value as people read it."""
    value = getattr(row, column.name)
    if column.flatchoices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return "" if value is None else str(value)
