"""Rich text of the admin as plain data that a typst template can set."""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from wagtail.rich_text import expand_db_html

from .links import safe_href

_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_LISTS = {"ul": False, "ol": True}
_PARTS = {"p", "div", "blockquote", "td", "th", "pre", "figcaption", "li", *_HEADINGS, *_LISTS}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_UNREAD = {"script", "style", "iframe", "object", "svg", "template", "head"}
_SPACES = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*|[ \t\r\f\v]+")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[a-z0-9-]+)?", re.I)

Run = dict[str, Any]
Block = dict[str, Any]


def blocks_of(html: str, base_url: str = "") -> list[Block]:
    """Paragraphs, headings and lists of a rich text, in order.

    A block is ``{"kind": "paragraph", "runs": […]}``, ``{"kind": "heading", "level": 1 to 3, "runs": […]}`` or
    ``{"kind": "list", "ordered": …, "items": [[run, …], …]}``; a run is ``{"text": …}`` with ``bold``, ``italic``,
    ``href`` and ``lang`` where they apply. Levels begin at 1 and skip none. Links to pages of the site are resolved
    against ``base_url``; links that lead nowhere in a PDF become plain text. Pictures and embeds are left out.
    """
    reader = _Reader(base_url)
    reader.feed(expand_db_html(html))
    reader.close()
    reader.end_part()
    return _without_skipped_levels(reader.blocks)


class _Reader(HTMLParser):
    """Gathers runs until a part of the text ends, then files them by what they stand in."""

    def __init__(self, base_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base_url = base_url
        self.blocks: list[Block] = []
        self._open: list[tuple[str, Run]] = []
        self._runs: list[Run] = []
        self._list: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        if tag in _PARTS:
            self.end_part()
        if tag in _LISTS and not self._inside(_LISTS):
            self._list = {"kind": "list", "ordered": _LISTS[tag], "items": []}
        self._open.append((tag, self._style(tag, dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._inside({tag}):
            return
        if tag in _PARTS:
            self.end_part()
        while self._open.pop()[0] != tag:
            pass
        if tag in _LISTS and not self._inside(_LISTS):
            self._list = None

    def handle_data(self, data: str) -> None:
        if not self._inside(_UNREAD):
            self._add(_SPACES.sub(" ", data))

    def end_part(self) -> None:
        """File what was gathered as a paragraph, a heading or an item."""
        runs, self._runs = _tidy(self._runs), []
        if not runs:
            return
        levels = [_HEADINGS[tag] for tag, _style in self._open if tag in _HEADINGS]
        if self._list is not None:
            if self._list not in self.blocks[-1:]:
                self.blocks.append(self._list)
            self._list["items"].append(runs)
        elif levels:
            self.blocks.append({"kind": "heading", "level": levels[-1], "runs": runs})
        else:
            self.blocks.append({"kind": "paragraph", "runs": runs})

    def _style(self, tag: str, attributes: dict[str, str | None]) -> Run:
        style: Run = {}
        if tag in _BOLD:
            style["bold"] = True
        if tag in _ITALIC:
            style["italic"] = True
        if tag == "a" and attributes.get("href"):
            href = safe_href(_absolute(self.base_url, attributes["href"] or ""))
            if href:
                style["href"] = href
        language = _LANGUAGE.fullmatch(attributes.get("lang") or "")
        if language:
            style["lang"] = language[1].lower()
        return style

    def _add(self, text: str) -> None:
        style: Run = {}
        for _tag, own in self._open:
            style |= own
        if self._runs and self._runs[-1].items() - {("text", self._runs[-1]["text"])} == style.items():
            self._runs[-1]["text"] += text
        else:
            self._runs.append({"text": text, **style})

    def _inside(self, tags: Any) -> bool:
        return any(tag in tags for tag, _style in self._open)


def _absolute(base_url: str, href: str) -> str:
    try:
        return urljoin(base_url, href)
    except ValueError:
        return ""


def _tidy(runs: list[Run]) -> list[Run]:
    """Runs with single spaces, none at either end, and none that is empty."""
    tidy: list[Run] = []
    before = "\n"
    for run in runs:
        text = re.sub(r" *\n *", "\n", re.sub(" +", " ", run["text"]))
        if before in " \n":
            text = text.lstrip(" ")
        if text:
            before = text[-1]
            tidy.append(run | {"text": text})
    while tidy and not tidy[0]["text"].strip():
        tidy.pop(0)
    while tidy and not tidy[-1]["text"].strip():
        tidy.pop()
    if tidy:
        tidy[0] = tidy[0] | {"text": tidy[0]["text"].lstrip()}
        tidy[-1] = tidy[-1] | {"text": tidy[-1]["text"].rstrip()}
    return tidy


def _without_skipped_levels(blocks: list[Block]) -> list[Block]:
    level = 0
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"] = min(block["level"], level + 1)
    return blocks
