"""Visitors register for an event, confirm and cancel. Nothing acts but POST."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.actors.views import serve_file
from skew_wagtail.privacy.signed_links import LinkError
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, too_often

from ...models import EventPage
from ..actions import NoSeat, cancel, confirm, register
from ..forms import RegistrationForm
from ..letters import event_facts
from ..links import read_invitation, read_own
from ..models import Registration
from ..opening import TAKING, may_cancel, may_confirm, opening_of
from ..presentation import own_registration

#: How often one connection may register in an hour (a school may share one), and how often a mailbox gets the letter.
_AN_HOUR, _LETTERS_A_DAY = 60, 5
_DAY = 24 * HOUR


@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: HttpRequest, path: str) -> HttpResponse:
    """The form of an event, at the address of its page."""
    return serve_file(request, path, _register, EventPage)


def _register(event: EventPage, request: HttpRequest) -> HttpResponse:
    if (closed := offline(request)) is not None:
        return closed
    token = request.POST.get("invitation") or request.GET.get("invitation") or ""
    actor = _invited(event, token)
    opening = opening_of(event, invited=actor is not None)
    context = {"page": event, "event": event_facts(event), "opening": opening.value}
    if opening not in TAKING:
        times = {"opens_at": event.registration_opens_at}
        return page(request, "forum/registration_closed", context | times)
    form = RegistrationForm(
        event, request.POST if request.method == "POST" else None, initial=_initial(actor)
    )
    context |= {
        "form": form,
        "invitation": token if actor else "",
        "is_invalid_invitation": token and not actor,
    }
    if request.method != "POST" or not form.is_valid():
        return page(request, "forum/registration", context)
    if form.is_robot:
        return redirect("skew_wagtail:registration_sent")
    if not allowed("registration", client_address(request), limit=_AN_HOUR, seconds=HOUR):
        return too_often(request)
    form.instance.actor, form.instance.is_invited = actor, actor is not None
    if _may_write_to(event, form.cleaned_data["mail_address"]):
        register(form, language=get_language() or "de")
    return redirect("skew_wagtail:registration_sent")


def _may_write_to(event: EventPage, address: str) -> bool:
    """Sent twice, as by a double click, a form makes one letter; and nobody can fill somebody's mailbox."""
    return allowed(f"registration-{event.pk}", address, limit=1, seconds=120) and allowed(
        "registration-letter", address, limit=_LETTERS_A_DAY, seconds=_DAY
    )


def _invited(event: EventPage, token: str) -> ActorProfilePage | None:
    """The organisation that a link invites, when visitors may see it."""
    if not token:
        return None
    try:
        key = read_invitation(event, token)
    except LinkError:
        return None
    return ActorProfilePage.objects.live().public().filter(translation_key=key).first()


def _initial(actor: ActorProfilePage | None) -> dict[str, str]:
    return {"organisation": actor.title} if actor else {}


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """A letter is on its way; nothing of the registration stands here."""
    return page(request, "forum/registration_sent", {})


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """One's own registration: how it stands, a button to confirm or to cancel."""
    registration = _stored(token)
    if registration is None:
        return page(request, "forum/registration_link_invalid", {}, status=404)
    context: dict[str, Any] = {"event": event_facts(registration.event), "is_full": False}
    if request.method == "POST":
        try:
            _act(registration, request.POST.get("action", ""))
        except NoSeat:
            context["is_full"] = True
        else:
            return redirect("skew_wagtail:registration", token)
    context |= own_registration(registration)
    return page(request, "forum/registration_own", context)


def _act(registration: Registration, action: str) -> None:
    """Do what a button says, while it can be done.

    Raises:
        NoSeat: there is no seat to confirm, and no waiting list.
    """
    if action == "cancel" and may_cancel(registration):
        cancel(registration)
    elif action == "confirm" and may_confirm(registration):
        confirm(registration)


def _stored(token: str) -> Registration | None:
    try:
        key: UUID = read_own(token)
    except LinkError:
        return None
    return Registration.objects.select_related("event").filter(key=key).first()
