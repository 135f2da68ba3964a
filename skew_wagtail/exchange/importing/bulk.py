"""New profiles, many at once: in the database they are what Wagtail makes of one after the other.

Wagtail has no way to add pages in bulk. What is done here is what ``add_child``, ``save_revision`` and
``publish`` do, each step for all pages of a chunk together. ``page_published`` is sent for each published
profile; ``post_save`` is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connections, models, router
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from skew_wagtail.actors.entries import add_entries
from skew_wagtail.actors.models import (
    ActorContact,
    ActorDirectoryPage,
    ActorProfilePage,
    ActorTag,
    TaggedActor,
)
from skew_wagtail.privacy.actions import record_consents
from skew_wagtail.privacy.models import ConsentMethod, ContactPerson
from skew_wagtail.privacy.refusals import Refusals, refusal_message
from skew_wagtail.text import german_slug

from ..cells.columns import COLUMNS, Place
from ..cells.parsing import Problem
from .results import RowError, RowPlan

#: Rows that are read by their number only, and keys whose uniqueness is given here: each would be a query a page.
_UNCHECKED = {
    field.name for field in ActorProfilePage._meta.concrete_fields if field.is_relation or field.unique
} | {"path", "depth", "translation_key"}
_CHILDREN = get_all_child_relations(ActorProfilePage)
_MANY = get_all_child_m2m_relations(ActorProfilePage)


class NewProfiles:
    """Writes new profiles below one directory; within one transaction, which holds the directory until it ends."""

    def __init__(self, directory: ActorDirectoryPage, user: Any) -> None:
        self.directory, self.user = directory, user
        # Takes the lock on every database.
        Page.objects.filter(pk=directory.pk).update(numchild=F("numchild"))
        children = Page.objects.child_of(directory)
        last = children.order_by("-path").values_list("path", flat=True).first()
        self.step = Page._str2int(last[-Page.steplen :]) if last else 0
        self.slugs = set(children.values_list("slug", flat=True))
        self.tags = {tag.name: tag for tag in ActorTag.objects.all()}
        self.refusals = Refusals()
        self.content_type = ContentType.objects.get_for_model(ActorProfilePage)
        self.base_type = ContentType.objects.get_for_model(Page)

    def add(self, plans: Sequence[RowPlan]) -> list[RowError]:
        """Write these rows, but for those against which the models have something; that is the answer."""
        errors: list[RowError] = []
        made: list[tuple[RowPlan, ActorProfilePage]] = []
        for plan in plans:
            page = self._page(plan)
            if messages := self._complaints(page, plan):
                self.slugs.discard(page.slug)
                errors += [
                    RowError(plan.row, COLUMNS["title"], Problem(message), name=page.title)
                    for message in messages
                ]
            else:
                made.append((plan, page))
        if made:
            self._write(made)
        return errors

    def _page(self, plan: RowPlan) -> ActorProfilePage:
        """The page of a row with all that hangs on it, in memory."""
        page = ActorProfilePage(translation_key=plan.actor_key, live=False, owner=self.user)
        for relation in _CHILDREN:
            setattr(page, relation.get_accessor_name(), [])
        for field in _MANY:
            setattr(page, field.name, [])
        for key, value in plan.values.items():
            column = COLUMNS[key]
            if key == "tags":
                page.tagged_items = [TaggedActor(tag=self._tag(name)) for name in value]
            elif column.place is Place.PAGE:
                column.cell.write(page, column.name, value)
        page.locale, page.content_type = self.directory.locale, self.content_type
        page.draft_title, page.depth = page.title, self.directory.depth + 1
        page.slug = self._slug(page.title)
        page._cached_parent_obj = self.directory
        return page

    def _tag(self, name: str) -> ActorTag:
        if name not in self.tags:
            self.tags[name] = ActorTag.objects.create(name=name)
        return self.tags[name]

    def _slug(self, title: str) -> str:
        """As ``ActorProfilePage`` gives it, in memory."""
        base = slug = german_slug(title, fallback="akteur")
        number = 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        return slug

    def _complaints(self, page: ActorProfilePage, plan: RowPlan) -> list[str]:
        try:
            page.full_clean(exclude=_UNCHECKED)
        except ValidationError as error:
            return error.messages
        refusal = self.refusals.find([page.title], page.translation_key) if plan.publish else None
        return [refusal_message(refusal)] if refusal else []

    def _write(self, made: list[tuple[RowPlan, ActorProfilePage]]) -> None:
        pages = [page for _plan, page in made]
        for page in pages:
            self.step += 1
            page.path = Page._get_path(self.directory.path, page.depth, self.step)
            page.url_path = f"{self.directory.url_path}{page.slug}/"
        _write_people(made)
        _insert(pages)
        Page.objects.filter(pk=self.directory.pk).update(numchild=F("numchild") + len(pages))
        self.directory.numchild += len(pages)
        _insert_relations(pages)
        _write_records(plan for plan, _page in made)
        revisions = self._write_revisions(pages)
        record_consents(
            (
                {
                    "person": plan.contact.person,
                    "actor_key": page.translation_key,
                    "organisation_name": page.title,
                    "channels": plan.contact.grants,
                    "given_on": plan.contact.given_on,
                }
                for plan, page in made
                if plan.contact.grants
            ),
            method=ConsentMethod.IMPORT,
            user=self.user,
        )
        published = [page for plan, page in made if plan.publish]
        self._update(pages, published)
        self._log(pages, published, revisions)
        _write_references(pages, self.content_type, self.base_type)
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(ActorProfilePage, pages)
        add_entries(published)
        for page in published:
            page.has_fresh_entry = True
            page_published.send(sender=ActorProfilePage, instance=page, revision=revisions[page.pk])
        for plan, page in made:
            plan.page_id, plan.revision_id = page.pk, revisions[page.pk].pk
            plan.records = []

    def _write_revisions(self, pages: list[ActorProfilePage]) -> dict[int, Revision]:
        now = timezone.now()
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type=self.content_type,
                base_content_type=self.base_type,
                object_id=str(page.pk),
                created_at=now,
                user=self.user,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        )
        return {page.pk: revision for page, revision in zip(pages, revisions, strict=True)}

    def _update(self, pages: list[ActorProfilePage], published: list[ActorProfilePage]) -> None:
        """Point the pages to their revisions, and put those live that are published."""
        latest = Revision.objects.filter(
            base_content_type=self.base_type, object_id=Cast(OuterRef("pk"), CharField())
        ).order_by("-pk")
        rows = Page.objects.filter(pk__in=[page.pk for page in pages])
        rows.update(
            latest_revision=Subquery(latest.values("pk")[:1]),
            latest_revision_created_at=Subquery(latest.values("created_at")[:1]),
            has_unpublished_changes=True,
        )
        now = timezone.now()
        final = {
            "live": True,
            "has_unpublished_changes": False,
            "first_published_at": now,
            "last_published_at": now,
        }
        rows.filter(pk__in=[page.pk for page in published]).update(
            live_revision=F("latest_revision"), **final
        )
        for page in published:
            for name, value in final.items():
                setattr(page, name, value)

    def _log(
        self, pages: list[ActorProfilePage], published: list[ActorProfilePage], revisions: dict[int, Revision]
    ) -> None:
        context = get_active_log_context()
        entries = []
        steps = (("wagtail.create", pages), ("wagtail.edit", pages), ("wagtail.publish", published))
        for action, concerned in steps:
            now = timezone.now()
            entries += [
                PageLogEntry(
                    content_type=self.content_type,
                    label=page.get_admin_display_title(),
                    action=action,
                    timestamp=now,
                    data={},
                    page_id=page.pk,
                    user=self.user or context.user,
                    uuid=context.uuid,
                    revision=None if action == "wagtail.create" else revisions[page.pk],
                    content_changed=True,
                )
                for page in concerned
            ]
        PageLogEntry.objects.bulk_create(entries)


def _write_people(made: Iterable[tuple[RowPlan, ActorProfilePage]]) -> None:
    """Make the contact persons, and put them on the pages."""
    people = []
    for plan, page in made:
        if plan.contact.adds:
            plan.contact.person = ContactPerson(**plan.contact.fields)
            page.contacts = [ActorContact(person=plan.contact.person, sort_order=0)]
            people.append(plan.contact.person)
    ContactPerson.objects.bulk_create(people)


def _insert(pages: list[ActorProfilePage]) -> None:
    """Rows of both tables of the page type; Django's ``bulk_create`` refuses models with two."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in names}) for page in pages)
    database = router.db_for_write(ActorProfilePage)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
        page._state.adding, page._state.db = False, database
    fields = ActorProfilePage._meta.local_concrete_fields
    size = connections[database].ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        ActorProfilePage._base_manager._insert(pages[start : start + size], fields=fields, using=database)


def _insert_relations(pages: list[ActorProfilePage]) -> None:
    """Rows that hang on the pages, and those that join them with terms."""
    children: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for relation in _CHILDREN:
        for page in pages:
            for child in getattr(page, relation.get_accessor_name()).all():
                setattr(child, relation.field.name, page)
                for field in child._meta.concrete_fields:
                    if field.is_relation and field.is_cached(child):
                        # A person has got its number only now.
                        setattr(child, field.name, getattr(child, field.name))
                children[relation.related_model].append(child)
    for model, rows in children.items():
        model._default_manager.bulk_create(rows)
    for field in _MANY:
        through = field.remote_field.through
        mine, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
        through._default_manager.bulk_create(
            through(**{mine: page, theirs: term})
            for page in pages
            for term in getattr(page, field.name).all()
        )


def _write_records(plans: Iterable[RowPlan]) -> None:
    records: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for plan in plans:
        for record in plan.records:
            records[type(record)].append(record)
    for model, rows in records.items():
        model._default_manager.bulk_create(rows)


def _write_references(
    pages: list[ActorProfilePage], content_type: ContentType, base_type: ContentType
) -> None:
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_type, to_id, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )
