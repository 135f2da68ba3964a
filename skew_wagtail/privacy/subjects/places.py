"""Where a mail address stands in a text of ours, and where in the admin one edits that text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, Q, TextField
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, Revision

from skew_wagtail import SKEW_WAGTAIL_APPS

from ..registry import actor_pages
from .mentions import may_mention, mentions

_TEXTS = ("CharField", "SlugField", "TextField", "JSONField")


@dataclass(frozen=True)
class Place:
    """A row of ours and those of its fields that hold the address."""

    instance: Model
    fields: tuple[Field, ...]


def own_models() -> list[type[Model]]:
    """The models of all our rooms, lower rooms first."""
    models = [model for model in apps.get_models() if model._meta.app_config.name in SKEW_WAGTAIL_APPS]
    return sorted(models, key=lambda model: SKEW_WAGTAIL_APPS.index(model._meta.app_config.name))


def places_with(address: str) -> Iterator[Place]:
    """Each row of any of our models with the address in a text, a mail address or a JSON value."""
    for model in own_models():
        columns = [field for field in model._meta.fields if field.get_internal_type() in _TEXTS]
        casts = {f"{field.name}_as_text": Cast(field.name, TextField()) for field in columns}
        possible = Q()
        for name in casts:
            possible |= may_mention(name, address)
        for row in model._default_manager.alias(**casts).filter(possible).order_by("pk") if columns else ():
            fields = tuple(field for field in columns if mentions(_text(field, row), address))
            if fields:
                yield Place(row, fields)


def _text(field: Field, row: Model) -> Any:
    value = field.value_from_object(row)
    return value if isinstance(value, str | dict | list) else field.value_to_string(row)


def revisions_with(address: str) -> Iterator[Revision]:
    """Each version of a page, or of anything else that has versions, that holds the address."""
    revisions = Revision.objects.annotate(text=Cast("content", TextField()))
    for revision in revisions.filter(may_mention("text", address)).order_by("pk").iterator():
        if mentions(revision.content, address):
            yield revision


def admin_url(instance: Any) -> str:
    """Where in the admin one looks at a row of a register, or edits a row or its page; empty when nowhere."""
    meta = instance._meta
    try:
        path = reverse(f"{meta.app_label}_{meta.model_name}_modeladmin_inspect", args=[instance.pk])
    except NoReverseMatch:
        find = AdminURLFinder().get_edit_url
        path = find(instance) or find(_page_of(instance))
    return f"{get_admin_base_url() or ''}{path}" if path else ""


def _page_of(instance: Any) -> Page | None:
    """The page on which a row hangs, or the profile of a record that is kept under its key."""
    if isinstance(instance, Revision):
        return instance.content_object if isinstance(instance.content_object, Page) else None
    try:
        is_keyed = instance._meta.get_field("actor_key").primary_key
    except FieldDoesNotExist:
        return getattr(instance, "page", None)
    pages = actor_pages(instance.pk) if is_keyed else []
    return pages[0] if pages else None
