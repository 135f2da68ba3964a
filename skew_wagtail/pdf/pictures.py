"""Pictures made fit for a PDF: small enough, in colours of a screen, and nothing but pixels."""

import warnings
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

#: Formats that are read; those of drawings run programs.
_FORMATS = ("JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "TIFF", "BMP")
MAX_PIXELS = 60_000_000
_QUALITY = 85


class PictureProblem(Exception):
    """The picture cannot be printed; the message says what to do."""


def prepared(file: Any, most: tuple[int, int]) -> bytes:
    """A picture as PNG (when it is transparent) or JPEG, at most so many pixels wide and high.

    ``file`` is a binary file or a path. Place, camera and colour profile are gone, the picture stands upright,
    of a moving one the first frame is left.

    Raises:
        PictureProblem: no picture, a drawing (SVG), damaged, or far too large.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of many pixels; here they are counted.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=_known_formats())
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:  # Pillow's readers raise whatever they stumble over.
        raise PictureProblem(
            _("This is no picture that can be printed. Please save it as PNG or JPEG.")
        ) from error
    with picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise _too_large()
        try:
            picture.draft("RGB", (2 * max(most), 2 * max(most)))
            return _written(_in_screen_colours(ImageOps.exif_transpose(picture)), most)
        except Exception as error:  # As above.
            raise PictureProblem(
                _("The picture is damaged. Please open it in a program for pictures and save it anew.")
            ) from error


def _known_formats() -> list[str]:
    Image.init()
    return [name for name in _FORMATS if name in Image.OPEN]


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """The picture in RGB or RGBA; colours of a printer's profile become those of a screen."""
    has_alpha = picture.has_transparency_data
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError):
            # A profile that nobody can read says nothing.
            return picture.convert("RGB")
    return picture.convert("RGBA" if has_alpha else "RGB")


def _written(picture: Image.Image, most: tuple[int, int]) -> bytes:
    picture.thumbnail(most)
    output = BytesIO()
    # Without what the file said beside its pixels.
    picture.info = {}
    if picture.mode == "RGBA" and picture.getextrema()[3][0] < 255:
        picture.save(output, "PNG", optimize=True)
    else:
        picture.convert("RGB").save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue()


def _too_large() -> PictureProblem:
    return PictureProblem(
        _("The picture has more than %(limit)d million pixels. Please save it smaller.")
        % {"limit": MAX_PIXELS // 1_000_000}
    )
