"""Workbooks are zip archives: refused before parsing when they hold too much, or what nobody here may open."""

import io
import zipfile
import zlib
from contextlib import suppress
from enum import Enum
from xml.etree.ElementTree import ParseError  # noqa: S405 -- only the name of an error.

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from .sheets import UnreadableFile, damaged, wrong_type

#: Bounds of an unpacked workbook (OWASP ASVS 5.0, 5.2.3): bytes, times the packed size, files in it.
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 200

_CHUNK = 64 * 1024
_ODS_TYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
#: In the flags of an entry: it is packed with a password.
IS_ENCRYPTED = 0x1
_CONTENT_TYPES, _MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"


class Kind(Enum):
    """The two kinds of workbook, by the ending of their names."""

    XLSX = ".xlsx"
    ODS = ".ods"


def open_archive(data: bytes) -> tuple[zipfile.ZipFile, Kind]:
    """The archive and what it is.

    Raises:
        UnreadableFile: no workbook, damaged, unpacks to too much, password, macros.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise wrong_type() from error
    _check_size(archive.infolist(), len(data))
    try:
        kind = _kind(archive)
        for entry in archive.infolist():
            _check_entry(archive, entry)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise damaged() from error
    return archive, kind


def _check_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(MAX_UNPACKED, MAX_RATIO * packed) or len(entries) > MAX_ENTRIES:
        raise UnreadableFile(
            _("The workbook unpacks to far more than it seems to hold (%(size)d MB, %(count)d parts).")
            % {"size": unpacked // 2**20, "count": len(entries)}
        )


def _kind(archive: zipfile.ZipFile) -> Kind:
    """What the archive is, unless a password or macros are in the way."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    is_locked = any(entry.flag_bits & IS_ENCRYPTED for entry in entries.values())
    if is_locked or (_MANIFEST in entries and b"encryption-data" in archive.read(_MANIFEST)):
        raise UnreadableFile(
            _("The file is protected by a password and cannot be read. Please save it without a password.")
        )
    if "xl/workbook.xml" in entries:
        types = archive.read(_CONTENT_TYPES) if _CONTENT_TYPES in entries else b""
        if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in entries):
            raise UnreadableFile(
                _(
                    "The file holds macros (.xlsm), which are not accepted. Please save it without macros as "
                    "“Excel workbook (.xlsx)”."
                )
            )
        return Kind.XLSX
    if {"mimetype", "content.xml"} <= set(entries) and archive.read("mimetype").strip() in _ODS_TYPES:
        return Kind.ODS
    raise wrong_type()


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part once, in small pieces: is it what the table of contents promises?

    A part that is longer is cut off where it should end, and then has the wrong checksum.
    """
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged()
    with archive.open(entry) as part:
        while part.read(_CHUNK):
            pass
    if entry.filename.endswith((".xml", ".rels")):
        # Whichever library parses it later: entities, which may make gigabytes of one line, stand before the root.
        with archive.open(entry) as part, suppress(ParseError):
            next(iterparse(part, ("start",)), None)
