"""The public pages' content security policy: everything from this site, nothing inline."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# Wagtail's page editor writes some styles and scripts into its pages.
ADMIN_PATHS = ("/admin/", "/django-admin/")


class ContentSecurityPolicy:
    """Adds the policy to every page but the admin's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_debug_page = settings.DEBUG and response.status_code in (404, 500)
        if not request.path.startswith(ADMIN_PATHS) and not is_debug_page:
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
