"""Rich texts of many fields as plain blocks, with one look at the pages that they link to."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import linebreaks
from wagtail.rich_text import expand_db_html

from skew_wagtail.pdf.rich_text import blocks_of

#: Stands between two texts while links are looked up; no text holds it.
_SEPARATOR = "\x1e"


class Texts:
    """Texts collected first and read afterwards: links of all of them cost as many queries as those of one."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._texts: dict[str, list[dict[str, Any]] | None] = {}

    def collect(self, texts: Iterable[str]) -> None:
        """Read these texts, all at once."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self._texts]
        joined = _SEPARATOR.join(text.replace(_SEPARATOR, "") for text in new)
        for text, html in zip(new, expand_db_html(joined).split(_SEPARATOR), strict=False):
            self._texts[text] = blocks_of(html, self.base_url)

    def blocks(self, text: str) -> list[dict[str, Any]]:
        """The blocks of a text."""
        if text and text not in self._texts:
            self.collect([text])
        return self._texts.get(text) or []

    def plain_blocks(self, text: str) -> list[dict[str, Any]]:
        """Blocks of a text that an editor typed without any formatting."""
        return blocks_of(linebreaks(text, autoescape=True), self.base_url) if text.strip() else []


def paragraph(text: str, **style: Any) -> dict[str, Any]:
    """One line as a block."""
    return {"kind": "paragraph", "runs": [{"text": text, **style}]}


def listing(items: Iterable[str]) -> dict[str, Any]:
    """A list as a block."""
    return {"kind": "list", "ordered": False, "items": [[{"text": item}] for item in items]}
