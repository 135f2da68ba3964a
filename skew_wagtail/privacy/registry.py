"""Which pages of higher rooms name people or show pictures; found through the app registry."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

from .models import ContactUse


@cache
def uses_by_owner(base: type[Model]) -> dict[type[Page], type[Model]]:
    """The concrete models of ``ContactUse`` or ``ActorPicture``, by the page model that owns them."""
    uses = [model for model in apps.get_models() if issubclass(model, base)]
    return {use._meta.get_field("page").remote_field.model: use for use in uses}


def use_of(page: Any, base: type[Model]) -> type[Model]:
    """The concrete model of ``base`` for a page, whose type a host may have subclassed.

    Raises:
        LookupError: the page is of no type that has one.
    """
    owners = uses_by_owner(base)
    for model in type(page).__mro__:
        if model in owners:
            return owners[model]
    raise LookupError(f"{type(page).__name__} has no {base.__name__}.")


def actor_pages(actor_key: UUID) -> list[Page]:
    """The profiles of an actor in all languages and places, drafts included, as their own types."""
    pages: list[Page] = []
    for owner in uses_by_owner(ContactUse):
        pages += owner.objects.filter(translation_key=actor_key).order_by("pk").specific()
    return pages


def named_people(actor_keys: Iterable[UUID]) -> dict[int, set[UUID]]:
    """Who is named on profiles of these actors: actor keys by person id."""
    found: dict[int, set[UUID]] = {}
    for use in uses_by_owner(ContactUse).values():
        rows = use.objects.filter(page__translation_key__in=list(actor_keys))
        for person_id, key in rows.values_list("person_id", "page__translation_key"):
            found.setdefault(person_id, set()).add(key)
    return found


def actors_naming(person_id: int) -> set[UUID]:
    """Keys of the actors on whose profiles a person is named."""
    keys: set[UUID] = set()
    for use in uses_by_owner(ContactUse).values():
        rows = use.objects.filter(person=person_id)
        keys |= set(rows.values_list("page__translation_key", flat=True))
    return keys
