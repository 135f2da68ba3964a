"""Files below a directory's address."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page

from .api import actors_json
from .models import ActorDirectoryPage


def _directory(request: HttpRequest, path: str) -> tuple[ActorDirectoryPage, HttpResponse | None]:
    """The directory at a path, and what a hook answers in its place, e.g. the form of a password."""
    found = Page.route_for_request(request, path)
    if found is None or not isinstance(found.page, ActorDirectoryPage):
        raise Http404
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(found.page, request, found.args, found.kwargs)
        if isinstance(answer, HttpResponse):
            return found.page, answer
    return found.page, None


@require_safe
def actors_json_view(request: HttpRequest, path: str) -> HttpResponse:
    """The directory's hits as JSON."""
    directory, refusal = _directory(request, path)
    return refusal or JsonResponse(actors_json(directory, request))
