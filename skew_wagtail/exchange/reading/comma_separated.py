"""CSV as the spreadsheet programs of the last twenty years write it."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from .sheets import Line, UnreadableFile, wrong_type
from .text import cell_text

_DELIMITERS = (";", ",", "\t")
#: So many rows with text decide about the delimiter: a title may stand above the headers.
_SAMPLE = 20
_HINT = "sep="


def csv_lines(data: bytes) -> Iterator[Line]:
    """Number and texts of each row.

    Raises:
        UnreadableFile: no text, letters or quotation marks that cannot be read.
    """
    text = _decode(data)
    delimiter, start = _hinted(text)
    reader = csv.reader(
        io.StringIO(text[start:], newline=""), delimiter=delimiter or _delimiter(text), strict=True
    )
    try:
        for number, cells in enumerate(reader, start=2 if start else 1):
            yield number, [cell_text(cell) for cell in cells]
    except csv.Error as error:
        raise UnreadableFile(
            _("The CSV file cannot be read from line %(line)d on: perhaps a quotation mark is missing there.")
            % {"line": reader.line_num}
        ) from error


def _decode(data: bytes) -> str:
    """UTF-8, UTF-16 with byte order mark, else Windows-1252 as written by older Excel."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data or data.startswith(b"%PDF"):
        raise wrong_type()
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("The letters of the CSV file cannot be read. Please save it as “CSV UTF-8”."))


def _hinted(text: str) -> tuple[str, int]:
    """The delimiter that a first line “sep=;” names for Excel, and where the next line begins."""
    first, _newline, _rest = text[:10].partition("\n")
    hint = first.rstrip("\r")
    if _newline and hint.lower().startswith(_HINT) and hint[len(_HINT) :] in _DELIMITERS:
        return hint[len(_HINT) :], len(first) + 1
    return "", 0


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the first rows into equally many cells, and into most of them."""

    def fit(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = [len(cells) for cells in islice(filter(any, reader), _SAMPLE)]
        except csv.Error:
            return 0, 0
        several = Counter(width for width in widths if width > 1)
        if not several:
            return 0, 0
        width, count = max(several.items(), key=lambda item: (item[1], item[0]))
        return count / len(widths), width

    return max(_DELIMITERS, key=fit)
