"""How sure are suspicions of duplicates, and what does finding them cost? Precision, recall and a ratio.

The labelled pairs are those of the tests, half of them held out from tuning. The cost of asking for one organisation
among many is compared with comparing it with each of them, in the same run.

    python benchmarks/duplicates.py [--size 10000]
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings.default"

import django  # noqa: E402

django.setup()

from skew_wagtail.actors.duplicates import DuplicateFinder, Facts, suspected  # noqa: E402
from tests.actors.duplicate_set import labelled_pairs, quality  # noqa: E402
from tests.bulk import WORDS  # noqa: E402

GOAL = 0.9


def town(count: int) -> list[Facts]:
    """Organisations of one town with frequent words and one rare word in their names."""
    chance = random.Random(5)
    letters = "abdegiklmnorstu"
    return [
        Facts(f"{chance.choice(WORDS)} {''.join(chance.choices(letters, k=7))} {number}", place="Ebersfurt")
        for number in range(count)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    options = parser.parse_args()
    pairs = labelled_pairs()
    halves = {
        "all": pairs,
        "tuned on": [pair for pair in pairs if not pair.held_out],
        "held out": [pair for pair in pairs if pair.held_out],
    }
    print("Suspected duplicates, labelled pairs")
    for half, chosen in halves.items():
        found = quality(chosen, suspected)
        print(
            f"  {half:<9} {found.count:>4} pairs   precision {found.precision:.3f}   recall {found.recall:.3f}"
        )
    organisations = town(options.size)
    finder = DuplicateFinder(enumerate(organisations))
    asked = organisations[:: max(options.size // 20, 1)]
    start = time.process_time()
    for facts in asked:
        finder.candidates(facts)
    ours = time.process_time() - start
    start = time.process_time()
    for other in organisations:
        suspected(asked[0], other)
    each = (time.process_time() - start) * len(asked)
    print(f"  one of {options.size}: {ours / len(asked) * 1000:.1f} ms CPU, "
          f"{finder.comparisons / len(asked):.0f} comparisons")  # fmt: skip
    print(f"  comparing with each / this   {each / ours:8.1f}")
    total = quality(pairs, suspected)
    return int(min(total.precision, total.recall) < GOAL)


if __name__ == "__main__":
    sys.exit(main())
