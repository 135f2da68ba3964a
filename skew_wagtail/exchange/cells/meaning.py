"""Cells whose text is not what is meant: placeholders, “see above”, numbers that a program has shortened."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from .parsing import fail

#: Written where nothing is known; compared without blanks. No word that is a term or a code (NA is Namibia).
_NOTHING = re.compile(
    r"[-–—−_./?…]+|#nv|#?n/a|n\.a\.?|n\.n\.?|k\.a\.?|k/a|(?:k\.|keine|ohne)angaben?"
    r"|unbekannt|nichtbekannt|unknown|notknown|notspecified"
)
#: Stands for the cell above it, which may be another one when rows are sorted.
_ABOVE = re.compile(
    r"(?:siehe|wie|s\.)oben\.?|s\.o\.?|dito|ditto|dto\.?|idem|ebd\.|ebenda|(?:see|as|sameas)above|[\"„“”″〃]|''"
)
_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d{1,3}", re.I | re.A)
_SHOWN = 100
# Signs of writing direction, which telephones put around a number.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def meant(text: str) -> str:
    """The text of a cell as it is meant: nothing for a placeholder, else as it stands.

    Signs of writing direction stay where a letter is written from right to left; elsewhere they mean nothing.

    Raises:
        CellError: the cell refers to another one, or its digits are lost.
    """
    undirected = _DIRECTIONS.sub("", text)
    if undirected != text and not any(
        unicodedata.bidirectional(letter) in ("R", "AL") for letter in undirected
    ):
        text = undirected.strip()
    key = "".join(text.casefold().split())
    if _NOTHING.fullmatch(key):
        return ""
    if _ABOVE.fullmatch(key):
        raise fail(
            _(
                "“%(value)s” cannot be carried over, because every organisation stands for itself. Please write "
                "out what is meant."
            ),
            text,
        )
    if _SHORTENED.fullmatch(text):
        raise fail(
            _(
                "“%(value)s” is a number that the spreadsheet program has shortened; digits of it are lost. Please "
                "format this column as text and enter the number anew."
            ),
            text[:_SHOWN],
        )
    return text
