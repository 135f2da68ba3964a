"""How alike two names are, and whether they say that two organisations are meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from .names import Name, Role, Word, skeleton

#: Words that make another organisation of the same name: a district, a number, women, young people.
_DIVIDING = {Role.DIRECTION, Role.NUMBER, Role.AUDIENCE}
_TELLING = {Role.PLAIN, Role.NATION}
_EXACT = _DIVIDING | {Role.NATION, Role.LEVEL}
_FUZZY_WORD, _PREFIX_WORD = 0.9, 0.8
_SHORTEST_FUZZY, _LONG = 4, 9
_PLACE_WEIGHT = 0.3
_BOTH_TELL = 0.7
_JOINED = 0.9
_ABBREVIATED = 0.8
#: One name within the other: with a website or mail of both it is enough, with a shared house it is not.
_CONTAINED = 0.59


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1; ``differs`` when the names name two organisations, however alike they look."""

    score: float
    differs: bool = False
    same_key: bool = False
    abbreviated: bool = False


def compare(a: Name, b: Name, place_a: Iterable[str] = (), place_b: Iterable[str] = ()) -> Likeness:
    """Compare two names; the places are stems of the places of both organisations."""
    if not a.key or not b.key:
        return Likeness(0.0)
    if a.key == b.key:
        return Likeness(1.0, same_key=True)
    if sorted((a.key, b.key)) != [a.key, b.key]:
        # Greedy pairing depends on the order; the answer must not.
        a, b, place_a, place_b = b, a, place_b, place_a
    places = {*place_a, *place_b}
    rest_a, rest_b = list(a.words), list(b.words)
    pairs = _pair(rest_a, rest_b, (1.0, _FUZZY_WORD))
    named_a, named_b = ([word for word in rest if word.text not in places] for rest in (rest_a, rest_b))
    joined = _joined_alike(named_a, named_b)
    if joined:
        pairs += [(word, _FUZZY_WORD) for word in max(named_a, named_b, key=len)]
        rest_a, rest_b = [], []
    pairs += _pair(rest_a, rest_b, (_PREFIX_WORD,))
    if not pairs:
        return _abbreviation(a, b, places)
    matched = sum(_weight(word, places) * quality for word, quality in pairs)
    total = sum(_weight(word, places) for word, _quality in pairs)
    left_a, left_b = (sum(_weight(word, places) for word in rest) for rest in (rest_a, rest_b))
    score = 2 * matched / (2 * total + left_a + left_b)
    if _tell(rest_a, places) and _tell(rest_b, places):
        score *= _BOTH_TELL
    elif _tell([word for word, _quality in pairs], places) and not (rest_a and rest_b):
        score = max(score, _CONTAINED)
    differs = _differ(pairs, rest_a, rest_b, set(place_a), set(place_b))
    abbreviation = _abbreviation(a, b, places)
    return abbreviation if abbreviation.score > score and not differs else Likeness(score, differs)


def _weight(word: Word, places: set[str]) -> float:
    return _PLACE_WEIGHT if word.text in places else word.role.value


def _pair(a: list[Word], b: list[Word], levels: Iterable[float]) -> list[tuple[Word, float]]:
    """Take out of both lists the words that mean the same; they come with how surely they do."""
    pairs: list[tuple[Word, float]] = []
    for least in levels:
        # Only the same word is surely alike; that is told without spelling anything.
        alike = _same if least == 1.0 else _alike
        for word in list(a):
            other = next((other for other in b if alike(word, other) >= least), None)
            if other is not None:
                pairs.append((word, least))
                a.remove(word)
                b.remove(other)
    return pairs


def _same(a: Word, b: Word) -> float:
    return float(a.text == b.text)


def _alike(a: Word, b: Word) -> float:
    if a.text == b.text:
        return 1.0
    if a.role in _EXACT or b.role in _EXACT:
        return 0.0
    if a.is_arabic or b.is_arabic:
        first, second = (word.text if word.is_arabic else skeleton(word.text) for word in (a, b))
        return _FUZZY_WORD if first == second and len(first) > 1 else 0.0
    return max(_spelled_alike(a.text, b.text), _spelled_alike(a.spelled or a.text, b.spelled or b.text))


@lru_cache(maxsize=2**16)
def _spelled_alike(a: str, b: str) -> float:
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST_FUZZY or len(long) == _SHORTEST_FUZZY:
        return 0.0
    if OSA.distance(short, long) <= (2 if len(short) >= _LONG else 1):
        return _FUZZY_WORD
    return _PREFIX_WORD if long.startswith(short) and 2 * len(short) >= len(long) else 0.0


def _joined_alike(a: list[Word], b: list[Word]) -> bool:
    """Whether what is left differs only in blanks, as “fair trade” and “fairtrade”."""
    if not a or not b or any(word.role in _EXACT for word in (*a, *b)):
        return False
    first, second = ("".join(word.spelled or word.text for word in words) for words in (a, b))
    return min(len(first), len(second)) >= _LONG and OSA.normalized_similarity(first, second) >= _JOINED


def _tell(rest: list[Word], places: set[str]) -> bool:
    return any(word.role in _TELLING and word.text not in places for word in rest)


def _differ(
    pairs: list[tuple[Word, float]], a: list[Word], b: list[Word], place_a: set[str], place_b: set[str]
) -> bool:
    rest, places = (*a, *b), place_a | place_b
    if any(word.role in _DIVIDING and word.text not in places for word in rest):
        return True
    for role in (Role.NATION, Role.LEVEL):
        if all(any(word.role is role for word in side) for side in (a, b)):
            return True
    # Each with its own place in the name: chapters of two towns.
    if {word.text for word in a} & place_a and {word.text for word in b} & place_b:
        return True
    # Under the roof of a large organisation every further word names another of its branches.
    under_one_roof = any(word.role is Role.UMBRELLA for word, _quality in pairs)
    return under_one_roof and (_tell(a, places) or _tell(b, places))


def _abbreviation(a: Name, b: Name, places: set[str]) -> Likeness:
    """Whether one name is the initials of the other: “MIA” and “Migrantinnen in Aktion”."""
    for short, long in ((a, b), (b, a)):
        letters = [text for text in short.key.split() if text not in places]
        if len(letters) == 1 and letters[0] in long.initials:
            return Likeness(_ABBREVIATED, abbreviated=True)
    return Likeness(0.0)
