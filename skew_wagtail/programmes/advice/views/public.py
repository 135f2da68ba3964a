"""Visitors ask for advice. Nothing acts but POST."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from skew_wagtail.actors.views import serve_file
from skew_wagtail.privacy.signed_links import LinkError
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, too_often

from ..actions import receive
from ..forms import AdviceRequestForm
from ..links import make_token, read_token
from ..models import AdvicePage, AdviceRequest

#: How often one connection may ask in an hour, and how many receipts a mailbox gets in a day.
_REQUESTS, _RECEIPTS = 5, 5
_DAY = 24 * HOUR


@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest, path: str) -> HttpResponse:
    """The form of an advice page, at the address of that page."""
    return serve_file(request, path, _ask, AdvicePage)


def _ask(advice: AdvicePage, request: HttpRequest) -> HttpResponse:
    if (closed := offline(request)) is not None:
        return closed
    context = {"page": advice}
    if not advice.takes_requests:
        return page(request, "programmes/advice_offline", context, status=503)
    key = _key(request)
    given = request.POST if request.method == "POST" else None
    form = AdviceRequestForm(advice, given, initial={"about": request.GET.get("about", "")})
    if request.method != "POST" or not form.is_valid():
        return page(request, "programmes/advice_form", context | {"form": form, "token": make_token(key)})
    if not form.is_robot:
        if not allowed("advice", client_address(request), limit=_REQUESTS, seconds=HOUR):
            return too_often(request)
        form.instance.key = key
        # Nobody can fill somebody's mailbox.
        may_write = allowed(
            "advice-receipt", form.cleaned_data["sender_email"], limit=_RECEIPTS, seconds=_DAY
        )
        receive(
            form,
            site=Site.find_for_request(request),
            language=get_language() or "de",
            with_receipt=may_write,
        )
    return redirect("skew_wagtail:advice_received", make_token(key))


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """It has arrived: its number and until when there is an answer, nothing of what it says."""
    try:
        found = AdviceRequest.objects.filter(key=read_token(token)).first()
    except LinkError:
        return page(request, "programmes/advice_link_invalid", {}, status=404)
    number, due_on = (found.reference, found.due_on) if found else ("", None)
    return page(request, "programmes/advice_received", {"number": number, "due_on": due_on})


def _key(request: HttpRequest) -> uuid.UUID:
    """The key in the form, which makes one request of it; a new one when there is none, or somebody changed it."""
    try:
        return read_token(request.POST.get("token", ""))
    except LinkError:
        return uuid.uuid4()
