"""Fonts (Schriften): from installed packages and folders, never from the machine, so that every server sets alike."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

from skew_wagtail import conf

from .availability import missing_extra
from .errors import PdfExtraMissing

#: Latin, Greek and Cyrillic letters, then Arabic ones; the setting ``PDF_FONTS`` adds further scripts.
PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
_ENDINGS = (".ttf", ".otf", ".ttc")
_TYPOGRAPHIC_FAMILY, _FAMILY = 16, 1


@dataclass(frozen=True)
class FontSet:
    """Font files, the families in them (first choice first), the letters they can draw, and a SHA-256 of it all."""

    files: tuple[Path, ...]
    families: tuple[str, ...]
    letters: frozenset[int]
    digest: str


def font_set() -> FontSet:
    """The fonts of this site.

    Raises:
        PdfExtraMissing: a package is not installed, with fonts or of the extra.
    """
    missing = missing_extra()
    if missing:
        raise PdfExtraMissing(missing)
    files: dict[str, Path] = {}
    for source in (*PACKAGES, *conf.get("PDF_FONTS")):
        for path in _files(str(source)):
            # "NotoSans[wght]" and "NotoSans[wdth,wght]" are one font; the first package wins.
            files.setdefault(path.stem.partition("[")[0], path)
    return _read(tuple((path, path.stat().st_mtime_ns) for path in files.values()))


def _files(source: str) -> Iterator[Path]:
    """The font files of a package or folder, in a fixed order."""
    folder = Path(source)
    if not folder.is_absolute():
        spec = find_spec(source) if source.replace(".", "").isidentifier() else None
        if spec is None or not spec.origin:
            raise PdfExtraMissing(
                _("The fonts “%(source)s” are neither an installed package nor a folder with its whole path.")
                % {"source": source}
            )
        folder = Path(spec.origin).parent
    yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)


@lru_cache(maxsize=4)
def _read(stamped: tuple[tuple[Path, int], ...]) -> FontSet:
    from fontTools.ttLib import TTCollection, TTFont

    families: dict[str, None] = {}
    letters: set[int] = set()
    digest = hashlib.sha256()
    for path, _stamp in stamped:
        content = path.read_bytes()
        digest.update(hashlib.sha256(content).digest())
        is_collection = path.suffix.lower() == ".ttc"
        for font in TTCollection(path, lazy=True) if is_collection else [TTFont(path, lazy=True)]:
            families.setdefault(
                font["name"].getDebugName(_TYPOGRAPHIC_FAMILY) or font["name"].getDebugName(_FAMILY)
            )
            letters.update(font.getBestCmap())
            font.close()
    return FontSet(
        tuple(path for path, _stamp in stamped), tuple(families), frozenset(letters), digest.hexdigest()
    )
