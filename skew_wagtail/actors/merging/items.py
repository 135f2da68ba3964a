"""What differs between two profiles, one item for each choice, and how a choice is carried out."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from ..models import ActorContact, ActorProfilePage


class Choice(TextChoices):
    """Whose value counts."""

    KEPT = "kept", gettext_lazy("of the profile that stays")
    MERGED = "merged", gettext_lazy("of the profile that goes")
    BOTH = "both", gettext_lazy("both together")


@dataclass(frozen=True)
class Item:
    """One thing in which two profiles differ; the texts say what each has, line by line."""

    name: str
    label: str
    kept: tuple[str, ...]
    merged: tuple[str, ...]
    default: Choice
    can_join: bool = False


#: Fields that belong together, chosen by the first.
UNITS = {
    "logo": ("logo", "logo_alt", "logo_credit"),
    "support_wanted": ("support_wanted", "support_wanted_detail"),
}
_OF_EVERY_PAGE = ("title", "seo_title", "search_description")
#: By which fields two rows of a list are the same; of others all fields count.
_SAME_BY = {
    "contacts": ("person_id",),
    "images": ("image_id",),
    "partners": ("partner_id",),
    "links": ("url",),
    "cooperation_needs": ("kind_id", "topic_id", "text"),
    "cooperation_offers": ("kind_id", "topic_id", "text"),
}


def single_fields(model: type[Page]) -> list[tuple[str, ...]]:
    """The fields with one value, those that belong together as one."""
    inner = {name for names in UNITS.values() for name in names[1:]}
    own = [
        field.name
        for field in model._meta.concrete_fields
        if field not in Page._meta.concrete_fields and not field.primary_key and field.editable
    ]
    return [UNITS.get(name, (name,)) for name in (*_OF_EVERY_PAGE, *own) if name not in inner]


def term_fields(model: type[Page]) -> list[str]:
    """Lists of terms, the tags among them."""
    fields = [field.name for field in model._meta.get_fields() if isinstance(field, ParentalManyToManyField)]
    return [*fields, "tags"]


def list_fields(model: type[Page]) -> dict[str, type[models.Model]]:
    """Lists of rows that are part of the profile, with the models of the rows."""
    relations = {
        relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)
    }
    return {
        name: row
        for name, row in relations.items()
        if name != "tagged_items" and not row.__module__.startswith("wagtail.")
    }


def page_items(kept: ActorProfilePage, merged: ActorProfilePage) -> list[Item]:
    """The items of two drafts."""
    newer = _newer(kept, merged)
    found = [_single_item(names, kept, merged, newer) for names in single_fields(type(kept))]
    found += [_term_item(name, kept, merged) for name in term_fields(type(kept))]
    found += [_list_item(name, row, kept, merged) for name, row in list_fields(type(kept)).items()]
    return [item for item in found if item is not None]


def _newer(kept: ActorProfilePage, merged: ActorProfilePage) -> Choice:
    """Whose data are newer; without dates those of the profile that stays."""
    is_merged = (merged.data_as_of or date.min) > (kept.data_as_of or date.min)
    return Choice.MERGED if is_merged else Choice.KEPT


def default_of(kept: Any, merged: Any, newer: Choice) -> Choice:
    """Something rather than nothing, else what is newer."""
    if merged in ("", None, False):
        return Choice.KEPT
    return Choice.MERGED if kept in ("", None, False) else newer


def _single_item(names: tuple[str, ...], kept: Any, merged: Any, newer: Choice) -> Item | None:
    values = [tuple(getattr(page, _attname(page, name)) for name in names) for page in (kept, merged)]
    if values[0] == values[1]:
        return None
    default = Choice.KEPT if names[0] in ("title", "external_id") else newer
    return Item(
        names[0],
        label_of(kept, names[0]),
        *(tuple(filter(None, (text_of(page, name) for name in names))) for page in (kept, merged)),
        default=default_of(values[0][0], values[1][0], default),
    )


def _attname(page: models.Model, name: str) -> str:
    return page._meta.get_field(name).attname


def label_of(record: models.Model, name: str) -> str:
    """The name of a field, or of the rows in a list."""
    field = record._meta.get_field(name)
    if name == "title":
        return _("Name of the organisation")
    label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(label))


def text_of(record: models.Model, name: str) -> str:
    """A value as people read it."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return (
        "" if value is None else strip_tags(str(value).replace("</p>", "\n").replace("<br", " <br")).strip()
    )


def _term_item(name: str, kept: Any, merged: Any) -> Item | None:
    values = [list(getattr(page, name).all()) for page in (kept, merged)]
    if {term.pk for term in values[0]} == {term.pk for term in values[1]}:
        return None
    texts = (tuple(str(term) for term in terms) for terms in values)
    return Item(name, label_of(kept, name), *texts, default=Choice.BOTH, can_join=True)


def _list_item(name: str, model: type[models.Model], kept: Any, merged: Any) -> Item | None:
    values = [list(getattr(page, name).all()) for page in (kept, merged)]
    if [_whole(row) for row in values[0]] == [_whole(row) for row in values[1]]:
        return None
    texts = (_row_texts(model, rows) for rows in values)
    return Item(
        name, capfirst(str(model._meta.verbose_name_plural)), *texts, default=Choice.BOTH, can_join=True
    )


def _row_texts(model: type[models.Model], rows: list[Any]) -> tuple[str, ...]:
    if issubclass(model, ActorContact):
        # How many, but not who: that is for those who may look at people.
        text = ngettext("%(count)d contact person", "%(count)d contact persons", len(rows))
        return (text % {"count": len(rows)},) if rows else ()
    return tuple(_row_text(row) for row in rows)


def _row_text(row: models.Model) -> str:
    for name in ("image", "partner", "title", "url"):
        if value := getattr(row, name, None):
            return str(value)
    return str(row)


def _whole(row: models.Model) -> tuple[Any, ...]:
    left_out = {"id", "sort_order", "page_id"}
    return tuple(getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in left_out)


def _same(name: str, row: models.Model) -> tuple[Any, ...]:
    values = [getattr(row, column) for column in _SAME_BY[name]] if name in _SAME_BY else _whole(row)
    return tuple(value.strip().casefold() if isinstance(value, str) else value for value in values)


def choose_single(names: tuple[str, ...], kept: Any, merged: Any) -> None:
    """Take over fields with one value."""
    for name in names:
        attname = _attname(kept, name)
        setattr(kept, attname, getattr(merged, attname))


def choose_terms(name: str, choice: str, kept: Any, merged: Any) -> None:
    """Take over terms, or add them."""
    incoming = list(getattr(merged, name).all())
    manager = getattr(kept, name)
    before = list(manager.all()) if choice == Choice.BOTH else []
    manager.set(list(dict.fromkeys([*before, *incoming])))


def choose_rows(name: str, choice: str, kept: Any, merged: Any, left_out: Iterable[models.Model]) -> int:
    """Take over rows, or add those that are not there yet; how many came.

    What is marked as not for everyone on either side stays so.
    """
    rows = list(getattr(kept, name).all())
    known = {_same(name, row): row for row in rows}
    result = rows if choice == Choice.BOTH else []
    count = 0
    for row in [row for row in getattr(merged, name).all() if row not in left_out]:
        if there := known.get(_same(name, row)):
            _be_careful(there, row)
            result += [there] if there not in result else []
            continue
        added = copy(row)
        added.pk, added.id, added._state = None, None, models.base.ModelState()
        result.append(added)
        known[_same(name, row)] = added
        count += 1
    for position, row in enumerate(result):
        row.sort_order = position
    setattr(kept, name, result)
    return count


def _be_careful(there: models.Model, row: models.Model) -> None:
    if getattr(row, "visibility", "public") != "public":
        there.visibility = row.visibility
    if getattr(row, "shows_people", False):
        there.shows_people = True
