"""Entries follow what they are made of.

Publishing in the admin sends its signal outside a transaction and aliases send none, so the profile's own
save counts: inside its transaction an unpublished profile loses its entry and a live one is marked stale; the
row is written once the transaction with all relations is through, or by ``page_published`` before.
"""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.search import index
from wagtail.signals import page_published, post_page_move

from skew_wagtail.privacy.models import ActorAddress, Channel, Consent, Party
from skew_wagtail.privacy.publishing import published_pictures
from skew_wagtail.privacy.signals import consent_withdrawn
from skew_wagtail.vocabulary.models import VOCABULARIES

from .actions import reindex_profiles
from .entries import bump_labels, refresh_entries, remove_entries
from .models import (
    ActorDirectoryPage,
    ActorEntry,
    ActorProfilePage,
    ActorRecord,
    ActorTag,
    DirectoryState,
    DistinctActors,
)


def register_signal_handlers() -> None:
    """Connect everything an entry depends on."""
    for model in _with_subclasses(ActorProfilePage):
        post_save.connect(profile_saved, sender=model)
        post_delete.connect(profile_deleted, sender=model)
        page_published.connect(profile_published, sender=model)
    for model in _with_subclasses(ActorDirectoryPage):
        post_delete.connect(directory_deleted, sender=model)
    post_page_move.connect(page_moved)
    post_save.connect(restriction_changed, sender=PageViewRestriction)
    post_delete.connect(restriction_changed, sender=PageViewRestriction)
    post_save.connect(address_changed, sender=ActorAddress)
    post_delete.connect(address_changed, sender=ActorAddress)
    post_save.connect(consent_changed, sender=Consent)
    consent_withdrawn.connect(photos_withdrawn, sender=Consent)
    post_save.connect(image_changed, sender=get_image_model())
    post_save.connect(tag_changed, sender=ActorTag)
    for model in [*VOCABULARIES.values(), ActorTag]:
        post_save.connect(term_changed, sender=model)
        post_delete.connect(term_changed, sender=model)


def _with_subclasses(model: type[models.Model]) -> list[type[models.Model]]:
    """The page type and those that hosts made of it: Django names the very class as sender."""
    return [candidate for candidate in apps.get_models() if issubclass(candidate, model)]


def profile_saved(instance: ActorProfilePage, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    if not instance.live:
        remove_entries([instance.pk])
        return
    ActorEntry.objects.filter(page_id=instance.pk, removed=False).update(stale=True)
    transaction.on_commit(partial(_refresh_if_needed, instance.pk))


def profile_published(instance: ActorProfilePage, **kwargs: Any) -> None:
    """The relations are saved now; Wagtail read them for its search and its references before they were.

    Who writes many profiles at once has done that for all of them, and says so by ``has_fresh_entry``.
    """
    if getattr(instance, "has_fresh_entry", False):
        return
    index.insert_or_update_object(instance)
    ReferenceIndex.create_or_update_for_object(instance)
    _refresh_if_needed(instance.pk)


def _refresh_if_needed(page_id: int) -> None:
    if not ActorEntry.objects.filter(page_id=page_id, removed=False, stale=False).exists():
        refresh_entries([page_id])


def profile_deleted(instance: ActorProfilePage, **kwargs: Any) -> None:
    """The entry goes; the records go with the last translation of the profile."""
    remove_entries([instance.pk])
    if not ActorProfilePage.objects.filter(translation_key=instance.translation_key).exists():
        ActorAddress.objects.filter(pk=instance.translation_key).delete()
        ActorRecord.objects.filter(pk=instance.translation_key).delete()
        decisions = DistinctActors.objects
        decisions.filter(first_key=instance.translation_key).delete()
        decisions.filter(second_key=instance.translation_key).delete()


def directory_deleted(instance: ActorDirectoryPage, **kwargs: Any) -> None:
    ActorEntry.objects.filter(directory_id=instance.pk).delete()
    DirectoryState.objects.filter(directory_id=instance.pk).delete()


def page_moved(instance: Page, **kwargs: Any) -> None:
    _refresh_below(instance)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    _refresh_below(instance.page)


def _refresh_below(page: Page) -> None:
    profiles = ActorProfilePage.objects.descendant_of(page, inclusive=True)
    refresh_entries(profiles.values_list("pk", flat=True))


def address_changed(instance: ActorAddress, **kwargs: Any) -> None:
    profiles = ActorProfilePage.objects.filter(translation_key=instance.pk)
    refresh_entries(profiles.values_list("pk", flat=True))


def consent_changed(instance: Consent, **kwargs: Any) -> None:
    """The organisation's own word decides about its logo; people are not in entries."""
    if instance.party == Party.ORGANISATION:
        profiles = ActorProfilePage.objects.filter(translation_key=instance.actor_key)
        refresh_entries(profiles.values_list("pk", flat=True))


def photos_withdrawn(consent: Consent, **kwargs: Any) -> None:
    """The files that visitors were shown go too: who kept their addresses finds nothing there any more."""
    profiles = list(ActorProfilePage.objects.filter(translation_key=consent.actor_key))
    shown = published_pictures(profiles, Channel.WEB)
    for page in profiles:
        still = {picture.pk for picture in shown.get(page.pk, [])}
        for picture in page.images.filter(shows_people=True).exclude(pk__in=still).select_related("image"):
            picture.image.renditions.all().delete()


def image_changed(instance: models.Model, created: bool = False, **kwargs: Any) -> None:
    if not created:
        profiles = ActorProfilePage.objects.filter(logo_id=instance.pk)
        refresh_entries(profiles.values_list("pk", flat=True))


def term_changed(instance: models.Model, **kwargs: Any) -> None:
    bump_labels()


def tag_changed(instance: ActorTag, created: bool, **kwargs: Any) -> None:
    """Wagtail's search keeps the words of tags with the pages."""
    if not created:
        reindex_profiles(instance.tagged_actors.values_list("content_object_id", flat=True))
