"""Labelled pairs of organisations, and how well a judgement does on them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from skew_wagtail.actors.duplicates import Facts

_FILE = Path(__file__).parent / "duplicate_pairs.txt"


@dataclass(frozen=True)
class Pair:
    """Two organisations and whether they are one; ``held_out`` pairs were looked at by no tuning."""

    is_same: bool
    kind: str
    a: Facts
    b: Facts
    held_out: bool


@dataclass(frozen=True)
class Quality:
    """How many pairs were judged, and how well: precision and recall from 0 to 1."""

    count: int
    precision: float
    recall: float
    wrong: tuple[Pair, ...]


def labelled_pairs() -> list[Pair]:
    """All pairs of the file, in order; every second one is held out."""
    text = "\n".join(
        line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        Pair(head.startswith("="), head[2:], _facts(first), _facts(second), held_out=number % 2 == 1)
        for number, (head, first, second) in enumerate(blocks)
    ]


def _facts(line: str) -> Facts:
    cells = [cell.strip() for cell in line.split("|")]
    name, place, street, website, mail, phone, others = (*cells, *([""] * (7 - len(cells))))

    def some(value: str) -> tuple[str, ...]:
        return tuple(part for part in value.split(" / ") if part)

    return Facts(name, some(others), place, street, some(website), some(mail), some(phone))


def quality(pairs: Iterable[Pair], judge: Callable[[Facts, Facts], object]) -> Quality:
    """Precision and recall of a judgement; what it got wrong, for the message of a test."""
    pairs = list(pairs)
    said = [bool(judge(pair.a, pair.b)) for pair in pairs]
    hits = sum(yes and pair.is_same for yes, pair in zip(said, pairs, strict=True))
    wrong = tuple(pair for yes, pair in zip(said, pairs, strict=True) if yes != pair.is_same)
    return Quality(
        len(pairs), hits / max(sum(said), 1), hits / max(sum(pair.is_same for pair in pairs), 1), wrong
    )
