"""How fast is an import, compared with adding the same rows one by one, and how much memory does it take?

One by one means what an editor's clicks do: add the page, save a revision, publish it; what reading and planning
the file costs is counted on both sides. The database is SQLite.

    python benchmarks/imports.py [--rows 1000] [--singles 60] [--large 10000]
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "example_site.settings"
os.environ["DEBUG"] = "0"
_folder = tempfile.TemporaryDirectory(prefix="skew-bench-")
os.environ["DATABASE_URL"] = f"sqlite:///{_folder.name}/bench.sqlite3"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Site  # noqa: E402

from skew_wagtail.actors.models import ActorDirectoryPage  # noqa: E402
from skew_wagtail.exchange.cells.terms import Lookups  # noqa: E402
from skew_wagtail.exchange.importing.actions import import_actors  # noqa: E402
from skew_wagtail.exchange.importing.headers import match_header, read_table  # noqa: E402
from skew_wagtail.exchange.importing.options import ImportOptions  # noqa: E402
from skew_wagtail.exchange.importing.planning import Planner  # noqa: E402
from skew_wagtail.vocabulary.actions import load_vocabulary  # noqa: E402
from tests.bulk import WORDS, make_profiles  # noqa: E402
from tests.exchange.one_by_one import add_one_by_one  # noqa: E402
from tests.exchange.sheets import csv_text  # noqa: E402

EMPTY_GOAL, FULL_GOAL, MEMORY_GOAL = 15, 20, 100
HEADERS = [
    "Kennung", "Name der Organisation", "Akteursart", "Kurztext", "Beschreibung", "Handlungsfelder", "Schlagwörter",
    "Länder des Engagements", "Sprachen", "Ansprechperson", "Telefon", "E-Mail", "Einwilligung", "Straße", "PLZ", "Ort",
    "Website",
]  # fmt: skip


def file_of(count: int, start: int = 0) -> bytes:
    """A contractor's file with so many organisations, each with frequent words and a rare one in its name."""
    lines, chance = [HEADERS], random.Random(start)
    for number in range(start, start + count):
        rare = "".join(chance.choices("abdegiklmnorstu", k=7)).capitalize()
        name = f"{WORDS[number % len(WORDS)]} {rare} {WORDS[number // 7 % len(WORDS)]} e. V."
        text = " ".join(WORDS[(number + step) % len(WORDS)] for step in range(40))
        lines.append([
            f"N-{number}", name, "Weltladen", text[:200], text, "Fairer Handel; Globales Lernen",
            f"Kaffee; Schlagwort {number % 50}", "Ghana", "Deutsch", f"Person {number}", f"030 23125 {number:05}",
            f"kontakt{number}@example.org", "Web", f"Hauptstraße {number}", "00815", "Ebersfurt",
            f"https://verein{number}.example.org/",
        ])  # fmt: skip
    return csv_text(lines).encode()


def directory_with(count: int) -> ActorDirectoryPage:
    """A directory that holds so many profiles already."""
    root = Site.objects.get().root_page
    directory = ActorDirectoryPage(title="Akteure", slug=f"akteure-{count}-{root.numchild}")
    root.add_child(instance=directory)
    if count:
        make_profiles(directory, count)
    return ActorDirectoryPage.objects.get(pk=directory.pk)


def in_bulk(directory: ActorDirectoryPage, data: bytes) -> float:
    """Seconds for importing a file."""
    began = time.perf_counter()
    result = import_actors(data, "akteure.csv", directory, ImportOptions(publish=True, create_tags=True))
    assert result.run, result.errors[:3]
    return time.perf_counter() - began


def one_by_one(directory: ActorDirectoryPage, data: bytes) -> float:
    """Seconds for adding the rows of a file by Wagtail's own verbs."""
    began = time.perf_counter()
    table = read_table(data, "akteure.csv")
    columns = match_header([table.header, *table.rows])
    options = ImportOptions(publish=True, create_tags=True)
    planner = Planner(directory, columns, Lookups(True), options, user=None, seen=None)
    for row in table.rows:
        with transaction.atomic():
            add_one_by_one([planner.plan(row)], directory, None)
    return time.perf_counter() - began


def compare(title: str, held: int, rows: int, singles: int, goal: int) -> bool:
    """Print both ways and their ratio; whether the goal is reached."""
    single = one_by_one(directory_with(held), file_of(singles)) / singles
    directory = directory_with(held)
    with CaptureQueriesContext(connection) as queries:
        bulk = in_bulk(directory, file_of(rows)) / rows
    ratio = single / bulk
    print(
        f"{title}: {single * 1000:.1f} ms a row one by one ({singles} rows), {bulk * 1000:.2f} ms imported "
        f"({rows} rows, {len(queries) / rows:.2f} queries a row): {ratio:.1f} times faster (goal {goal})"
    )
    return ratio >= goal


def memory() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def set_up() -> None:
    """A site with nothing but the vocabulary."""
    call_command("migrate", verbosity=0)
    load_vocabulary()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--singles", type=int, default=60)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--grow", action="store_true", help="only print by how many MB a large import grows")
    options = parser.parse_args()
    set_up()
    if options.grow:
        in_bulk(directory_with(0), file_of(20))
        directory, data = directory_with(0), file_of(options.large)
        before = memory()
        in_bulk(directory, data)
        print(memory() - before)
        return 0
    reached = [
        compare("into an empty directory", 0, options.rows, options.singles, EMPTY_GOAL),
        compare(f"into one of {options.large}", options.large, options.rows, options.singles, FULL_GOAL),
    ]
    again = [sys.executable, __file__, "--grow", "--large", str(options.large)]
    grown = int(subprocess.run(again, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    print(f"memory for importing {options.large} rows: {grown} MB more (goal below {MEMORY_GOAL})")
    return 0 if all(reached) and grown < MEMORY_GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
