"""Cells that name a picture in the zip that comes with the spreadsheet."""

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.utils.file import hash_filelike

from skew_wagtail.privacy.pictures.files import without_metadata

from ..reading import UnreadableFile
from ..reading.pictures import PictureArchive, PictureEntry, base_name
from .parsing import Cell, fail, one_line

#: A logo with more pixels is refused before it is decoded; Wagtail's own bound holds where it is lower.
MAX_PIXELS = 50_000_000
#: The ending of a file by what Pillow says that it holds.
_ENDINGS = {
    "JPEG": ".jpg",
    # What phones write: a JPEG with further pictures behind it, which are cut off.
    "MPO": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "AVIF": ".avif",
}
_SVG_WITHIN = 1000
_LENGTH = 255


@dataclass(frozen=True)
class Picture:
    """A picture, by its content: ``digest`` is that of the file as the site stores it, empty when unknown.

    ``entry`` is its file in the zip, ``image`` the site's image as soon as that is made.
    """

    name: str = field(compare=False, repr=False)
    digest: str = ""
    entry: PictureEntry | None = field(default=None, compare=False, repr=False)
    image: Any = field(default=None, compare=False, repr=False)


class PictureFile(Cell):
    """The name of a file in the zip; a name that is not there may be that of the profile's own picture."""

    def parse(self, text: str, lookups: Any) -> Picture | None:
        name = base_name(one_line(text))[:_LENGTH]
        if not name:
            return None
        found = lookups.pictures.named(name) if lookups.pictures else []
        if len(found) > 1:
            raise fail(
                _("Several files in the zip have this name: %(files)s. Please keep one, or rename them."),
                name,
                files=paths(found),
            )
        return picture_in(lookups.pictures, found[0]) if found else Picture(name)

    def show(self, value: Picture | None) -> str:
        return value.name if value else ""

    def read(self, owner: models.Model, name: str) -> Picture | None:
        image = getattr(owner, name)
        if image is None:
            return None
        stored = PurePosixPath(image.file.name or "").name
        # Images that code made have no checksum.
        return Picture(stored, image.file_hash or stored)

    def write(self, owner: models.Model, name: str, value: Picture) -> None:
        if value.image is not None:
            setattr(owner, name, value.image)


def paths(entries: list[PictureEntry]) -> str:
    """Files of the zip in a sentence."""
    return ", ".join(entry.path for entry in entries)


def picture_in(archive: PictureArchive, entry: PictureEntry) -> Picture:
    """A file of the zip as a picture.

    Raises:
        CellError: it is none that the site takes.
    """
    data, ending = content(archive, entry)
    digest = hash_filelike(ContentFile(data))
    return Picture(f"{PurePosixPath(entry.name).stem}{ending}", digest, entry)


def content(archive: PictureArchive, entry: PictureEntry) -> tuple[bytes, str]:
    """A file of the zip without its metadata, and the ending that its content has.

    Raises:
        CellError: it is no picture that the site takes; the message says what to do.
    """
    limit = getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10 * 1024 * 1024)
    if limit is not None and entry.info.file_size > limit:
        raise fail(
            _("“%(value)s” is larger than %(limit)d MB. Please save the picture smaller."),
            entry.path,
            limit=limit // 2**20,
        )
    try:
        data = archive.read(entry)
    except UnreadableFile as error:
        raise fail(_("“%(value)s” in the zip is damaged. Please make the zip anew."), entry.path) from error
    _check(data, entry.path)
    data = without_metadata(data)
    return data, _check(data, entry.path)


def _check(data: bytes, path: str) -> str:
    """The ending of a picture's file, by its content.

    Raises:
        CellError: unknown or forbidden format, too many pixels, several frames, damaged.
    """
    if b"<svg" in data[:_SVG_WITHIN].lower():
        raise fail(
            _("“%(value)s” is a drawing in the SVG format, which can hold programs. Please save it as PNG."),
            path,
        )
    try:
        with warnings.catch_warnings():
            # Pillow warns of many pixels; here they are counted.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(path) from error
    except Exception as error:  # Pillow's readers raise whatever they stumble over.
        raise _no_picture(path) from error
    ending = _ENDINGS.get(picture.format or "")
    if ending is None or ending[1:] not in get_allowed_image_extensions():
        raise _no_picture(path)
    bounds = (MAX_PIXELS, getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", None))
    if picture.width * picture.height > min(filter(None, bounds)):
        raise _too_many_pixels(path)
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise fail(_("“%(value)s” moves. Please save one frame of it as PNG."), path)
    try:
        picture.load()
    except Exception as error:  # As above.
        raise fail(
            _("“%(value)s” is damaged. Please open it in a program for pictures and save it anew."), path
        ) from error
    return ending


def _no_picture(path: str) -> Exception:
    known = [ending[1:].upper() for ending in dict.fromkeys(_ENDINGS.values())]
    return fail(
        _(
            "“%(value)s” is no picture that can be shown here, whatever its name says. Possible are: %(known)s."
        ),
        path,
        known=", ".join(known),
    )


def _too_many_pixels(path: str) -> Exception:
    return fail(
        _("“%(value)s” has too many pixels for a logo. Please save it smaller, e.g. 1,000 pixels wide."), path
    )
