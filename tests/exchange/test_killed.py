"""A process that dies in the middle of an import leaves the site as it was."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db import connection
from wagtail.models import Page

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.vocabulary.actions import load_vocabulary
from tests.exchange.sheets import KENNUNG, NAME, SHOP, save
from tests.factories import DirectoryFactory
from tests.sources import ROOT

#: Imports a file, and falls asleep when most of it is written.
IMPORT = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from wagtail.signals import page_published
heard = []
def stop(**kwargs):
    heard.append(1)
    if len(heard) == 3:
        print("written", flush=True)
        time.sleep(60)
page_published.connect(stop, weak=False)
call_command("skew_import_actors", sys.argv[1], directory=sys.argv[2], publish=True)
"""
TABLES = (
    "wagtailcore_page", "wagtailcore_revision", "wagtailcore_pagelogentry", "wagtailcore_referenceindex",
    "skew_actors_actorprofilepage", "skew_actors_actorentry", "skew_privacy_contactperson", "skew_privacy_consent",
    "skew_exchange_importrun", "skew_exchange_importbaseline",
)  # fmt: skip


@pytest.fixture
def database(transactional_site, tmp_path):
    """The address of the tests' database; of one in memory a copy in a file, which another process can open."""
    load_vocabulary()
    DirectoryFactory(slug="akteure")
    if connection.vendor != "sqlite":
        settings = connection.settings_dict
        return "postgres://{USER}@{HOST}:{PORT}/{NAME}".format(**settings)
    path = tmp_path / "site.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{path}"


def counts(database):
    """How many rows each table holds."""
    if not database.startswith("sqlite"):
        with connection.cursor() as cursor:
            return {table: _count(cursor, table) for table in TABLES}
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {table: _count(copy.cursor(), table) for table in TABLES}


def _count(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    return cursor.fetchone()[0]


def test_a_killed_import_leaves_the_site_as_before(database, tmp_path):
    rows = [SHOP | {KENNUNG: f"N-{n}", NAME: f"Verein {n}", "Ansprechperson": "Amina"} for n in range(4)]
    path = save(tmp_path, *rows)
    before = counts(database)
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings.default"}
    command = [sys.executable, "-c", IMPORT, str(path), "/akteure/"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "written\n"
        os.kill(process.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert counts(database) == before
    again = IMPORT.replace("time.sleep(60)", "pass")
    command[2] = again
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert counts(database)["skew_actors_actorprofilepage"] == before["skew_actors_actorprofilepage"] + 4
    if connection.vendor != "sqlite":
        assert Page.find_problems() == ([], [], [], [], [])
        assert ActorProfilePage.objects.live().count() == 4
