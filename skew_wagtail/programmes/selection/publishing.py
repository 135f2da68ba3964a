"""Chosen municipalities become model municipalities of the programme, and the selection becomes public."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from skew_wagtail.inventory.applications.municipalities import new_municipality
from skew_wagtail.vocabulary.models import Municipality

from ..interest.models import ExpressionOfInterest, InterestState
from ..models import CallPage, ModelMunicipality, ProgrammePage
from .actions import has_closed
from .errors import SelectionError


def programme_of(call: CallPage) -> ProgrammePage:
    """The programme above a call."""
    return ProgrammePage.objects.get(pk=call.get_parent().pk)


def may_change_page(user: Any, page: Page) -> bool:
    """Whether somebody may add to a page now: it is theirs to edit, and nobody has locked it."""
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()


def goes_live(user: Any, page: Page) -> bool:
    """Whether a change goes online at once: who makes it may publish, and no other changes wait in the draft."""
    return page.live and not page.has_unpublished_changes and page.permissions_for_user(user).can_publish()


@transaction.atomic
def publish_model_municipality(
    interest: ExpressionOfInterest,
    municipality: Municipality | None,
    *,
    portrait: str,
    year: int | None,
    user: Any,
) -> bool:
    """Add a chosen municipality to its programme, once; whether visitors get it at once or it waits in the draft.

    Without a ``municipality`` it is made from what was sent in.

    Raises:
        SelectionError: it is not chosen, or the user may not change the page of the programme now.
    """
    interest = ExpressionOfInterest.objects.select_for_update().get(pk=interest.pk)
    if interest.state != InterestState.CHOSEN:
        raise SelectionError(_("Only a chosen municipality can become a model municipality."))
    page = ProgrammePage.objects.select_for_update().get(pk=programme_of(interest.call).pk)
    _check_page(user, page)
    live = goes_live(user, page)
    draft = page.get_latest_revision_as_object()
    rows = draft.model_municipalities
    named = {interest.municipality_id, municipality.pk if municipality else None}
    for row in rows.all():
        if row.call_id == interest.call_id and row.municipality_id in named:
            _remember(interest, row.municipality)
            return page.live and not page.has_unpublished_changes
    municipality = municipality or interest.municipality or new_municipality(interest)
    rows.add(
        ModelMunicipality(
            sort_order=rows.count(),
            municipality=municipality,
            call=interest.call,
            portrait=portrait,
            year=year,
        )
    )
    _save(draft, user, live=live)
    _remember(interest, municipality)
    data = {"page": page.pk, "live": live}
    log(instance=interest, action="skew_programmes.publish_model_municipality", user=user, data=data)
    return live


def _remember(interest: ExpressionOfInterest, municipality: Municipality) -> None:
    interest.municipality = municipality
    interest.save(update_fields=["municipality"])


def no_longer_chosen(call: CallPage) -> list[ExpressionOfInterest]:
    """Those that the programme lists for a call although they are not chosen any more."""
    listed = call.chosen.values("municipality")
    interests = ExpressionOfInterest.objects.filter(call=call.pk, municipality__in=listed)
    return list(interests.exclude(state=InterestState.CHOSEN).order_by("municipality_name", "pk"))


@transaction.atomic
def publish_selection(call: CallPage, user: Any) -> bool:
    """Show visitors who was chosen; whether they see it at once or it waits in the draft of the call.

    Raises:
        SelectionError: the deadline is not over, or the user may not change the page of the call now.
    """
    page = CallPage.objects.select_for_update().get(pk=call.pk)
    if not has_closed(page):
        raise SelectionError(_("The deadline is not over yet. Please publish the selection afterwards."))
    if page.selection_published:
        return True
    _check_page(user, page)
    live = goes_live(user, page)
    draft = page.get_latest_revision_as_object()
    draft.selection_published = True
    _save(draft, user, live=live)
    log(instance=page, action="skew_programmes.publish_selection", user=user, data={"live": live})
    return live


def _check_page(user: Any, page: Page) -> None:
    if not may_change_page(user, page):
        raise SelectionError(
            _("You may not change the page “%(page)s” now, or somebody has locked it.") % {"page": page.title}
        )


def _save(draft: Page, user: Any, *, live: bool) -> None:
    try:
        revision = draft.save_revision(user=user, log_action=True)
        if live:
            revision.publish(user=user)
    except ValidationError as error:
        text = _("The page “%(page)s” cannot be saved: %(why)s")
        raise SelectionError(text % {"page": draft.title, "why": " ".join(error.messages)}) from error
