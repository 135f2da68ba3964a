"""What a column of a file holds, by the look of its cells."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from django.utils import timezone

from ..cells.columns import COLUMNS, platform_of
from ..cells.lookups import Lookup, Lookups
from ..cells.meaning import meant
from ..cells.parsing import CellError
from ..cells.terms import OneTerm, Tags, Terms, named

#: So many of a column's cells must look alike, and so many different ones are looked at.
SHARE, _LOOKED_AT = 0.7, 100
#: Longer texts are no words of a list.
_LONG = 200
_MAIL = re.compile(r"(?:mailto:)?[^\s@;,]+@[^\s@;,]+\.[^\s@;,.]{2,}", re.I)
_WEB = re.compile(r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+(?:de|com|org|net|eu|info)(?:/\S*)?", re.I)
_PHONE = re.compile(r"(?:\+|0|\(\+?\d)[\d\s()/.–-]{5,}")
_POSTCODE = re.compile(r"(?:D-)?\d{5}", re.A)
_YEAR = re.compile(r"(?:18|19|20)\d\d", re.A)
_NUMBER = re.compile(r"\d+", re.A)


def _is_web(text: str) -> bool:
    return bool(_WEB.fullmatch(text))


def _is_social(text: str) -> bool:
    url = text if "://" in text else f"https://{text}"
    try:
        return _is_web(text) and platform_of(url) != "other"
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    return _day(text) is not None


def _is_coming_day(text: str) -> bool:
    day = _day(text)
    return day is not None and day > timezone.localdate()


def _day(text: str) -> date | None:
    try:
        return COLUMNS["data_as_of"].cell.parse(text, None)
    except CellError:
        return None


#: By key of a column the look of its cells; of several that fit equally well, the first.
_LOOKS: dict[str, Callable[[str], object]] = {
    "email": _MAIL.fullmatch,
    "social_media": _is_social,
    "website": _is_web,
    "founded_year": _YEAR.fullmatch,
    "postcode": _POSTCODE.fullmatch,
    "review_due_on": _is_coming_day,
    "data_as_of": _is_day,
    "phone": _PHONE.fullmatch,
}


def likenesses(cells: Iterable[str], lookups: Lookups) -> Iterator[tuple[float, str]]:
    """The keys of columns that these cells look like, each with the share of the cells that do."""
    texts = list(_texts(cells))
    if not texts:
        return
    for key, looks_like in _looks(lookups):
        share = _share(texts, looks_like)
        if share >= SHARE:
            yield share, key


def _share(texts: list[str], looks_like: Callable[[str], object]) -> float:
    """The share of the texts that look like it; nothing as soon as too many do not."""
    misses, allowed = 0, len(texts) * (1 - SHARE)
    for text in texts:
        misses += not looks_like(text)
        if misses > allowed:
            return 0
    return 1 - misses / len(texts)


def _texts(cells: Iterable[str]) -> Iterator[str]:
    """Different texts of cells that say something."""
    seen = set()
    for cell in cells:
        try:
            text = meant(cell).strip("'’ ")
        except CellError:
            continue
        if text and text not in seen:
            seen.add(text)
            yield text
        if len(seen) == _LOOKED_AT:
            return


def _looks(lookups: Lookups) -> Iterator[tuple[str, Callable[[str], object]]]:
    yield from _LOOKS.items()
    for key, column in COLUMNS.items():
        if isinstance(column.cell, OneTerm):
            yield key, partial(_is_one_of, lookup=lookups.terms(column.cell.model))
        elif isinstance(column.cell, Terms):
            yield key, partial(_are_of, lookup=lookups.terms(column.cell.model))
        elif isinstance(column.cell, Tags):
            yield key, partial(_are_of, lookup=lookups.tags)


def _says_enough(text: str) -> bool:
    """Numbers are words of a list, of goals, but may be anything else as well."""
    return len(text) <= _LONG and not _NUMBER.fullmatch(text)


def _is_one_of(text: str, lookup: Lookup) -> bool:
    return _says_enough(text) and lookup.find(text) is not None


def _are_of(text: str, lookup: Lookup) -> bool:
    if not _says_enough(text):
        return False
    found = [one for _name, one in named(text, lookup)]
    return bool(found) and None not in found
