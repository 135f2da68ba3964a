"""Pictures of a brochure: bytes for the PDF, addresses for the web edition."""

from typing import Any, Protocol

from django.utils.translation import gettext as _

from skew_wagtail.pdf.pictures import PictureProblem, prepared

from .selection import Problem, problem

#: Longest side in pixels.
LOGO, PICTURE, PORTRAIT = 480, 960, 800
COVER = {"a5": 1800, "a4": 2500}
_PNG = b"\x89PNG"


class Shelf(Protocol):
    """Takes pictures and gives back by what the content names them."""

    problems: list[Problem]

    def put(self, name: str, image: Any, longest: int, **owner: Any) -> str | None:
        """The name of a picture, or nothing where there is none that can be shown."""


class Files:
    """Pictures for a PDF, re-encoded, by name."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}
        self.problems: list[Problem] = []

    def put(self, name: str, image: Any, longest: int, **owner: Any) -> str | None:
        """Prepare a picture; of one that cannot be printed the editor is told."""
        if image is None:
            return None
        try:
            with image.open_file() as file:
                content = prepared(file, longest)
        except PictureProblem as error:
            message = _("The picture “%(title)s” is left out. %(why)s") % {"title": image.title, "why": error}
        except OSError:
            message = _("The picture “%(title)s” is left out: its file is missing.") % {"title": image.title}
        else:
            name = f"{name}.{'png' if content.startswith(_PNG) else 'jpg'}"
            self.content[name] = content
            return name
        self.problems.append(problem(message, **owner))
        return None


class Addresses:
    """Pictures for the web edition: the addresses of their renditions."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def put(self, name: str, image: Any, longest: int, **owner: Any) -> str | None:
        """The address of a rendition, or nothing where the file is missing or no picture."""
        if image is None:
            return None
        try:
            return image.get_rendition(f"max-{longest}x{longest}").url
        except OSError:
            return None
