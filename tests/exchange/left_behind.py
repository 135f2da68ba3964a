"""All that the database knows of the profiles of a directory, in a form that can be compared with another directory."""

import re
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision

from skew_wagtail.actors.models import ActorDirectoryPage, ActorEntry, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress, Consent

#: What has to differ between two pages.
_OWN = {
    "id", "page_ptr", "path", "url_path", "translation_key", "latest_revision", "live_revision", "page", "person",
    "actor_key", "content_object",
}  # fmt: skip


def left_behind(directory: ActorDirectoryPage) -> list[dict[str, Any]]:
    """What is known of each profile, by what it is, in the order of the tree."""
    pages = ActorProfilePage.objects.child_of(directory).order_by("path")
    return [_of(page, directory) for page in pages]


def _of(page: ActorProfilePage, directory: ActorDirectoryPage) -> dict[str, Any]:
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(page)]
    entry = ActorEntry.objects.filter(page_id=page.pk)
    return {
        "page": _fields(page),
        "children": {
            name: [_fields(row) for row in getattr(page, name).order_by("pk")] for name in relations
        },
        "terms": {
            field.name: sorted(str(term) for term in getattr(page, field.name).all())
            for field in get_all_child_m2m_relations(page)
        },
        "revisions": [_revision(row, page, directory) for row in Revision.objects.for_instance(page)],
        "log": [
            _line(row) | {"revision": bool(row.revision_id)}
            for row in PageLogEntry.objects.filter(page=page.pk)
        ],
        "references": sorted(_reference(row) for row in _references(page)),
        "entry": [_fields(row, "directory_id", "version", "card") for row in entry],
        "outside": [
            _fields(row)
            for model in (ActorAddress, ActorRecord)
            for row in model.objects.filter(pk=page.translation_key)
        ],
        "people": [_fields(contact.person) for contact in page.contacts.all()],
        "consents": [_consent(row) for row in Consent.objects.filter(actor_key=page.translation_key)],
    }


def _fields(row: models.Model, *skip: str) -> dict[str, Any]:
    found = {}
    for field in row._meta.concrete_fields:
        if field.name not in _OWN and field.name not in skip:
            value = getattr(row, field.attname)
            found[field.name] = "a time" if isinstance(field, models.DateTimeField) and value else value
    return found


def _revision(row: Revision, page: ActorProfilePage, directory: ActorDirectoryPage) -> dict[str, Any]:
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)?", "TIME", str(row.content))
    text = (
        text.replace(str(page.translation_key), "KEY")
        .replace(directory.url_path, "/")
        .replace(page.path, "PATH")
    )
    return {
        "content": re.sub(r"'(pk|page|content_object|person)': \d+", r"'\1': N", text),
        "title": row.object_str,
        "user": row.user_id,
        "types": (row.content_type_id, row.base_content_type_id),
        "is_latest": row.pk == page.latest_revision_id,
        "is_live": row.pk == page.live_revision_id,
    }


def _line(row: Any) -> dict[str, Any]:
    names = ("action", "label", "user_id", "content_type_id", "data", "content_changed", "deleted")
    return {name: getattr(row, name) for name in names}


def _references(page: ActorProfilePage) -> models.QuerySet:
    return ReferenceIndex.objects.filter(base_content_type__model="page", object_id=str(page.pk))


def _reference(row: ReferenceIndex) -> tuple[Any, ...]:
    path = re.sub(r"\.\d+\.", ".N.", row.content_path)
    return (row.to_content_type_id, row.content_type_id, row.base_content_type_id, row.model_path, path)


def _consent(row: Consent) -> dict[str, Any]:
    lines = ModelLogEntry.objects.filter(object_id=str(row.pk), content_type__model="consent")
    return _fields(row) | {"log": [_line(line) for line in lines]}
