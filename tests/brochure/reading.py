"""A finished brochure as its readers have it: text and its places page by page, structure, bookmarks."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from skew_wagtail.pdf.verifying import structure_of

_LEFT_OUT = re.compile(r"[\s.\x02\u00ad\u200b\u2060\ufffe-]+")


@dataclass(frozen=True)
class Piece:
    """A piece of text and its place in points; ``low`` and ``high`` count from the page's lower edge."""

    text: str
    left: float
    low: float
    right: float
    high: float


def squeezed(text: str) -> str:
    """A text without what setting adds or takes: spaces, hyphens, leaders."""
    return _LEFT_OUT.sub("", text)


class Brochure:
    """The pages of a PDF, first page at 0; ``edge`` is what belongs to header or footer, in points."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self._pages = pypdfium2.PdfDocument(content)
        self.edge = 72.0 if self._pages[0].get_height() > 700 else 46.0
        self.texts = [self._text(number) for number in range(len(self._pages))]
        self.squeezed = [squeezed(text) for text in self.texts]

    def _text(self, number: int) -> str:
        page = self._pages[number]
        width, height = page.get_size()
        return page.get_textpage().get_text_bounded(0, self.edge, width, height - self.edge)

    def pieces(self, number: int) -> list[Piece]:
        """The pieces of text of a page, without header and footer."""
        textpage = self._pages[number].get_textpage()
        height = self._pages[number].get_height()
        boxes = [textpage.get_rect(place) for place in range(textpage.count_rects())]
        return [
            Piece(textpage.get_text_bounded(*box).strip(), *box)
            for box in boxes
            if box[1] > self.edge and box[3] < height - self.edge
        ]

    def beyond_the_margins(self, number: int, margin: float) -> list[str]:
        """Letters nearer to an edge of the page than so many points."""
        textpage = self._pages[number].get_textpage()
        width, height = self._pages[number].get_size()
        found = []
        for place in range(textpage.count_rects()):
            left, low, right, high = textpage.get_rect(place)
            if left < margin or right > width - margin or low < margin or high > height - margin:
                found.append(textpage.get_text_bounded(left, low, right, high))
        return found

    def page_of(self, words: str, within: range) -> int:
        """The number of the page (first page 1) that holds some words."""
        (number,) = [number for number in within if squeezed(words) in self.squeezed[number]]
        return number + 1

    @property
    def bookmarks(self) -> list[tuple[str, int]]:
        """Title and page (first page 1) of each bookmark."""
        numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}
        found: list[tuple[str, int]] = []
        with self.pdf.open_outline() as outline:
            waiting = list(reversed(outline.root))
            while waiting:
                item = waiting.pop()
                found.append((item.title, numbers[item.destination[0].objgen]))
                waiting.extend(reversed(item.children))
        return found

    @property
    def elements(self) -> list[Any]:
        """Every element of the structure."""
        return structure_of(self.pdf)

    def kinds(self) -> dict[str, int]:
        """How many elements of each kind there are."""
        found: dict[str, int] = {}
        for element in self.elements:
            found[str(element.S)] = found.get(str(element.S), 0) + 1
        return found
