"""Files that come with an expression of interest: bounded, of few types, and really what their names say."""

import io
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from skew_wagtail import conf

#: Longest name of a file, in characters.
NAME_MAX = 150
#: Parts of an office file, and bytes of its list of parts, that we look at.
_PARTS_MAX, _LIST_MAX = 5000, 1024 * 1024
_ODT = b"application/vnd.oasis.opendocument.text"
_DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Where macros lie in either of them.
_MACROS = ("vbaproject", "vbadata", "basic/", "scripts/", "activex")


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept."""

    name: str
    content_type: str
    content: bytes


def _is_odt(archive: zipfile.ZipFile, parts: list[str]) -> bool:
    return "mimetype" in parts and _start_of(archive, "mimetype") == _ODT and "content.xml" in parts


def _is_docx(archive: zipfile.ZipFile, parts: list[str]) -> bool:
    needed = {"[Content_Types].xml", "word/document.xml"}
    return needed <= set(parts) and _DOCX + b".main+xml" in _start_of(archive, "[Content_Types].xml")


def _start_of(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(_LIST_MAX).strip()


#: What may be attached: how the name ends, how the content begins, its type.
_SIGNATURES = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".docx": (b"PK\x03\x04", _DOCX.decode()),
    ".odt": (b"PK\x03\x04", _ODT.decode()),
}
_OFFICE = {".docx": _is_docx, ".odt": _is_odt}
SUFFIXES = tuple(_SIGNATURES)


def checked(upload: Any) -> CheckedFile:
    """An uploaded file, if it may be kept. What is too large is refused before its content is read.

    Raises:
        ValidationError: it may not; the message names file and reason.
    """
    name = clean_name(upload.name)
    limit = conf.get("INTEREST_FILE_MAX_BYTES")
    if upload.size > limit:
        text = _("%(file)s is too large: %(size)s; each file may have %(limit)s. Please make it smaller.")
        raise ValidationError(
            text % {"file": name, "size": in_megabytes(upload.size), "limit": in_megabytes(limit)}
        )
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _SIGNATURES:
        text = _(
            "%(file)s: this type of file is not taken. Please attach a PDF, a picture (JPEG, PNG) or a text "
            "(.docx, .odt)."
        )
        raise ValidationError(text % {"file": name})
    content = upload.read(limit + 1)
    if not content:
        raise ValidationError(_("%(file)s is empty. Please attach it once more.") % {"file": name})
    signature, content_type = _SIGNATURES[suffix]
    if not content.startswith(signature) or not _holds_what_it_says(content, suffix, name):
        text = _(
            "%(file)s is not what its name says: the content is no %(suffix)s file. Please attach the real one."
        )
        raise ValidationError(text % {"file": name, "suffix": suffix})
    return CheckedFile(name, content_type, content)


def _holds_what_it_says(content: bytes, suffix: str, name: str) -> bool:
    """Whether an office file is one of its kind; all others are known by how they begin.

    Raises:
        ValidationError: it holds macros.
    """
    if suffix not in _OFFICE:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
            if len(parts) > _PARTS_MAX or not _OFFICE[suffix](archive, parts):
                return False
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return False
    if any(mark in part.lower() for part in parts for mark in _MACROS):
        text = _("%(file)s holds macros (small programs). Please attach it without them, best as a PDF.")
        raise ValidationError(text % {"file": name})
    return True


def clean_name(name: str | None) -> str:
    """The name of a file without folders and invisible signs, its ending kept when it is too long."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", last)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    visible = " ".join(visible.split()).strip(". ")
    stem, dot, ending = visible.rpartition(".")
    if len(visible) > NAME_MAX and dot and len(ending) < 10:
        visible = f"{stem[: NAME_MAX - len(ending) - 1]}.{ending}"
    return visible[:NAME_MAX] or _("attachment")


def in_megabytes(size: int) -> str:
    """A size in words; never less than a tenth of a megabyte, never smaller than it is."""
    tenths = max(-(-size * 10 // 2**20), 1)
    return _("%(number)s MB") % {"number": number_format(tenths / 10, 1 if tenths % 10 else 0)}
