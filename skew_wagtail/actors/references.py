"""Letting whatever refers to one profile refer to another: rows, lists of pages, links in texts."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from .models import ActorProfilePage


def referring_pages(profile: ActorProfilePage) -> list[Page]:
    """Pages that refer to a profile in a list, a field or a text; the profile itself is left out."""
    found = set(_page_ids(profile))
    found |= {int(key) for model, key in _indexed(profile) if issubclass(model, Page)}
    return list(Page.objects.filter(pk__in=found - {profile.pk}).order_by("path").specific())


def still_referring(profile: ActorProfilePage) -> list[Any]:
    """What still refers to a profile by the reference index; addresses that lead on are no obstacle."""
    own = {(Page, str(profile.pk))}
    left = [(model, key) for model, key in _indexed(profile) if (model, key) not in own]
    found = [model._base_manager.filter(pk=key).first() for model, key in left if _is_movable(model)]
    return [source for source in found if source is not None]


def move_references(old: ActorProfilePage, new: ActorProfilePage, user: Any) -> dict[str, int]:
    """Point to ``new`` what points to ``old``; how many it were, by kind.

    A page is edited as an editor would: its draft, published when nothing else waited; where something waits the
    published version is corrected beside it. A row that is there already is not doubled.
    """
    counts: dict[str, int] = {}
    sources = _indexed(old)
    for page in referring_pages(old):
        _edit_page(page, old, new, user)
        _count(counts, page)
    for field, row in _plain_rows(old):
        _move_row(field, row, new)
        _count(counts, row)
    for model, key in sources:
        if not issubclass(model, Page) and (source := model._base_manager.filter(pk=key).first()):
            _edit_texts(source, old, new)
            ReferenceIndex.create_or_update_for_object(source)
    return counts


def _count(counts: dict[str, int], source: models.Model) -> None:
    label = source._meta.label
    counts[label] = counts.get(label, 0) + 1


def _indexed(profile: ActorProfilePage) -> list[tuple[type[models.Model], str]]:
    rows = ReferenceIndex.get_references_to(profile).select_related("base_content_type")
    found = {(row.base_content_type.model_class(), row.object_id) for row in rows}
    return sorted(
        ((model, key) for model, key in found if model), key=lambda pair: (pair[0]._meta.label, pair[1])
    )


def _is_movable(model: type[models.Model]) -> bool:
    """Tables of Wagtail, such as versions, audit log and redirects, are its own affair; pages are not."""
    return model is Page or not model.__module__.startswith("wagtail.")


def _fields(profile: ActorProfilePage) -> Iterator[models.Field]:
    """Foreign keys of any model to profiles or to pages, but for those that make up the profile itself."""
    for relation in profile._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        field, model = relation.field, relation.related_model
        owner = model._meta.auto_created
        is_own = isinstance(field, ParentalKey) or (owner and isinstance(profile, owner))
        # What keeps no constraint is a copy that its owner keeps true.
        is_copy = relation.on_delete is models.DO_NOTHING
        if (
            not (is_own or is_copy or field.remote_field.parent_link)
            and _is_movable(model)
            and model is not Page
        ):
            yield field


def _page_of(row: models.Model) -> int | None:
    """The id of the page that a row is, or belongs to as one of its children."""
    if isinstance(row, Page):
        return row.pk
    owner = row._meta.auto_created
    for field in row._meta.fields:
        target = field.remote_field.model if field.is_relation else None
        belongs = isinstance(field, ParentalKey) or (owner and target is owner)
        if belongs and issubclass(target, Page):
            return getattr(row, field.attname)
    return None


def _rows(profile: ActorProfilePage) -> Iterator[tuple[models.Field, models.Model]]:
    for field in _fields(profile):
        for row in field.model._base_manager.filter(**{field.name: profile.pk}):
            yield field, row


def _page_ids(profile: ActorProfilePage) -> list[int]:
    found = [_page_of(row) for _field, row in _rows(profile)]
    return [pk for pk in found if pk is not None]


def _plain_rows(profile: ActorProfilePage) -> list[tuple[models.Field, models.Model]]:
    return [(field, row) for field, row in _rows(profile) if _page_of(row) is None]


def _move_row(field: models.Field, row: models.Model, new: ActorProfilePage) -> None:
    """A row that may not be there twice stays where it is, and goes with the old profile."""
    setattr(row, field.attname, new.pk)
    try:
        with transaction.atomic():
            row.save(update_fields=[field.name])
    except IntegrityError:
        return


def _edit_page(page: Page, old: ActorProfilePage, new: ActorProfilePage, user: Any) -> None:
    is_waiting = page.live and page.has_unpublished_changes
    if is_waiting or not page.live:
        stored = page.serializable_data()
        page.with_content_json(redirected(type(page), stored, old, new)).save(clean=False)
    draft = page.get_latest_revision_as_object()
    content = redirected(type(page), draft.serializable_data(), old, new)
    revision = page.with_content_json(content).save_revision(user=user, log_action=True, clean=False)
    if page.live and not is_waiting:
        revision.publish(user=user)
    stored = type(page).objects.get(pk=page.pk)
    ReferenceIndex.create_or_update_for_object(stored)
    index.insert_or_update_object(stored)


def redirected(
    model: type[models.Model], data: dict[str, Any], old: ActorProfilePage, new: ActorProfilePage
) -> dict[str, Any]:
    """The serialised content of a page or of a row with ``new`` in place of ``old``."""
    changed = dict(data)
    for field in model._meta.get_fields():
        value = data.get(field.name)
        if isinstance(value, str):
            changed[field.name] = redirected_links(value, old, new)
        elif value and field.is_relation and not field.auto_created and _names_profiles(field, old):
            changed[field.name] = _replaced(value, old.pk, new.pk)
    if hasattr(model, "serializable_data"):
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if name in data:
                changed[name] = _redirected_rows(relation.related_model, data[name], old, new)
    return changed


def _names_profiles(field: models.Field, profile: ActorProfilePage) -> bool:
    """Whether a field of ours or of a host names profiles, and is not part of Wagtail's tree."""
    target = field.remote_field.model
    is_chosen = (field.many_to_one or field.many_to_many or field.one_to_one) and not isinstance(
        field, ParentalKey
    )
    is_parent = getattr(field.remote_field, "parent_link", False)
    return is_chosen and not is_parent and field.model is not Page and isinstance(profile, target)


def _replaced(value: Any, old: int, new: int) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(new if key == old else key for key in value))
    return new if value == old else value


def _redirected_rows(
    model: type[models.Model], rows: list[dict[str, Any]], old: ActorProfilePage, new: ActorProfilePage
) -> list[dict[str, Any]]:
    """The rows of a list; one that would say what another says already is left out."""
    after = [redirected(model, row, old, new) for row in rows]
    kept = [row for row, before in zip(after, rows, strict=True) if row == before]
    said = [_said(row) for row in kept]
    result = []
    for row, before in zip(after, rows, strict=True):
        if row != before:
            if _said(row) in said:
                continue
            said.append(_said(row))
        result.append(row)
    return result


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("pk", "id", "sort_order")}


def redirected_links(text: str, old: ActorProfilePage, new: ActorProfilePage) -> str:
    """A rich text, or a stream as JSON, whose links lead to ``new``."""
    if "linktype=" not in text:
        return text
    link = re.compile(r'<a\b[^>]*\blinktype=\\?"page\\?"[^>]*>')
    number = re.compile(rf'(\bid=\\?"){old.pk}(\\?")')
    return link.sub(lambda match: number.sub(rf"\g<1>{new.pk}\g<2>", match[0]), text)


def _edit_texts(source: models.Model, old: ActorProfilePage, new: ActorProfilePage) -> None:
    """The texts of what is no page, such as a snippet."""
    changed = []
    for field in source._meta.concrete_fields:
        value = getattr(source, field.attname)
        if isinstance(value, str) and (text := redirected_links(value, old, new)) != value:
            setattr(source, field.attname, text)
            changed.append(field.name)
    if changed:
        source.save(update_fields=changed)
