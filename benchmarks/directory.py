"""How fast is a filtered directory page? Prints ratios, all measured in this one run.

CPU time of whole requests through Django's handler; for each filter the ways take turns, so that what
else the machine does falls on all of them. Ratios are medians over the filters.

    python benchmarks/directory.py [--sizes 1000 10000] [--filters 20]
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "example_site.settings"
os.environ["DEBUG"] = "0"
os.environ["SSL_REDIRECT"] = "0"
_folder = tempfile.TemporaryDirectory(prefix="skew-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder.name}/bench.sqlite3")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.ROOT_URLCONF = "benchmarks.urls"
settings.STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Site  # noqa: E402

from example_site.models import TextPage  # noqa: E402
from skew_wagtail.actors.facet_index import _indexes, current_index  # noqa: E402
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage  # noqa: E402
from skew_wagtail.vocabulary.actions import load_vocabulary  # noqa: E402
from tests.bulk import make_profiles  # noqa: E402

#: The page may cost at most this many times a blank page at the same depth, at 10,000 actors.
GOAL = 2.0
COUNTING_FILTERS = 3


def prepare() -> ActorDirectoryPage:
    """An empty site with a directory and, beside it, a blank page."""
    call_command("migrate", verbosity=0)
    load_vocabulary()
    root = Site.objects.get().root_page
    root.add_child(instance=TextPage(title="Leer", slug="leer"))
    return root.add_child(instance=ActorDirectoryPage(title="Akteure", slug="akteure"))


def filters(directory: ActorDirectoryPage, count: int) -> list[str]:
    """Random questions with one to four terms of two groups, the same for every way."""
    chance = random.Random(3)
    index = current_index(directory.pk)
    questions = []
    for _ in range(count):
        pairs = []
        for name in ("topic", "country"):
            slugs = sorted(slug for slug, bits in index.bits[name].items() if bits)
            pairs += [f"{name}={slug}" for slug in chance.sample(slugs, chance.randint(0, 2))]
        questions.append("&".join(pairs))
    return questions


def cost(client: Client, url: str) -> float:
    """CPU seconds of one request."""
    start = time.process_time()
    response = client.get(url, headers={"host": "localhost"})
    seconds = time.process_time() - start
    assert response.status_code == 200, (url, response.status_code)
    return seconds


def measure(client: Client, directory: ActorDirectoryPage, questions: list[str]) -> dict[str, list[float]]:
    """Seconds by way, one value a filter (the better of two turns)."""
    ways = {"blank": "/leer/", "ours": "/akteure/?{}", "plain": "/plain/?{}", "counting": "/counting/?{}"}
    for url in ways.values():
        cost(client, url.format(questions[0]))
    costs: dict[str, list[float]] = {way: [] for way in ways}
    for number, question in enumerate(questions):
        for way, url in ways.items():
            if way == "counting" and number >= COUNTING_FILTERS:
                continue
            costs[way].append(min(cost(client, url.format(question)) for _ in range(3)))
    costs["after edit"] = [after_edit(client, directory, question) for question in questions[:5]]
    costs["new process"] = [new_process(client, question) for question in questions[:2]]
    return costs


def after_edit(client: Client, directory: ActorDirectoryPage, question: str) -> float:
    """The first request after an editor published a profile."""
    page = ActorProfilePage.objects.child_of(directory).order_by("?").first()
    page.summary = f"{page.summary} neu"
    page.save_revision().publish()
    return cost(client, f"/akteure/?{question}")


def new_process(client: Client, question: str) -> float:
    """The first request of a process, which reads the whole index."""
    _indexes.clear()
    return cost(client, f"/akteure/?{question}")


def ratio(costs: dict[str, list[float]], way: str, base: str) -> float:
    """Median over the filters of one way's cost against another's."""
    pairs = zip(costs[way], costs[base], strict=False)
    return statistics.median(first / second for first, second in pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000])
    parser.add_argument("--filters", type=int, default=20)
    options = parser.parse_args()
    directory = prepare()
    client = Client()
    failed = False
    for size in options.sizes:
        make_profiles(directory, size - ActorProfilePage.objects.count(), seed=size)
        costs = measure(client, directory, filters(directory, options.filters))
        against_blank = ratio(costs, "ours", "blank")
        print(f"{size:>6} actors")
        print(f"  this page, median            {statistics.median(costs['ours']) * 1000:8.1f} ms CPU")
        print(f"  blank page at the same depth {statistics.median(costs['blank']) * 1000:8.1f} ms CPU")
        print(f"  this page / blank page       {against_blank:8.2f}   (goal: at most {GOAL} at 10,000)")
        print(f"  plain list / this page       {ratio(costs, 'plain', 'ours'):8.2f}")
        print(f"  list with counts / this page {ratio(costs, 'counting', 'ours'):8.2f}")
        print(f"  first after an edit / this   {ratio(costs, 'after edit', 'ours'):8.2f}")
        print(f"  first of a process / this    {ratio(costs, 'new process', 'ours'):8.2f}")
        failed = failed or (size >= 10_000 and against_blank > GOAL)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
