"""The zip of pictures beside a spreadsheet: bounded before anything is unpacked, and never unpacked by name."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from skew_wagtail import conf
from skew_wagtail.text import name_key

from .archives import IS_ENCRYPTED, MAX_RATIO
from .sheets import UnreadableFile

#: Bounds of a zip of pictures: files in it, bytes of one and of all when unpacked.
MAX_FILES = 2000
MAX_FILE = 50 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024
# Folders and what macOS puts beside each file are entries, too.
_MAX_ENTRIES = 3 * MAX_FILES
_ENTRY_MARK = b"PK\x01\x02"
_IS_UTF8 = 0x800
_SEPARATORS = re.compile(r"[/\\]+")
_RUBBISH = ("thumbs.db", "desktop.ini")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class PictureEntry:
    """A file in the zip; its path is only shown and compared, nothing is ever written there."""

    path: str
    info: zipfile.ZipInfo = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """The name without folders."""
        return base_name(self.path)


class PictureArchive:
    """The files of a zip by their names; it remembers which of them a row asked for."""

    def __init__(self, archive: zipfile.ZipFile, entries: Iterable[PictureEntry]) -> None:
        self._archive = archive
        self.entries = list(entries)
        self._by_name: dict[str, list[PictureEntry]] = defaultdict(list)
        self._by_key: dict[str, list[PictureEntry]] = defaultdict(list)
        for entry in self.entries:
            self._by_name[entry.name.casefold()].append(entry)
            self._by_key[picture_key(entry.name)].append(entry)
        self._asked: set[str] = set()

    def named(self, name: str) -> list[PictureEntry]:
        """The files with this name, in whatever folders; upper and lower case are the same."""
        return self._ask(self._by_name.get(_composed(name).casefold(), []))

    def named_after(self, names: Iterable[str]) -> list[PictureEntry]:
        """The files that bear one of these names of an organisation."""
        keys = {organisation_key(name) for name in names} - {""}
        return self._ask([entry for key in sorted(keys) for entry in self._by_key.get(key, [])])

    def _ask(self, found: list[PictureEntry]) -> list[PictureEntry]:
        self._asked.update(entry.path for entry in found)
        return found

    @property
    def unasked(self) -> list[PictureEntry]:
        """The files that no row asked for."""
        return [entry for entry in self.entries if entry.path not in self._asked]

    def read(self, entry: PictureEntry) -> bytes:
        """The content of a file, never more than the table of contents promises.

        Raises:
            UnreadableFile: it is damaged.
        """
        try:
            return self._archive.read(entry.info)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
            raise UnreadableFile(
                _("“%(file)s” in the zip is damaged. Please make the zip anew.") % {"file": entry.path}
            ) from error


def base_name(path: str) -> str:
    """The last part of a path, whoever wrote it."""
    return _composed(_SEPARATORS.split(path.rstrip("/\\"))[-1])


def picture_key(name: str) -> str:
    """A file's name without its ending, as it is compared with names of organisations."""
    return organisation_key(PurePosixPath(name).stem)


def organisation_key(name: str) -> str:
    """A name as ``name_key`` compares it, without the blanks that file names have not."""
    return name_key(name.replace("_", " ")).replace(" ", "")


def open_pictures(data: bytes) -> PictureArchive:
    """The pictures in a zip; folders and what systems leave beside pictures are passed over.

    Raises:
        UnreadableFile: too large, no zip, unpacks to too much, a password, nothing in it.
    """
    limit = conf.get("IMPORT_PICTURES_MAX_BYTES")
    if len(data) > limit:
        raise UnreadableFile(
            _("The zip of pictures is too large: %(size)d MB; %(limit)d MB are allowed. Please split it.")
            % {"size": -(-len(data) // 2**20), "limit": limit // 2**20}
        )
    # Each entry of the table of contents becomes an object: counted before they are made.
    if data.count(_ENTRY_MARK) > _MAX_ENTRIES:
        raise _too_many()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(
            _(
                "The file with the pictures is no zip, or it is damaged. Please pack the pictures into a zip anew."
            )
        ) from error
    found = [PictureEntry(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    entries = [entry for entry in found if not _is_rubbish(entry.path)]
    _check_bounds(entries, len(data))
    return PictureArchive(archive, entries)


def _check_bounds(entries: list[PictureEntry], packed: int) -> None:
    if len(entries) > MAX_FILES:
        raise _too_many()
    if not entries:
        raise UnreadableFile(_("The zip of pictures is empty."))
    infos = [entry.info for entry in entries]
    if any(info.flag_bits & IS_ENCRYPTED for info in infos):
        raise UnreadableFile(
            _("The zip of pictures is protected by a password. Please make it without a password.")
        )
    unpacked = sum(info.file_size for info in infos)
    if unpacked > min(MAX_UNPACKED, MAX_RATIO * packed) or any(info.file_size > MAX_FILE for info in infos):
        raise UnreadableFile(
            _("The zip of pictures unpacks to far more than it seems to hold (%(size)d MB).")
            % {"size": unpacked // 2**20}
        )
    for entry in entries:
        if entry.info.compress_type not in _METHODS:
            raise UnreadableFile(
                _("“%(file)s” in the zip is packed in a way that is not supported. Please make a usual zip.")
                % {"file": entry.path}
            )


def _too_many() -> UnreadableFile:
    return UnreadableFile(
        _("The zip of pictures holds more than %(limit)d files. Please split it.") % {"limit": MAX_FILES}
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The path in the zip; macOS writes UTF-8 and does not say so."""
    name = info.filename
    if not info.flag_bits & _IS_UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _composed(name)


def _composed(text: str) -> str:
    """Umlauts as one letter; macOS writes them as two."""
    return unicodedata.normalize("NFC", text)


def _is_rubbish(path: str) -> bool:
    parts = _SEPARATORS.split(path)
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in _RUBBISH
