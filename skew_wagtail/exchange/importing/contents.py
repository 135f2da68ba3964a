"""What a column of a file holds, by the look of its cells."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils import timezone

from ..cells.columns import COLUMNS, platform_of
from ..cells.meaning import meant
from ..cells.parsing import CellError
from ..cells.terms import Lookups, OneTerm, Tags, Terms

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


def _day(text: str):
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
        share = sum(bool(looks_like(text)) for text in texts) / len(texts)
        if share >= SHARE:
            yield share, key


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
        if isinstance(column.cell, OneTerm | Terms | Tags):
            yield key, lambda text, cell=column.cell: _is_of(text, cell, lookups)


def _is_of(text: str, cell: OneTerm | Terms | Tags, lookups: Lookups) -> bool:
    """Whether a text is words of a list; numbers are, of goals, but say too little."""
    if len(text) > _LONG or _NUMBER.fullmatch(text):
        return False
    try:
        return bool(cell.parse(text, lookups))
    except CellError:
        return False
