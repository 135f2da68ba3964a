"""PDFs that are not kept: previews, one profile, what a visitor found in a directory."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.cache import cache

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import PdfJob, Variant
from skew_wagtail.pdf.scrubbing import scrub
from skew_wagtail.privacy.models import Channel

from .actions import pdf_job
from .content import Content, build_content
from .content.selection import Chosen
from .models import BrochurePage, Depth
from .models.page import Paper

#: How long a PDF may be had again without being set anew, in seconds.
_REMEMBERED = 900
#: What a leaflet takes over from a brochure.
_LOOK = ("municipality", "primary_colour", "tint_colour", "logo", "logo_alt", "paper")


def leaflet_of(
    chosen: Chosen, *, title: str, subtitle: str, locale: Any, channels: Iterable[Channel], base_url: str,
    look: BrochurePage | None = None,
) -> Content:  # fmt: skip
    """Some actors with nothing around them but a cover, in the look of a brochure or in the usual one."""
    taken = {name: getattr(look, name) for name in _LOOK} if look else {}
    page = BrochurePage(
        title=title, subtitle=subtitle, locale=locale, shows_statistics=False, shows_indexes=False, **taken
    )
    return build_content(page, channels=channels, chosen=chosen, base_url=base_url)


def job_of(content: Content) -> PdfJob:
    """The order for the digital PDF of a content."""
    return _job(content, "brochure.typ")


def sheet_of(
    chosen: Chosen, *, profile: Any, directory: Any, channels: Iterable[Channel], base_url: str
) -> PdfJob:
    """The order for one profile on a sheet of its own: no cover, no contents, at its foot where it comes from."""
    page = BrochurePage(
        title=profile.title, locale=profile.locale, entry_depth=Depth.FULL, paper=Paper.A4,
        shows_statistics=False, shows_indexes=False,
    )  # fmt: skip
    content = build_content(page, channels=channels, chosen=chosen, base_url=base_url)
    url = profile.full_url or ""
    source = {"title": directory.title, "text": url.partition("://")[2].rstrip("/") or url, "href": url}
    return _job(replace(content, data=content.data | {"source": source}), "sheet.typ")


def _job(content: Content, template: str) -> PdfJob:
    data, _problems = scrub(content.data)
    return pdf_job(data, content, Variant.DIGITAL, template)


def pdf_of(job: PdfJob) -> bytes:
    """A PDF, from memory where it would be the same: what was taken back gives another key and is not found again.

    Raises:
        PdfError: there is none; the message says why.
    """
    pdf = cache.get(_key(job))
    if pdf is None:
        pdf = make_pdf(job).content
        cache.set(_key(job), pdf, _REMEMBERED)
    return pdf


def is_remembered(job: PdfJob) -> bool:
    """Whether the PDF can be had without work."""
    return cache.has_key(_key(job))


def _key(job: PdfJob) -> str:
    return f"skew-pdf-{job.fingerprint()}"
