"""What the pages of all forms for visitors share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from skew_wagtail.models import frame_context

from ..models import PrivacySettings

HOUR = 60 * 60


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine finds it, and no other site learns the address with its secret."""
    add_never_cache_headers(response)
    # Without any origin Django would take the form for forged.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page by the name of its template below ``skew_wagtail/``, without its suffix."""
    settings = PrivacySettings.for_request(request)
    context = frame_context() | {"privacy_page": settings.published_privacy_page} | context
    return private(render(request, f"skew_wagtail/{name}.html", context, status=status))


def offline(request: HttpRequest) -> HttpResponse | None:
    """A page that says that no form is online before the site has a privacy page; else nothing."""
    if PrivacySettings.for_request(request).published_privacy_page is None:
        return page(request, "privacy/form_offline", {}, status=503)
    return None


def too_often(request: HttpRequest) -> HttpResponse:
    """The form was sent too often from one connection."""
    return page(request, "privacy/too_often", {}, status=429)
