"""Pictures of a brochure: bytes for the PDF, addresses for the web edition."""

from typing import Any, Protocol

from django.utils.translation import gettext as _

from skew_wagtail.pdf.pictures import PictureProblem, prepared

from .selection import Problem, problem

#: What pictures are for.
LOGO, PICTURE, PORTRAIT, COVER = "logo", "picture", "portrait", "cover"
#: Most pixels of width and height: about 300 to the inch of the place that a picture has on paper.
_ON_PAPER = {
    "a5": {LOGO: (420, 224), PICTURE: (960, 960), PORTRAIT: (800, 800), COVER: (1800, 1800)},
    "a4": {LOGO: (580, 248), PICTURE: (960, 960), PORTRAIT: (800, 800), COVER: (2500, 2500)},
}
#: In the web edition.
_ON_SCREEN = {LOGO: "max-480x480", PICTURE: "max-960x960", PORTRAIT: "max-800x800", COVER: "max-1800x1800"}
_PNG = b"\x89PNG"


class Shelf(Protocol):
    """Takes pictures and gives back by what the content names them."""

    problems: list[Problem]

    def put(self, name: str, image: Any, use: str, **owner: Any) -> str | None:
        """The name of a picture, or nothing where there is none that can be shown."""


class Files:
    """Pictures for a PDF on paper of this size, re-encoded, by name."""

    def __init__(self, paper: str) -> None:
        self.sizes = _ON_PAPER[paper]
        self.content: dict[str, bytes] = {}
        self.problems: list[Problem] = []

    def put(self, name: str, image: Any, use: str, **owner: Any) -> str | None:
        """Prepare a picture; of one that cannot be printed the editor is told."""
        if image is None:
            return None
        try:
            with image.open_file() as file:
                content = prepared(file, self.sizes[use])
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

    def put(self, name: str, image: Any, use: str, **owner: Any) -> str | None:
        """The address of a rendition, or nothing where the file is missing or no picture."""
        if image is None:
            return None
        try:
            return image.get_rendition(_ON_SCREEN[use]).url
        except OSError:
            return None
