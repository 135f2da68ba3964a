"""Validation of what several rooms ask for: texts that stand in for a picture."""

import re
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg|psd|pdf|dng|raw)\Z", re.I)
_CHECKSUM = re.compile(r"(?=.*\d)(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z", re.I)
_PART = re.compile(r"\d+|[^\W\d_]+")
# What cameras, phones and programs put around the number in a file's name.
_CAMERA_WORDS = "cimg dji dsc dscf dscn fb gopr hdr imag img imgp mg mvimg p pano pict pxl sam vid wa wp"
_PROGRAM_WORDS = (
    "bild bildschirmaufnahme bildschirmfoto burst chrome cover datei download file firefox foto image photo pic "
    "picture portrait received scan screen screenshot shot signal telegram unnamed unbenannt untitled whatsapp"
)
_JOINING_WORDS = "am at bearbeitet copy edited from kopie pm uhr um vom von"
_FILE_WORDS = frozenset(f"{_CAMERA_WORDS} {_PROGRAM_WORDS} {_JOINING_WORDS}".split())
# What Django puts behind a name that the storage has already.
STORAGE_SUFFIX = re.compile(r"_[A-Za-z0-9]{7}\Z")

_MESSAGE = _(
    "“%(value)s” is the name of a file. Write what the picture shows, e.g. three women at a sewing machine."
)


def validate_alternative_text(value: str) -> None:
    """A text that says what a picture shows, not the name that its file has."""
    if is_file_name(value):
        raise ValidationError(_MESSAGE, code="file_name", params={"value": value})


def is_file_name(value: str) -> bool:
    """Whether a text is a name as cameras, phones and programs give it: IMG_1234, Bildschirmfoto 2024-01-02.

    Every part of it is then a number or a word of theirs; "IMG-Projekt in Ghana" has others.
    """
    value = value.strip()
    if _EXTENSION.search(value) or _CHECKSUM.match(value):
        return True
    parts = _PART.findall(value.lower())
    numbers = [part for part in parts if part.isdecimal()]
    if len(numbers) == len(parts):
        # A year may be what a logo shows; a longer row of digits is the clock of a camera.
        return sum(map(len, numbers)) > 4
    return bool(numbers) and all(part.isdecimal() or part in _FILE_WORDS for part in parts)


def validate_text_for_image(image: Any, value: str, field: str) -> None:
    """The alternative text of a chosen image, put to ``field``: not the name that its file has there.

    Wagtail takes an image's title from the file, so "sommerfest_final_2" is found in either. One plain word,
    as on a logo, may well be both.
    """
    file_name = PurePosixPath(image.file.name or "").name
    stem = PurePosixPath(file_name).stem
    names = {name.casefold() for name in (image.title, file_name, stem, STORAGE_SUFFIX.sub("", stem))}
    written_by_hand = " " in value.strip() or not re.search(r"[\d_]", value)
    # A name that tells on itself is refused by the field's validator already.
    if value.strip().casefold() in names and not written_by_hand and not is_file_name(value):
        raise ValidationError({field: ValidationError(_MESSAGE, code="file_name", params={"value": value})})
