"""What is to become a PDF: content as plain data, a template, pictures."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .fonts import font_set

TYPST = Path(__file__).parent / "typst"


class Variant(TextChoices):
    """What the file is for."""

    #: Tagged for PDF/UA-1 and PDF/A-2a, pages at their final size.
    DIGITAL = "digital", _("digital edition")
    #: Tagged for PDF/UA-1, with 3 mm bleed (Beschnitt) around the final size.
    PRINT = "print", _("print edition")


class Stage(TextChoices):
    """What ``make_pdf`` is about to do."""

    CHECKING = "checking", _("Checking the texts")
    SETTING = "setting", _("Setting the pages")
    VERIFYING = "verifying", _("Verifying the file")


@dataclass(frozen=True)
class PdfJob:
    """One PDF to be made.

    ``template`` is a typst file of ours; the typst files beside it and ``base.typ`` may be imported by it. ``data``
    is what ``json`` can write; ``pictures`` are PNG or JPEG files by the names that the data use. ``language`` is
    a code such as ``de``. ``made_on`` is the date in the file, so the same job gives the same bytes.
    """

    template: Path
    data: dict[str, Any]
    pictures: Mapping[str, bytes]
    variant: Variant
    title: str
    language: str
    made_on: date

    @property
    def description(self) -> dict[str, Any]:
        """What templates know of the job itself."""
        return {
            "title": self.title,
            "language": self.language,
            "variant": str(self.variant),
            "made_on": [self.made_on.year, self.made_on.month, self.made_on.day],
            "fonts": font_set().families,
        }

    @property
    def templates(self) -> dict[str, Path]:
        """The typst files by the names under which they import each other."""
        ours = {path.name: path for folder in (TYPST, self.template.parent) for path in folder.glob("*.typ")}
        return dict(sorted(ours.items()))

    def fingerprint(self) -> str:
        """SHA-256 in hex over all that decides about the bytes; unchanged, nothing need be made anew."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        parts = {
            "job": self.description,
            "data": self.data,
            "template": self.template.name,
            "templates": {name: _digest(path.read_bytes()) for name, path in self.templates.items()},
            "pictures": {name: _digest(content) for name, content in sorted(self.pictures.items())},
            "fonts": font_set().digest,
            "programs": [version("typst"), version("pikepdf")],
        }
        return _digest(json.dumps(parts, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
