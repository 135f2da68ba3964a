"""Files below a directory's address."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page

from .api import actors_json
from .feeds import actors_atom
from .models import ActorDirectoryPage

Answer = Callable[[Any, HttpRequest], HttpResponse]


def serve_file(
    request: HttpRequest,
    path: str,
    answer: Answer,
    page_type: type[Page] | tuple[type[Page], ...] = ActorDirectoryPage,
) -> HttpResponse:
    """A file of the page at a path, under all that guards the page: passwords, logins, hooks of the host.

    Raises:
        Http404: there is no page of this type, or of one of these.
    """
    found = Page.route_for_request(request, path)
    if found is None or not isinstance(found.page, page_type):
        raise Http404

    def chain(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        return answer(page, request)

    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        instead = hook(found.page, request, found.args, found.kwargs)
        if isinstance(instead, HttpResponse):
            return instead
    return chain(found.page, request, found.args, found.kwargs)


@require_safe
def actors_json_view(request: HttpRequest, path: str) -> HttpResponse:
    """The directory's hits as JSON."""
    return serve_file(request, path, lambda directory, request: JsonResponse(actors_json(directory, request)))


@require_safe
def actors_atom_view(request: HttpRequest, path: str) -> HttpResponse:
    """The directory's newest actors as Atom."""
    return serve_file(request, path, _atom)


def _atom(directory: ActorDirectoryPage, request: HttpRequest) -> HttpResponse:
    return HttpResponse(actors_atom(directory, request), content_type=Atom1Feed.content_type)
