"""Following up what events brought about."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import EventOutcome, OutcomeState
from .queries import today


def set_outcome_state(outcome: EventOutcome, state: str, *, user: Any) -> bool:
    """Note in the page how far an outcome has come, as if somebody had edited it there; Wagtail logs it.

    Returns:
        Whether visitors see it. Else it waits in the draft: for who may publish, or because the draft holds other
        changes, which nobody wanted to publish with this click.

    Raises:
        PermissionDenied: the user may not edit the event.
        ValidationError: the page is locked, or its draft has no such outcome any more.
    """
    event = outcome.page.specific
    permissions = event.permissions_for_user(user)
    if not permissions.can_edit():
        raise PermissionDenied
    if permissions.page_locked():
        text = _("“%(event)s” is locked. Please ask who locked it, or try again later.")
        raise ValidationError(text % {"event": event.get_admin_display_title()})
    holds_more = event.has_unpublished_changes
    draft = event.get_latest_revision_as_object() if holds_more else event
    rows = list(draft.outcomes.all())
    row = _same(outcome, rows)
    if row is None:
        text = _(
            "The draft of “%(event)s” does not hold this outcome any more. Please publish the page, or bring the "
            "outcome back there."
        )
        raise ValidationError(text % {"event": event.get_admin_display_title()})
    row.state, row.done_on = state, today() if state == OutcomeState.DONE else None
    draft.outcomes = rows
    with transaction.atomic():
        revision = draft.save_revision(user=user, log_action=True, clean=False)
        if holds_more or not permissions.can_publish():
            return False
        revision.publish(user=user)
    return True


def _same(outcome: EventOutcome, rows: list[EventOutcome]) -> EventOutcome | None:
    """The outcome in a draft: a version that was made before it was published for the first time knows no key of it."""
    by_key = (row for row in rows if row.pk == outcome.pk)
    by_text = (row for row in rows if row.pk is None and row.text == outcome.text)
    return next(by_key, None) or next(by_text, None)
