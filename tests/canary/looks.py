"""How the canary looks at what comes out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from wagtail.models import Page

from tests.own_urls import PUBLIC_URLS
from tests.pdf_text import text_of_pdf


def pages_as_seen(client) -> Iterator[tuple[str, str]]:
    """Every published page as HTML, whatever it answers."""
    for page in Page.objects.filter(depth__gt=1):
        for query in ("", "?more=topic&sort=newest"):
            url = f"{page.get_url()}{query}"
            yield url, client.get(url, follow=True).content.decode()


def other_addresses(client) -> Iterator[tuple[str, str]]:
    for url in PUBLIC_URLS.values():
        yield url, as_text(client.get(url))


def as_text(response: Any) -> str:
    """What one reads of an answer, also of a PDF."""
    if response.headers["Content-Type"] == "application/pdf":
        return text_of_pdf(response.content)
    return response.content.decode()


def text_of_workbook(data: bytes) -> str:
    book = load_workbook(BytesIO(data))
    return " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
