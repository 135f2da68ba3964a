"""What is done with applications and suggestions; each ends in a line of the audit log, which names no person."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Site

from ..actions import add_standard_steps
from ..models import InventoryProjectPage
from .copies import send_copy
from .forms import ApplicationForm, SuggestionForm
from .models import (
    ApplicationState,
    InventoryApplication,
    InventorySuggestion,
    moved,
)
from .municipalities import known_municipality, new_municipality


def save_draft(form: ApplicationForm) -> InventoryApplication:
    """Store what a valid form says; an application that was finished and says something else is a draft again.

    The same form sent twice at once, as by a double click, is stored once.
    """
    application = form.instance
    is_new = application.pk is None
    if form.says_something_new:
        moved(application, ApplicationState.DRAFT)
    try:
        with transaction.atomic():
            form.save()
            if is_new:
                log(instance=application, action="skew_inventory.begin_application")
    except IntegrityError:
        return InventoryApplication.objects.get(key=application.key)
    return application


def finish(application: InventoryApplication, site: Site) -> None:
    """The application is complete and waits for the signed letter; done twice, it is done once."""
    drafts = InventoryApplication.objects.filter(pk=application.pk, state=ApplicationState.DRAFT)
    with transaction.atomic():
        finished = drafts.update(
            state=ApplicationState.AWAITED, state_since=timezone.localdate(), completed_at=timezone.now()
        )
        if finished:
            log(instance=application, action="skew_inventory.finish_application")
    application.refresh_from_db()
    if finished:
        send_copy(application, site)


@transaction.atomic
def change_state(
    application: InventoryApplication,
    state: str,
    *,
    received_on: date | None,
    decided_on: date | None,
    decision: str,
    notes: str,
    user: Any,
) -> None:
    """Record what became of an application; the log keeps both states, never notes or decision."""
    before = application.state
    moved(application, state)
    application.received_on, application.decided_on = received_on, decided_on
    application.decision_text, application.register_notes = decision, notes
    application.save()
    log(
        instance=application,
        action="skew_inventory.change_application",
        user=user,
        data={"before": before, "after": application.state},
    )


@transaction.atomic
def create_project(application: InventoryApplication, parent: Page, user: Any) -> InventoryProjectPage:
    """A draft of the inventory that an application asks for, with the standard steps; no person goes along.

    The application's municipality is found by its key or name, else made. Asked for twice, there is one.
    """
    application = InventoryApplication.objects.select_for_update().get(pk=application.pk)
    if application.project:
        return application.project
    page = InventoryProjectPage(
        title=_("Inventory %(municipality)s") % {"municipality": application},
        municipality=known_municipality(application) or new_municipality(application),
        goal=linebreaks(escape(application.aim)) if application.aim else "",
        owner=user,
        live=False,
        locale=parent.locale,
    )
    add_standard_steps(page)
    page.focus_topics.set(application.focus_terms.all())
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    log(instance=page, action="wagtail.create", user=user)
    application.project = page
    application.save()
    log(instance=application, action="skew_inventory.make_project", user=user, data={"page": page.pk})
    return page


def receive_suggestion(form: SuggestionForm) -> InventorySuggestion:
    """Store a suggestion; the same form sent twice at once is stored once."""
    suggestion = form.instance
    try:
        with transaction.atomic():
            form.save()
            log(instance=suggestion, action="skew_inventory.receive_suggestion")
    except IntegrityError:
        return InventorySuggestion.objects.get(key=suggestion.key)
    return suggestion


@transaction.atomic
def answer_suggestion(suggestion: InventorySuggestion, state: str, *, notes: str, user: Any) -> None:
    """Record what became of a suggestion."""
    before = suggestion.state
    moved(suggestion, state)
    suggestion.register_notes = notes
    suggestion.save()
    log(
        instance=suggestion,
        action="skew_inventory.change_suggestion",
        user=user,
        data={"before": before, "after": suggestion.state},
    )
