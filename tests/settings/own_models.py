"""A host with its own account, image and document models and a page frame of another name."""

from pathlib import Path

from tests.settings.default import *  # noqa: F403
from tests.settings.default import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [
    "tests.hosts.own_accounts",
    "tests.hosts.own_models",
    *(app for app in INSTALLED_APPS if app != "example_site"),
]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("example_site")]
ROOT_URLCONF = "example_site.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parents[1] / "hosts" / "templates"]
AUTH_USER_MODEL = "own_accounts.Member"
WAGTAILIMAGES_IMAGE_MODEL = "own_models.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "own_models.Paper"
STATICFILES_DIRS: list[Path] = []
SKEW_WAGTAIL = {"BASE_TEMPLATE": "frame.html"}
