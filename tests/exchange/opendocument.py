"""OpenDocument spreadsheets for the tests, written as LibreOffice does."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = ("office", "table", "text", "style")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml">{}</manifest:file-entry></manifest:manifest>'
)


def ods(lines: Iterable[Iterable[Any]]) -> bytes:
    """The bytes of a workbook with these lines; numbers are numbers, the rest is text."""
    return document(sheet("".join(row(*map(cell, line)) for line in lines)))


def cell(value: Any) -> str:
    """A cell with a number or a text."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return typed("float", f"office:value={quoteattr(repr(value))}", "shown otherwise")
    return text_cell(paragraphs(value))


def typed(kind: str, attributes: str, shown: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{shown}</text:p></table:table-cell>'


def text_cell(content: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}>{content}</table:table-cell>'


def paragraphs(text: str) -> str:
    """A paragraph for each line; blanks after a blank are elements."""
    lines = (escape(line).replace(" ", "<text:s/>").replace("\t", "<text:tab/>") for line in text.split("\n"))
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(rows: str, name: str = "Steckbriefe", style: str = "ta1") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def document(sheets: str, *, before: str = "", encryption: str = "", mimetype: str = MIMETYPE) -> bytes:
    """The archive; ``before`` goes before the root element, ``encryption`` into the manifest."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("ta1", "true"), ("hidden", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        packed.writestr("META-INF/manifest.xml", _MANIFEST.format(encryption))
        packed.writestr("content.xml", content.encode())
    return stream.getvalue()
