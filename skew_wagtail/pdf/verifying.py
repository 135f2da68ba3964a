"""Checks of a finished PDF against what PDF/UA-1 asks of its structure; no replacement for PAC or veraPDF."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCHEMES = (b"http://", b"https://", b"mailto:", b"tel:")
_BLEED_POINTS, _TOLERANCE = 3 * 72 / 25.4, 0.1
_HEADING = re.compile(r"/H([1-6])")
#: What annotations may belong to.
_HOLDERS = ("/Link", "/Annot", "/Reference")
#: Kind and dictionary of each element of the structure.
Elements = list[tuple[str, Any]]


def findings(pdf: pikepdf.Pdf, variant: str, title: str, language: str) -> list[str]:
    """What is wrong with a PDF, in English for whoever maintains the template; empty when all is well."""
    elements = [(str(element.S), element) for element in structure_of(pdf)]
    checks = (
        _catalog(pdf, title, language),
        _metadata(pdf, variant, title),
        _headings(elements),
        _alternatives(elements),
        _tables(elements),
        _languages(elements),
        _annotations(pdf, elements),
        _fonts(pdf),
        _outlines(pdf, elements),
        _pages(pdf, variant),
    )
    return [finding for check in checks for finding in check]


def structure_of(pdf: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    found: list[Any] = []
    waiting = [pdf.Root.get("/StructTreeRoot")]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            # Numbers stand for content of a page.
            waiting.extend(kid for kid in reversed(list(element)) if not isinstance(kid, int))
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            waiting.append(element.get("/K"))
    return found


def _catalog(pdf: pikepdf.Pdf, title: str, language: str) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the file is not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "there is no structure tree"
    if str(root.get("/Lang", "")).partition("-")[0] != language.partition("-")[0]:
        yield "the language of the file is missing or wrong"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "viewers show the file's name instead of its title"
    if any(key in root for key in ("/OpenAction", "/AA")) or "/JavaScript" in root.get("/Names", {}):
        yield "the file does something when it is opened"


def _metadata(pdf: pikepdf.Pdf, variant: str, title: str) -> Iterator[str]:
    # Read only: leaving a "with" would write them anew.
    metadata = pdf.open_metadata()
    if metadata.get("pdfuaid:part") != "1":
        yield "the metadata do not name PDF/UA-1"
    if variant == "digital" and metadata.get("pdfaid:part") != "2":
        yield "the metadata do not name PDF/A-2"
    if metadata.get("dc:title") != title:
        yield "the title in the metadata is missing or wrong"


def _headings(elements: Elements) -> Iterator[str]:
    level = 0
    for kind, _element in elements:
        match = _HEADING.fullmatch(kind)
        if match:
            if int(match[1]) > level + 1:
                yield f"a heading of level {match[1]} follows one of level {level}"
            level = int(match[1])
    if not level:
        yield "there is no heading"


def _alternatives(elements: Elements) -> Iterator[str]:
    figures = [element for kind, element in elements if kind in ("/Figure", "/Formula")]
    bare = sum(not str(element.get("/Alt", "")).strip() for element in figures)
    if bare:
        yield f"{bare} pictures have no alternative text"


def _tables(elements: Elements) -> Iterator[str]:
    tables = sum(kind == "/Table" for kind, _element in elements)
    heads = [element for kind, element in elements if kind == "/TH"]
    if tables and not heads:
        yield "tables have no header cells"
    for head in heads:
        attributes = head.get("/A", pikepdf.Array())
        attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        if not any("/Scope" in entry for entry in attributes if isinstance(entry, pikepdf.Dictionary)):
            yield "a header cell does not say what it is the header of"


def _languages(elements: Elements) -> Iterator[str]:
    codes = {str(element.Lang) for _kind, element in elements if "/Lang" in element}
    yield from (f"“{code}” is no language" for code in sorted(codes) if not _LANGUAGE.fullmatch(code))


def _annotations(pdf: pikepdf.Pdf, elements: Elements) -> Iterator[str]:
    """Every link belongs to the structure, says where it leads, and leads to the web, a mail or a page."""
    tagged = {
        kid.Obj.objgen
        for kind, element in elements
        if kind in _HOLDERS
        for kid in _object_references(element)
    }
    untagged = nameless = harmful = 0
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            untagged += annotation.objgen not in tagged
            nameless += not str(annotation.get("/Contents", "")).strip()
            action = annotation.get("/A")
            if action is not None and action.get("/S") != "/GoTo":
                target = bytes(action.get("/URI", b"")).lower()
                harmful += action.get("/S") != "/URI" or not target.startswith(_SCHEMES)
    if untagged:
        yield f"{untagged} links are outside the structure"
    if nameless:
        yield f"{nameless} links do not say where they lead"
    if harmful:
        yield f"{harmful} links lead where a PDF should not lead"


def _object_references(element: Any) -> Iterator[Any]:
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            yield kid


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for entry in pdf.objects:
        is_font = isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        if is_font and not any(key in entry for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {entry.get('/FontName')} is not embedded"


def _outlines(pdf: pikepdf.Pdf, elements: Elements) -> Iterator[str]:
    has_headings = any(_HEADING.fullmatch(kind) for kind, _element in elements)
    outlines = pdf.Root.get("/Outlines")
    if has_headings and (outlines is None or "/First" not in outlines):
        yield "there are headings and no bookmarks"


def _pages(pdf: pikepdf.Pdf, variant: str) -> Iterator[str]:
    bleed = _BLEED_POINTS if variant == "print" else 0
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} is not read in the order of its structure"
        outer, inner = ([float(side) for side in box] for box in (page.mediabox, page.trimbox))
        margins = [abs(a - b) for a, b in zip(outer, inner, strict=True)]
        if any(abs(margin - bleed) > _TOLERANCE for margin in margins):
            yield f"page {number} has the wrong bleed"
        if [float(side) for side in page.get("/BleedBox", page.mediabox)] != outer:
            yield f"page {number} has the wrong bleed box"
