import gc
import sqlite3
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.template.base import Template
from django.test.utils import _TestState
from wagtail.models import Locale, Page, Site

from skew_wagtail.vocabulary.actions import load_vocabulary
from tests.factories import DirectoryFactory, make_user


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that ask no database, such as those of texts",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--database-only"):
        asking = [item for item in items if _asks_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _asks_database(item)])
        items[:] = asking


def _asks_database(item):
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return bool(fixtures & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


def pytest_collection_finish(session):
    # What has been imported stays; looking through it again and again for rubbish takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture
def no_contexts_kept(monkeypatch):
    """Templates render as on a server, without a copy of every context, for tests that read answers only."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test sees the site roots of another."""
    cache.clear()


@pytest.fixture
def vocabulary(db):
    """All terms that the package ships."""
    load_vocabulary()


@pytest.fixture
def directory(db):
    """An empty, published directory below the start page."""
    return DirectoryFactory(slug="akteure")


@pytest.fixture
def superuser(db):
    return make_user("chefin", superuser=True)


@pytest.fixture
def admin(client, superuser):
    """A client signed in as superuser."""
    client.force_login(superuser)
    return client


@pytest.fixture
def transactional_site(transactional_db):
    """The start page, for tests that commit: their database is emptied before, migrations' data included."""
    locale, _ = Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    home = root.get_children().first() or root.add_child(
        instance=Page(title="Start", slug="start", locale=locale)
    )
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "port": 80}
    )
    return Page.objects.get(pk=home.pk)


@contextmanager
def database_for_threads(folder):
    """A database that several threads use at once, as on a server: SQLite in a file, not in memory.

    In memory all threads have one connection, and so one transaction, in common.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = folder / "town.sqlite3"
    with sqlite3.connect(path) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, name


@pytest.fixture
def shared_database(transactional_site, tmp_path):
    """The site for tests with several threads."""
    with database_for_threads(tmp_path):
        yield
