"""System checks: what a host lacks, each with the line that mends it."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.urls import get_resolver

from . import SKEW_WAGTAIL_APPS, conf

#: Apps of others that ours need, beside Wagtail's own that every Wagtail project has.
NEEDED_APPS = (
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail_modeladmin",
    "taggit",
    "django_filters",
)


@register()
def check_apps(**kwargs: Any) -> list[CheckMessage]:
    """E001: an app is missing from INSTALLED_APPS."""
    return [
        Error(
            f"skew-wagtail needs the app “{name}”.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="skew_wagtail.E001",
        )
        for name in [*SKEW_WAGTAIL_APPS, *NEEDED_APPS]
        if not apps.is_installed(name)
    ]


@register()
def check_urls(**kwargs: Any) -> list[CheckMessage]:
    """E002: our addresses are not mounted."""
    if "skew_wagtail" in _namespaces(get_resolver()):
        return []
    return [
        Error(
            "The addresses of skew-wagtail are not mounted.",
            hint='Add path("", include("skew_wagtail.urls")) to urlpatterns, before wagtail.urls.',
            id="skew_wagtail.E002",
        )
    ]


def _namespaces(resolver: Any) -> set[str]:
    """Names of the namespaces at any depth; a language prefix wraps them in a resolver of its own."""
    found = set()
    for pattern in getattr(resolver, "url_patterns", []):
        if getattr(pattern, "namespace", None):
            found.add(pattern.namespace)
        elif hasattr(pattern, "url_patterns"):
            found |= _namespaces(pattern)
    return found


@register()
def check_page_model(**kwargs: Any) -> list[CheckMessage]:
    """E003: the host has swapped the base page."""
    if getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page") == "wagtailcore.Page":
        return []
    return [
        Error(
            "skew-wagtail does not work with a swapped WAGTAIL_PAGE_MODEL.",
            hint="Its page types are subclasses of Wagtail's own Page.",
            id="skew_wagtail.E003",
        )
    ]


@register()
def check_settings(**kwargs: Any) -> list[CheckMessage]:
    """E004: a key of SKEW_WAGTAIL that we do not know."""
    return [
        Error(
            f"SKEW_WAGTAIL has no setting “{name}”.",
            hint=f"Known are: {', '.join(conf.DEFAULTS)}.",
            id="skew_wagtail.E004",
        )
        for name in conf.unknown_names()
    ]


@register()
def check_third_parties(**kwargs: Any) -> list[CheckMessage]:
    """W001, W002, W005: Wagtail as it comes tells servers of others about editors and visitors."""
    messages: list[CheckMessage] = []
    if getattr(settings, "WAGTAIL_GRAVATAR_PROVIDER_URL", "//www.gravatar.com/avatar") is not None:
        messages.append(
            Warning(
                "The admin sends a fingerprint of every editor's mail address to gravatar.com.",
                hint="Set WAGTAIL_GRAVATAR_PROVIDER_URL = None.",
                id="skew_wagtail.W001",
            )
        )
    if getattr(settings, "WAGTAIL_ENABLE_UPDATE_CHECK", True):
        messages.append(
            Warning(
                "The admin's dashboard asks releases.wagtail.org for updates from every editor's browser.",
                hint="Set WAGTAIL_ENABLE_UPDATE_CHECK = False and follow the releases yourself.",
                id="skew_wagtail.W002",
            )
        )
    if apps.is_installed("wagtail.embeds") and not hasattr(settings, "WAGTAILEMBEDS_FINDERS"):
        messages.append(
            Warning(
                "A video embedded in rich text sends every visitor's address to its provider, unasked.",
                hint="Set WAGTAILEMBEDS_FINDERS = [], or to a finder of yours that asks visitors first.",
                id="skew_wagtail.W005",
            )
        )
    return messages


@register()
def check_redirects(**kwargs: Any) -> list[CheckMessage]:
    """W007: redirects are kept and never followed."""
    middleware = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
    if not apps.is_installed("wagtail.contrib.redirects") or middleware in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "Web addresses of merged and renamed profiles answer “not found”, for redirects are not followed.",
            hint=f'Add "{middleware}" to MIDDLEWARE, as the last one.',
            id="skew_wagtail.W007",
        )
    ]


@register()
def check_cookies(**kwargs: Any) -> list[CheckMessage]:
    """W004: the cookies that say who is signed in travel without encryption too."""
    if settings.DEBUG:
        return []
    cookies = ["SESSION_COOKIE_SECURE", *(["CSRF_COOKIE_SECURE"] if not settings.CSRF_USE_SESSIONS else [])]
    return [
        Warning(
            f"A cookie of the admin also travels without HTTPS, for {name} is off.",
            hint=f"Set {name} = True where DEBUG is off.",
            id="skew_wagtail.W004",
        )
        for name in cookies
        if not getattr(settings, name)
    ]


@register()
def check_slugs(**kwargs: Any) -> list[CheckMessage]:
    """W003: web addresses keep umlauts."""
    if not getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True):
        return []
    return [
        Warning(
            "Web addresses of pages keep letters such as ü, which many programs garble.",
            hint="Set WAGTAIL_ALLOW_UNICODE_SLUGS = False.",
            id="skew_wagtail.W003",
        )
    ]
