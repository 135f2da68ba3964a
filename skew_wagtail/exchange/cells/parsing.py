"""What a cell may hold: text becomes a value or says what is wrong with it; a value becomes text again.

``Cell`` has the four verbs of every kind: ``parse`` and ``show`` for the spreadsheet, ``read`` and ``write`` for
the page or record on which the value lives.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from skew_wagtail.actors.models.children import ActorLink, Platform
from skew_wagtail.text import fold, words

from ..reading import clean_text

#: A cell reports at most so many problems, and a proposal is sought for at most so many letters.
MAX_PROBLEMS = 10
_FUZZY_LENGTH, _FUZZY_CUTOFF = 100, 65
_HIDDEN = "…"
_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|h\d|li)>", re.I)
_BLANKS = re.compile(r"[ \t]+")
_NUMBER = re.compile(r"\d+")
# Day 0 of dates in spreadsheets that were saved as plain numbers.
_SPREADSHEET_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell; ``params`` may hold the value and are left out where it is personal."""

    template: Any
    value: str = ""
    proposal: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    # Of an unknown term: the vocabulary in which it was sought, as ``lookups.Lookups`` names it, and the word in full.
    vocabulary: str = ""
    word: str = ""

    def message(self, *, hide: bool = False) -> str:
        """The sentence, without the value when that is to be hidden."""
        value = _HIDDEN if hide else self.value
        return str(self.template % (dict(self.params) | {"value": value, "show_value": value}))


class CellError(Exception):
    """A cell cannot be imported for these reasons."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def fail(template: Any, value: str = "", proposal: str = "", **params: Any) -> CellError:
    """The error of a cell with one problem."""
    return CellError(Problem(template, value, proposal, params))


def squash(text: str) -> str:
    """Folded letters and digits only: “e. V.” and “eV”, “Social Media” and “social-media” become the same."""
    return "".join(words(text))


def one_line(text: str) -> str:
    """The text as a cell of one line would say it."""
    return " ".join(clean_text(text).split())


def nearest(text: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like the text, or nothing when none does."""
    choices = {candidate: fold(candidate) for candidate in candidates}
    query = fold(text[:_FUZZY_LENGTH])
    found = process.extractOne(query, choices, scorer=fuzz.WRatio, score_cutoff=_FUZZY_CUTOFF)
    return found[2] if found else ""


def check(model_field: models.Field, value: Any) -> None:
    """Run the validators of a model's field.

    Raises:
        CellError: with the first complaint.
    """
    limit = model_field.max_length
    if limit and len(value) > limit:
        raise fail(
            _("The text has %(length)d letters; %(limit)d are allowed."), length=len(value), limit=limit
        )
    try:
        model_field.run_validators(value)
    except ValidationError as error:
        first = error.error_list[0]
        raise CellError(Problem(first.message, str(value), params=first.params or {})) from error


class Cell:
    """One kind of cell."""

    def parse(self, text: str, lookups: Any) -> Any:
        """The value of a cell's text.

        Raises:
            CellError: the text does not say one.
        """
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The text of a value."""
        return "" if value is None else str(value)

    def read(self, owner: models.Model, name: str) -> Any:
        """The value on a page or record."""
        return getattr(owner, name)

    def write(self, owner: models.Model, name: str, value: Any) -> None:
        """Put the value on a page or record, which is not saved."""
        setattr(owner, name, value)


class Line(Cell):
    """Text of one line; checked as the model's field is."""

    def __init__(self, model: type[models.Model], name: str) -> None:
        self.field = model._meta.get_field(name)

    def parse(self, text: str, lookups: Any) -> Any:
        value = one_line(text)
        if value:
            check(self.field, value)
        return value

    def read(self, owner: models.Model, name: str) -> Any:
        # Letters that no spreadsheet shows are no difference.
        value = getattr(owner, name)
        return one_line(value) if isinstance(value, str) else value


class LongText(Line):
    """Plain text of several lines."""

    def parse(self, text: str, lookups: Any) -> str:
        value = clean_text(text)
        if value:
            check(self.field, value)
        return value

    def read(self, owner: models.Model, name: str) -> str:
        # Browsers send other line breaks than spreadsheets hold.
        return clean_text(getattr(owner, name))


class RichText(LongText):
    """Plain text that becomes paragraphs; what looks like markup in a cell is shown as it stands.

    Compared as text: an editor's bold word survives the next import of the same words.
    """

    def parse(self, text: str, lookups: Any) -> str:
        return _paragraphs(text)

    def read(self, owner: models.Model, name: str) -> str:
        return _paragraphs(unescape(strip_tags(_BLOCK_END.sub("\n", getattr(owner, name)))))

    def write(self, owner: models.Model, name: str, value: str) -> None:
        html = "".join(f"<p>{escape(line)}</p>" for line in value.split("\n") if line)
        setattr(owner, name, html)


def _paragraphs(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in clean_text(text).split("\n"))
    return "\n".join(line for line in lines if line)


class Postcode(Line):
    """A postcode; zeros in front that a spreadsheet program took off are put back."""

    def parse(self, text: str, lookups: Any) -> str:
        # Typed in front to keep the zeros.
        value = super().parse(text.lstrip("'’"), lookups)
        if broken := re.fullmatch(r"(\d{4,5})[.,]0+", value, re.A):
            raise fail(_("“%(value)s” is no postcode."), value, broken[1].zfill(5))
        return value.zfill(5) if value.isascii() and value.isdigit() else value


class Number(Line):
    """A whole number, e.g. a year."""

    def parse(self, text: str, lookups: Any) -> int | None:
        if not text:
            return None
        try:
            value = int(text)
        except ValueError:
            found = _NUMBER.search(text)
            raise fail(
                _("“%(value)s” is no whole number."), text[:_FUZZY_LENGTH], found[0][:9] if found else ""
            ) from None
        check(self.field, value)
        return value


class Coordinate(Line):
    """Degrees with a decimal point or comma."""

    def parse(self, text: str, lookups: Any) -> float | None:
        if not text:
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise fail(_("“%(value)s” is no coordinate. Write degrees, e.g. 50.6213."), text[:_FUZZY_LENGTH])
        check(self.field, value)
        return value

    def show(self, value: float | None) -> str:
        # With a point, German spreadsheet programs take 9.4102 for a month.
        return super().show(value).replace(".", ",")


class Date(Line):
    """A day, as 31.12.2026 or 2026-12-31."""

    _PATTERNS = (
        re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})", re.A),
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: 00:00:00)?", re.A),
    )

    def __init__(self, model: type[models.Model], name: str, *, future: bool = True) -> None:
        super().__init__(model, name)
        self.future = future

    def parse(self, text: str, lookups: Any) -> date | None:
        if not text:
            return None
        value = self._date(text)
        if value is None:
            raise fail(
                _("“%(value)s” is no date. Write e.g. 31.12.2026."), text[:_FUZZY_LENGTH], _serial(text)
            )
        if not self.future and value > timezone.localdate():
            raise fail(_("“%(value)s” lies in the future."), text)
        return value

    def _date(self, text: str) -> date | None:
        for pattern in self._PATTERNS:
            if match := pattern.fullmatch(text):
                try:
                    value = date(int(match["year"]), int(match["month"]), int(match["day"]))
                except ValueError:
                    return None
                return value if value.year >= 1000 else None
        return None

    def show(self, value: date | None) -> str:
        return f"{value:%d.%m.%Y}" if value else ""


def _serial(text: str) -> str:
    """The day that a number may have been before somebody formatted its cell as number; the fraction is a time."""
    serial = re.fullmatch(r"(\d{5})(?:[.,]\d+)?", text, re.A)
    return f"{_SPREADSHEET_EPOCH + timedelta(days=int(serial[1])):%d.%m.%Y}" if serial else ""


class Choice(Cell):
    """One of a few fixed answers, by any of its names; ``names`` maps a name to the stored value."""

    def __init__(self, names: Mapping[str, Any], empty: Any = "") -> None:
        self.names = {squash(name): value for name, value in names.items()}
        self.spelled: dict[Any, str] = {}
        for name, value in names.items():
            self.spelled.setdefault(value, name)
        self.empty = empty

    def parse(self, text: str, lookups: Any) -> Any:
        if not text:
            return self.empty
        try:
            return self.names[squash(text)]
        except KeyError:
            known = list(self.spelled.values())
            raise fail(
                _("“%(value)s” is not among the answers. Possible are: %(known)s."),
                text[:_FUZZY_LENGTH],
                nearest(text, known),
                known=", ".join(known),
            ) from None

    def show(self, value: Any) -> str:
        return self.spelled.get(value, "")


class Channels(Choice):
    """Several fixed answers at once: a frozen set; a refusal is the empty set, an empty cell ``None``."""

    def __init__(self, names: Mapping[str, Any], refusals: Iterable[str]) -> None:
        super().__init__(names, empty=None)
        self.refusals = {squash(word): word for word in refusals}

    def parse(self, text: str, lookups: Any) -> frozenset[str] | None:
        if squash(text) in self.refusals:
            return frozenset()
        parts = [part.strip() for part in re.split(r"[;,\n]", text)]
        # Bound here: a bare ``super()`` does not know its class inside the generator.
        parse = super().parse
        return frozenset(parse(part, lookups) for part in parts if part) or None

    def show(self, value: frozenset[str] | None) -> str:
        if value is None:
            return ""
        return join_terms(self.spelled[channel] for channel in sorted(value)) or next(
            iter(self.refusals.values())
        )


class Links(Cell):
    """Web addresses, one a line; ``platform`` says what an address is, unless the cell does: “mastodon: https://…”."""

    def __init__(self, keeps: Callable[[str], bool], platform: Callable[[str], str]) -> None:
        self.keeps, self.platform = keeps, platform

    def parse(self, text: str, lookups: Any) -> tuple[tuple[str, str], ...]:
        links, platform = {}, ""
        for part in filter(None, re.split(r"[;\s]+", text)):
            if part.endswith(":") and part[:-1].lower() in Platform.values and self.keeps(part[:-1].lower()):
                platform = part[:-1].lower()
                continue
            url = _url(part)
            links.setdefault(url, (platform or self.platform(url), url))
            platform = ""
        return tuple(links.values())

    def show(self, value: Iterable[tuple[str, str]]) -> str:
        return "\n".join(
            url if platform == self.platform(url) else f"{platform}: {url}" for platform, url in value
        )

    def read(self, owner: models.Model, name: str) -> tuple[tuple[str, str], ...]:
        links = [link for link in owner.links.all() if self.keeps(link.platform)]
        # A semicolon parts addresses in a cell.
        urls = {link.url: (link.platform, link.url.replace(";", "%3B")) for link in links}
        return tuple(urls.values())

    def write(self, owner: models.Model, name: str, value: Iterable[tuple[str, str]]) -> None:
        others = [link for link in owner.links.all() if not self.keeps(link.platform)]
        own = [ActorLink(platform=platform, url=url) for platform, url in value]
        links = sorted([*others, *own], key=lambda link: link.platform != Platform.WEBSITE)
        for position, link in enumerate(links):
            link.sort_order = position
        owner.links = links


def _url(text: str) -> str:
    url = text if "://" in text else f"https://{text}"
    field = ActorLink._meta.get_field("url")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except (ValidationError, ValueError):
        raise fail(
            _("“%(value)s” is no web address. Write e.g. https://www.example.org/"), text[:_FUZZY_LENGTH]
        ) from None
    check(field, url)
    return url


def yes_no(empty: bool | None) -> Choice:
    """A question with yes or no; ``empty`` is the answer of an empty cell."""
    yes, no = ("ja", "yes", "x", "1", "wahr", "true"), ("nein", "no", "0", "falsch", "false")
    return Choice({**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}, empty)


def join_terms(labels: Iterable[str]) -> str:
    """Several terms in one cell."""
    return "; ".join(labels)
