"""Texts made fit for a page: what a font cannot draw or a line cannot hold would stop the whole PDF."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .fonts import font_set
from .links import safe_href

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\N{ZERO WIDTH SPACE}"
#: Drawn by no font, and needed by none: joiners, soft hyphens, variation selectors, break points.
_UNDRAWN = frozenset(map(ord, "\n\u00ad\u200b\u200c\u200d\u2060")) | set(range(0xFE00, 0xFE10))
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Writing without spaces has break points of its own.
_BREAKABLE_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WIDE = "0-9A-ZÀ-ÖØ-Þ#$%&*+=@_~-"
_LONG = re.compile(rf"[^\s{BREAK}{_BREAKABLE_SCRIPTS}]{{41,}}|[{_WIDE}]{{25,}}")
_PIECE = 8
#: Names of files and places in the data, which no reader sees.
_REFERENCES = {"id", "refs", "picture", "logo", "portrait", "kind", "lang", "language", "name_language"}


@dataclass(frozen=True)
class Problem:
    """What was changed in a text: where in the data, of whom (empty for the whole), and a sentence for editors."""

    path: str
    owner: str
    message: str


def scrub(data: Any) -> tuple[Any, list[Problem]]:
    """The same data with texts that can be set, and what an editor should know of the changes.

    Scrubbed data come back unchanged and without problems.

    Raises:
        PdfExtraMissing: without the extra nobody knows which letters can be drawn.
    """
    scrubber = _Scrubber()
    return scrubber.value(data, (), ""), scrubber.problems


class _Scrubber:
    def __init__(self) -> None:
        self.letters = font_set().letters | _UNDRAWN
        self.problems: list[Problem] = []

    def value(self, value: Any, path: tuple[str, ...], owner: str) -> Any:
        """A value at any depth; ``owner`` is the name of the nearest thing around it that has an id."""
        if isinstance(value, str):
            return self.text(value, path, owner)
        if isinstance(value, list | tuple):
            return [self.value(item, (*path, str(number)), owner) for number, item in enumerate(value)]
        if isinstance(value, dict):
            if "id" in value:
                owner = " ".join(clean(str(value.get("name") or "")).split()) or str(value["id"])
            return {key: self.entry(key, item, (*path, str(key)), owner) for key, item in value.items()}
        return value

    def entry(self, key: str, value: Any, path: tuple[str, ...], owner: str) -> Any:
        """One entry of a dict: references stay as they are, links must be harmless."""
        if key in _REFERENCES:
            return value
        if key == "href" and value is not None:
            return self.href(str(value), path, owner)
        return self.value(value, path, owner)

    def href(self, value: str, path: tuple[str, ...], owner: str) -> str | None:
        href = safe_href(value)
        if value and href is None:
            self.report(
                _("The link “%(value)s” leads nowhere that a PDF may lead, and is left out."),
                value,
                path,
                owner,
            )
        return href

    def text(self, value: str, path: tuple[str, ...], owner: str) -> str:
        text = clean(value)
        if _TURNING.search(value):
            message = _("Hidden signs that turn the direction of writing were left out of “%(value)s”.")
            self.report(message, text, path, owner)
        unknown = {letter for letter in text if ord(letter) not in self.letters}
        if unknown:
            signs = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(unknown))
            self.report(_("No font can draw %(value)s; � stands there instead."), signs, path, owner)
            text = "".join(REPLACEMENT if letter in unknown else letter for letter in text)
        return _LONG.sub(_with_breaks, text)

    def report(self, message: str, value: str, path: tuple[str, ...], owner: str) -> None:
        self.problems.append(Problem(".".join(path), owner, message % {"value": shortened(value)}))


def clean(value: str) -> str:
    """A text composed (NFC), with plain line ends, without control characters and signs that turn its direction."""
    text = _TURNING.sub("", _CONTROLS.sub("", _LINE_ENDS.sub("\n", value.replace("\t", " "))))
    return unicodedata.normalize("NFC", text)


def shortened(value: str, length: int = 80) -> str:
    """The beginning of a long text."""
    return value if len(value) <= length else f"{value[: length - 1]}…"


def _with_breaks(match: re.Match[str]) -> str:
    """A word that no line can hold, with points where it may be broken; letters keep their marks."""
    pieces, piece = [], ""
    for letter in match[0]:
        if len(piece) >= _PIECE and not _belongs_to_the_letter_before(letter) and piece[-1] != "\u200d":
            pieces.append(piece)
            piece = ""
        piece += letter
    return BREAK.join([*pieces, piece])


def _belongs_to_the_letter_before(letter: str) -> bool:
    return (
        unicodedata.category(letter).startswith("M")
        or letter == "\u200d"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )
