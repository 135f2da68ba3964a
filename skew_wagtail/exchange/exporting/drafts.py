"""The latest drafts of many profiles at once."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations
from wagtail.images import get_image_model
from wagtail.models import Revision

from skew_wagtail.actors.models import ActorProfilePage, ActorTag

#: The rows of a profile that a spreadsheet tells.
_CHILDREN = ("projects", "cooperation_needs", "cooperation_offers", "links", "contacts", "tagged_items")


class Drafts:
    """Profiles as their editors see them; Wagtail's own way asks the database anew for every term of every page."""

    def __init__(self) -> None:
        self._known: dict[type[models.Model], dict[Any, models.Model]] = {}

    def latest(self, pages: Iterable[ActorProfilePage]) -> list[ActorProfilePage]:
        """The pages, each as its latest draft where one waits to be published; at most one query beside the terms'."""
        pages = list(pages)
        waiting = {page.latest_revision_id for page in pages if page.has_unpublished_changes}
        revisions = Revision.objects.in_bulk(waiting - {None}) if waiting else {}
        logos = {revision.content.get("logo") for revision in revisions.values()} - {None}
        images = get_image_model()._default_manager.in_bulk(logos) if logos else {}
        return [
            self._draft(page, revisions[page.latest_revision_id].content, images)
            if page.has_unpublished_changes and page.latest_revision_id in revisions
            else page
            for page in pages
        ]

    def _draft(
        self, page: ActorProfilePage, content: dict[str, Any], images: dict[int, Any]
    ) -> ActorProfilePage:
        many = {field.name: field for field in get_all_child_m2m_relations(ActorProfilePage)}
        plain = {
            name: value
            for name, value in content.items()
            if name not in many and (name in _CHILDREN or not isinstance(value, list))
        }
        draft = ActorProfilePage.from_serializable_data(plain, check_fks=False)
        draft.pk, draft.translation_key = page.pk, page.translation_key
        draft.path, draft.live = page.path, page.live
        draft.logo = images.get(content.get("logo"))
        for name, field in many.items():
            known = self._all(field.related_model)
            setattr(draft, name, [known[pk] for pk in content.get(name, ()) if pk in known])
        self._join(draft)
        for name in _CHILDREN:
            for child in getattr(draft, name).all():
                self._join(child)
        draft.tagged_items = [item for item in draft.tagged_items.all() if item.tag]
        return draft

    def _join(self, instance: models.Model) -> None:
        """Give an instance the terms and tags that it names; those that are gone are left out, as Wagtail does."""
        for field in instance._meta.concrete_fields:
            related = field.related_model
            if related is None or not related.__module__.startswith(
                ("skew_wagtail.vocabulary", ActorTag.__module__)
            ):
                continue
            setattr(instance, field.name, self._all(related).get(getattr(instance, field.attname)))

    def _all(self, model: type[models.Model]) -> dict[Any, models.Model]:
        if model not in self._known:
            self._known[model] = model._default_manager.in_bulk()
        return self._known[model]
