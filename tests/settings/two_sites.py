"""A host with two sites in one project and the language in front of every address."""

from pathlib import Path

from tests.settings.default import *  # noqa: F403
from tests.settings.default import INSTALLED_APPS, LANGUAGES, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    *(app for app in INSTALLED_APPS if app != "example_site"),
]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("example_site")]
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware") + 1,
    "django.middleware.locale.LocaleMiddleware",
)
ROOT_URLCONF = "tests.hosts.two_sites.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parents[1] / "hosts" / "templates"]
STATICFILES_DIRS: list[Path] = []
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
