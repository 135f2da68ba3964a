"""Civil society suggests to its own municipality that it applies for an inventory."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from skew_wagtail.privacy.signed_links import LinkError
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, too_often

from ..actions import receive_suggestion
from ..forms import SuggestionForm
from ..links import new_token, read_key
from ..models import InventorySuggestion
from ..settings import ApplicationSettings

#: How often one visitor may suggest something in an hour.
_SUGGESTIONS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The short form."""
    if (closed := offline(request)) is not None:
        return closed
    if not ApplicationSettings.for_request(request).takes_suggestions:
        return page(request, "inventory/applications/suggestion_offline", {}, status=503)
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return page(request, "inventory/applications/suggestion", {"form": form, "token": _token(request)})
    if not form.is_robot:
        if not allowed("suggestion", client_address(request), limit=_SUGGESTIONS, seconds=HOUR):
            return too_often(request)
        form.instance.key = _key(request)
        receive_suggestion(form)
    return redirect("skew_wagtail:suggestion_received")


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """It has arrived; nothing of it stands here."""
    return page(request, "inventory/applications/suggestion_received", {})


def _token(request: HttpRequest) -> str:
    """The hidden secret that makes one suggestion of a form, however often it is sent."""
    return request.POST.get("token") or new_token()


def _key(request: HttpRequest) -> UUID:
    """The key in the form; a new one when somebody took it out."""
    try:
        return read_key(request.POST.get("token", ""))
    except LinkError:
        return InventorySuggestion().key
