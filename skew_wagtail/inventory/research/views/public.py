"""An actor looks at the draft of its profile and agrees, or says what is to be changed. Nothing acts but POST."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.refusals import Refusals
from skew_wagtail.privacy.signed_links import LinkError, LinkExpired, LinkTampered
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, too_often

from ..actions.approvals import answer
from ..forms import AnswerForm
from ..links import read_key
from ..models import ProfileApproval

#: How often one visitor may answer in an hour.
_ANSWERS = 20
_REASONS = {LinkTampered: ("tampered", 404), LinkExpired: ("expired", 410)}
_TEMPLATES = "inventory/research"


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, token: str) -> HttpResponse:
    """The draft with two buttons below it."""
    if (closed := offline(request)) is not None:
        return closed
    try:
        asked = _asked(read_key(token))
    except LinkError as error:
        reason, status = _REASONS[type(error)]
        return page(request, f"{_TEMPLATES}/link_invalid", {"reason": reason}, status=status)
    profile = asked.entry.profile
    form = AnswerForm(request.POST if request.method == "POST" else None, shown=profile.latest_revision_id)
    if request.method == "POST" and form.is_valid():
        if not allowed("approval", client_address(request), limit=_ANSWERS, seconds=HOUR):
            return too_often(request)
        if form.is_robot or answer(asked, **form.answer):
            return redirect("skew_wagtail:approval_received")
        form.say_that_it_changed()
    return _draft_page(request, profile, form)


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """It has arrived; nothing of it stands here."""
    return page(request, f"{_TEMPLATES}/approval_received", {})


def _asked(key: UUID) -> ProfileApproval:
    """The approval that a link asks for.

    Raises:
        LinkExpired: a newer letter went out, or there is nothing to approve any more.
    """
    found = ProfileApproval.objects.select_related("entry__profile__latest_revision").filter(key=key).first()
    profile = found.entry.profile if found else None
    if profile is None or Refusals().find([found.entry.name], profile.translation_key):
        raise LinkExpired
    return found


def _draft_page(request: HttpRequest, profile: ActorProfilePage, form: AnswerForm) -> HttpResponse:
    """The profile's own page as visitors would see it, with the form around it."""
    draft = profile.get_latest_revision_as_object()
    context: dict[str, Any] = draft.get_context(request) | {"form": form, "downloads": []}
    return page(request, f"{_TEMPLATES}/approval", context)
