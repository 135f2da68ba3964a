"""What is done to inventories."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from skew_wagtail.vocabulary.models import StepState

from .models import InventoryProjectPage, InventoryStep, StepNote
from .steps import standard_steps


def add_standard_steps(page: InventoryProjectPage) -> None:
    """Put the nine standard steps, all planned, after the steps of an inventory; the caller saves the page.

    Texts are in the page's language. The state is empty when the vocabulary has not been loaded.
    """
    locale = page.locale if page.locale_id else Locale.get_default()
    planned = StepState.objects.filter(slug="planned").first()
    steps = [
        *page.steps.all(),
        *(InventoryStep(**step, state=planned) for step in standard_steps(locale.language_code)),
    ]
    for position, step in enumerate(steps):
        # All of them: databases do not agree where a step without a number stands.
        step.sort_order = position
    page.steps.set(steps)


def save_step_notes(page: InventoryProjectPage, notes: Mapping[InventoryStep, str], *, user: Any) -> None:
    """Write internal notes of steps; an empty text removes the note. The audit log does not hold them."""
    if not notes:
        return
    with transaction.atomic():
        for step, text in notes.items():
            if text:
                StepNote.objects.update_or_create(step=step, defaults={"text": text})
            else:
                StepNote.objects.filter(step=step).delete()
        log(instance=page, action="skew_inventory.note", user=user)
