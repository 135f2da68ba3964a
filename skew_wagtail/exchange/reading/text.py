"""What a cell holds, as the text that a person at the screen would copy from it."""

import re
import unicodedata
from datetime import date, datetime

from skew_wagtail.spreadsheets import original

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Hints to a typesetter, not letters: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Word's optional breaks; in Persian and Hindi words and in emoji the same two signs are part of the word.
_JOINERS = re.compile("(?<=[0-9A-Za-z\u00c0-\u024f])[\u200c\u200d]+")
#: Spreadsheet programs keep 15 digits of a number.
_EXACT = 10**15


def clean_text(text: str) -> str:
    """The text with one kind of line break and of space, composed letters, and nothing that is no letter.

    Signs of writing direction stay. Cleaned text stays as it is when cleaned again.
    """
    if text.isprintable():
        # Nearly every cell: no breaks, no strange blanks, nothing invisible.
        return unicodedata.normalize("NFC", text).strip()
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    kept = (" " if unicodedata.category(letter) == "Zs" else letter for letter in text if _is_kept(letter))
    return _JOINERS.sub("", unicodedata.normalize("NFC", "".join(kept))).strip()


def _is_kept(letter: str) -> bool:
    # The last two are no letters, and XML has no place for them.
    return letter in "\n\t" or (
        unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\ufffe\uffff"
    )


def cell_text(text: str) -> str:
    """The clean text of a cell, without the apostrophe that an export of ours puts before “=” or “+”."""
    return clean_text(original(text))


def number_text(value: float) -> str:
    """A number; whole ones without point, and those too long to be exact as “4.9E+17”."""
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    return str(int(value)) if value == int(value) else str(value)


def date_text(value: date) -> str:
    """A day as 31.12.2026, with the time of day behind it unless that is midnight."""
    if isinstance(value, datetime) and value.time() != datetime.min.time():
        return str(value)
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def yes_or_no(value: bool) -> str:
    """A ticked or an empty box."""
    return "ja" if value else "nein"
