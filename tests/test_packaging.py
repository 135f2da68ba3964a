"""The package as a stranger gets it: built, installed beside nothing, asked for a page."""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = (
    "skew_wagtail/py.typed",
    "skew_wagtail/templates/skew_wagtail/base.html",
    "skew_wagtail/actors/templates/skew_wagtail/actors/actor_directory_page.html",
    "skew_wagtail/actors/templates/skew_wagtail/actors/includes/card.html",
    "skew_wagtail/static/skew_wagtail/skew.css",
    "skew_wagtail/vocabulary/data/topics.json",
    "skew_wagtail/inventory/data/steps.json",
    "skew_wagtail/locale/de/LC_MESSAGES/django.mo",
    "skew_wagtail/vocabulary/management/commands/skew_load_vocabulary.py",
    "skew_wagtail/actors/migrations/0001_initial.py",
    "skew_wagtail/pdf/typst/base.typ",
    "skew_wagtail/brochure/typst/brochure.typ",
)
ASK = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.vocabulary.models import ActorKind
root = Site.objects.get().root_page
directory = root.add_child(instance=ActorDirectoryPage(title="Akteure", slug="akteure"))
page = directory.add_child(instance=ActorProfilePage(title="Weltladen", kind=ActorKind.objects.get(slug="world-shop")))
page.save_revision().publish()
for path in ("/akteure/", "/akteure/weltladen/", "/akteure/actors.json?kind=world-shop", "/admin/login/"):
    response = Client().get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert "Weltladen" in response.content.decode() or "admin" in path, path
print("asked")
"""
SETTINGS = """
from pathlib import Path
SECRET_KEY = "a-secret-for-the-test-of-the-package-only-0123456789"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [Path(__file__).parent / "templates"],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
STATIC_URL = "/static/"
LANGUAGE_CODE = "de"
USE_TZ = True
WAGTAIL_SITE_NAME = "Stadt"
WAGTAILADMIN_BASE_URL = "http://localhost"
"""


def readme_block(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- install: {re.escape(name)} -->\n```\w*\n(.*?)```", readme, re.S)[1]


def run(*command, **options):
    result = subprocess.run(command, capture_output=True, text=True, **options)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The folder with wheel and sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.mark.slow
def test_wheel_and_sdist_hold_all_that_is_needed(packages):
    wheel = zipfile.ZipFile(next(packages.glob("*.whl"))).namelist()
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        sdist = [name.partition("/")[2] for name in archive.getnames()]
    package = [
        path for path in (ROOT / "skew_wagtail").rglob("*") if path.is_file() and path.suffix != ".pyc"
    ]
    ours = {path.relative_to(ROOT).as_posix() for path in package}
    assert set(NEEDED) <= ours
    assert sorted(ours - set(wheel)) == []
    assert sorted(ours - set(sdist)) == []
    assert not [name for name in wheel if name.startswith(("tests", "example_site", "benchmarks"))]


@pytest.mark.slow
def test_a_stranger_installs_it_by_the_readme_and_asks_for_a_page(packages, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", next(packages.glob("*.whl")))
    (tmp_path / "settings.py").write_text(SETTINGS + readme_block("settings.py"))
    (tmp_path / "urls.py").write_text(readme_block("urls.py"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").write_text(readme_block("templates/base.html"))
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": str(tmp_path),
    }
    for line in readme_block("commands").splitlines():
        command = line.removeprefix("python manage.py").split()
        run(python, "-m", "django", *command, cwd=tmp_path, env=environment)
    assert "asked" in run(python, "-c", ASK, cwd=tmp_path, env=environment)
