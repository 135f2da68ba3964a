"""Editions follow what people take back and what is unpublished; documents follow editions."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import ActorAddress, Consent
from skew_wagtail.privacy.signals import consent_withdrawn

from .models import BrochurePage, EditionFile
from .withdrawing import withdraw_editions_of, withdraw_what_may_not_be_shown


def register_signal_handlers() -> None:
    """Connect whatever decides about what an edition may hold."""
    consent_withdrawn.connect(consent_taken_back, sender=Consent)
    post_save.connect(address_changed, sender=ActorAddress)
    post_delete.connect(address_changed, sender=ActorAddress)
    for model in _with_subclasses(ActorProfilePage):
        page_unpublished.connect(profile_gone, sender=model)
        post_delete.connect(profile_gone, sender=model)
    for model in _with_subclasses(BrochurePage):
        pre_delete.connect(brochure_goes, sender=model)
    post_save.connect(restriction_set, sender=PageViewRestriction)
    post_page_move.connect(page_moved)
    post_delete.connect(file_gone, sender=EditionFile)


def _with_subclasses(model: type[models.Model]) -> list[type[models.Model]]:
    """The page type and those that hosts made of it: Django names the very class as sender."""
    return [candidate for candidate in apps.get_models() if issubclass(candidate, model)]


def consent_taken_back(consent: Consent, **kwargs: Any) -> None:
    withdraw_what_may_not_be_shown([consent.actor_key])


def address_changed(instance: ActorAddress, **kwargs: Any) -> None:
    withdraw_what_may_not_be_shown([instance.pk])


def profile_gone(instance: ActorProfilePage, **kwargs: Any) -> None:
    withdraw_what_may_not_be_shown([instance.translation_key])


def restriction_set(instance: PageViewRestriction, **kwargs: Any) -> None:
    _look_below(instance.page)


def page_moved(instance: Page, **kwargs: Any) -> None:
    _look_below(instance)


def _look_below(page: Page) -> None:
    below = ActorProfilePage.objects.descendant_of(page, inclusive=True)
    withdraw_what_may_not_be_shown(below.values_list("translation_key", flat=True))


def brochure_goes(instance: BrochurePage, **kwargs: Any) -> None:
    withdraw_editions_of(instance.pk)


def file_gone(instance: EditionFile, **kwargs: Any) -> None:
    """The document goes with its row; Wagtail removes the file."""
    if instance.document_id:
        instance.document.delete()
