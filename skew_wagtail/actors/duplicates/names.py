"""Names of organisations, taken apart so that they can be compared across spellings and languages."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from skew_wagtail.text import name_key, stem, words

_WORDS = Path(__file__).parent.parent / "data" / "name_words.json"
_INNER_LEGAL_FORM = re.compile(r"(?<=\w) (?:e ?v|ggmbh|gmbh|gbr|eg)(?= )")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
_SHORTEST_REST = 3
# Cyrillic as German offices write it; folded letters, so й stands with и.
_CYRILLIC = {
    **str.maketrans("абвгґдезіклмнопрстуфыэ", "abvhgdesiklmnoprstufie"),
    **str.maketrans(
        {"ж": "sh", "є": "je", "и": "i", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch"}
    ),
    **str.maketrans({"ю": "ju", "я": "ja", "ь": "", "ъ": ""}),
}
# The consonants; long vowels and the two letters without a Latin one fall away.
_ARABIC = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنپچگک", "bttjhhddrsssdstsgfkklmnpjgk", "اعوىيةهءئؤآأإ")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


class Role(Enum):
    """What a word says in a name; the value is how much it weighs."""

    GENERIC = 0.3
    UMBRELLA = 0.5
    LEVEL = 0.4
    DIRECTION = 0.61
    NUMBER = 0.62
    AUDIENCE = 0.8
    NATION = 0.99
    PLAIN = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: its stem or what the table has for it in any language; and as it was ``spelled``."""

    text: str
    role: Role
    is_arabic: bool = False
    spelled: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; ``key`` is the folded name without legal forms, ``initials`` what may stand for it."""

    key: str
    words: tuple[Word, ...]
    initials: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Tables:
    known: dict[str, Word]
    nations: dict[str, str]
    abbreviations: dict[str, list[str]]
    stop: frozenset[str]
    heads: tuple[str, ...]
    shared_domains: frozenset[str]


_ROLES = {
    "generic": Role.GENERIC,
    "audience": Role.AUDIENCE,
    "level": Role.LEVEL,
    "direction": Role.DIRECTION,
    "umbrella": Role.UMBRELLA,
    "word": Role.PLAIN,
}


@cache
def tables() -> _Tables:
    """The table of frequent words, ``data/name_words.json``, folded."""
    data = json.loads(_WORDS.read_text(encoding="utf-8"))
    known: dict[str, Word] = {}
    for section, role in _ROLES.items():
        for text, spellings in data[section].items():
            for spelling in words(spellings):
                known[spelling] = Word(text, role)
                known.setdefault(stem(spelling), Word(text, role))
    return _Tables(
        known=known,
        nations={part: nation for nation, parts in data["nation"].items() for part in words(parts)},
        abbreviations={short: words(long) for short, long in data["abbreviations"].items()},
        stop=frozenset(words(data["stop"])),
        heads=tuple(sorted(words(data["heads"]), key=len, reverse=True)),
        shared_domains=frozenset(data["shared_domains"].split()),
    )


def key_of(name: str) -> str:
    """The folded name without any legal form; empty for a name without letters."""
    key = name_key(name)
    while key and (shorter := name_key(f"{key} e. V.")) != key:
        # “X n” might be half of “X n. e. V.”; both must end alike.
        key = shorter
    return _INNER_LEGAL_FORM.sub("", key)


@lru_cache(maxsize=50_000)
def take_apart(name: str) -> Name:
    """The words of a name that matter, in order."""
    key = key_of(name)
    folded = [part for word in key.split() for part in tables().abbreviations.get(word, [word])]
    # A letter at the end is no small word but a number: “Stamm A”.
    kept = [text for text in folded[:-1] if text not in tables().stop]
    kept += [text for text in folded[-1:] if text not in tables().stop or len(text) == 1]
    found = [word for text in kept for word in _read(text)]
    # A name of small words only (“Die Vielen und Wir”) keeps them.
    return Name(key, tuple(found or [Word(text, Role.PLAIN) for text in folded]), _initials(key, folded))


def _initials(key: str, folded: list[str]) -> frozenset[str]:
    """First letters of the words, with and without small words, with and without parts of compounds."""
    big = [text for text in folded if text not in tables().stop]
    parts = [part for text in big for part in split(text)]
    lists: Iterable[list[str]] = (key.split(), big, parts, [p for t in folded for p in split(t)])
    return frozenset("".join(text[0] for text in texts) for texts in lists if len(texts) > 2)


def split(text: str) -> list[str]:
    """A compound in its parts, as far as the last one is a frequent word: “kulturverein” gives two."""
    if text in tables().known:
        return [text]
    for head in tables().heads:
        if text.endswith(head) and len(text) - len(head) >= _SHORTEST_REST:
            return [*split(text[: -len(head)]), head]
    return [text]


def _read(text: str) -> list[Word]:
    if text in tables().known:
        return [replace(tables().known[text], spelled=text)]
    if _ARABIC_LETTER.search(text):
        bare = text.removeprefix("ال")
        return [tables().known.get(bare) or _nation(bare) or Word(skeleton(bare), Role.PLAIN, True)]
    if not text.isascii() and (nation := _nation(text)):
        return [replace(nation, spelled=text)]
    text = text.translate(_CYRILLIC)
    return [replace(_classify(part), spelled=part) for part in split(text) if part]


def _nation(text: str) -> Word | None:
    """The country whose name or adjective a word begins with: “ghanaischer” gives Ghana."""
    for length in range(min(len(text), 10), 2, -1):
        nation = tables().nations.get(text[:length])
        if nation and (length > 3 or len(text) == length):
            return Word(nation, Role.NATION)
    return None


def _classify(text: str) -> Word:
    known = tables().known.get(text) or tables().known.get(stem(text)) or tables().known.get(text[:-1])
    if known and len(text) > _SHORTEST_REST:
        return known
    if _YEAR.fullmatch(text):
        return Word(text, Role.GENERIC)
    if text.isdigit() or len(text) == 1 or text in _ROMAN:
        return Word(text, Role.NUMBER)
    return _nation(text) or Word(stem(text), Role.PLAIN)


def skeleton(text: str) -> str:
    """The consonants of an Arabic or Latin word, as far as both scripts write them."""
    if _ARABIC_LETTER.search(text):
        return text.translate(_ARABIC)
    text = (
        text.replace("sch", "s").replace("sh", "s").replace("kh", "h").replace("ch", "h").replace("dsch", "j")
    )
    text = re.sub(
        r"(.)\1", r"\1", text.replace("q", "k").replace("z", "s").replace("gh", "g").replace("th", "t")
    )
    return re.sub(r"[aeiouwy']", "", text)
