"""PDFs that visitors ask for: of the results in a directory, of one profile."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from skew_wagtail import conf
from skew_wagtail.actors.facets import FACETS
from skew_wagtail.actors.listing import Listing
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.actors.views import serve_file
from skew_wagtail.models import frame_context
from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.pdf.jobs import PdfJob
from skew_wagtail.privacy.throttle import allowed, client_address

from ..content.book import site_of
from ..content.selection import Chosen, chosen_among
from ..leaflets import is_remembered, job_of, leaflet_of, pdf_of, sheet_of
from ..links import DIRECTORY_PDF, PROFILE_PDF, can_make_pdfs
from ..models import ONLINE

#: PDFs that are set anew in so many seconds: for one visitor, and for all together.
_EACH, _ALL, _SECONDS = 10, 60, 600


@require_safe
def directory_pdf(request: HttpRequest, path: str) -> HttpResponse:
    """The actors that a filter of the directory finds, as a PDF."""
    return serve_file(request, path, _directory_pdf)


@require_safe
def profile_pdf(request: HttpRequest, path: str) -> HttpResponse:
    """One profile as a PDF."""
    return serve_file(request, path, _profile_pdf, ActorProfilePage)


def _directory_pdf(directory: ActorDirectoryPage, request: HttpRequest) -> HttpResponse:
    most = conf.get("PDF_RESULTS_MAX")
    if not most:
        raise Http404
    params = request.GET.copy()
    params.pop("page", None)
    listing = Listing(directory, params, most)
    if listing.hits.count > most:
        message = ngettext(
            "A PDF holds at most %(most)d actor, and you found %(count)d. Please choose more filters.",
            "A PDF holds at most %(most)d actors, and you found %(count)d. Please choose more filters.",
            most,
        )
        values = {"most": most, "count": listing.hits.count}
        return _no_pdf(directory, request, message % values, status=422)

    def job_for(chosen: Chosen) -> PdfJob:
        content = leaflet_of(
            chosen,
            title=directory.title,
            subtitle=_words(listing),
            locale=directory.locale,
            channels=ONLINE,
            base_url=site_of(directory),
        )
        return job_of(content)

    return _answer(directory, request, listing.hits.page_ids, job_for, DIRECTORY_PDF)


def _words(listing: Listing) -> str:
    """The chosen filters, for the cover; no words that a visitor typed, for the paper looks like the town's."""
    selected = listing.query.selected
    return ", ".join(label for facet in FACETS for label in listing.labels(facet.name, selected[facet.name]))


def _profile_pdf(profile: ActorProfilePage, request: HttpRequest) -> HttpResponse:
    if not conf.get("PDF_RESULTS_MAX"):
        raise Http404
    directory = profile.get_parent()

    def job_for(chosen: Chosen) -> PdfJob:
        base_url = site_of(directory)
        return sheet_of(chosen, profile=profile, directory=directory, channels=ONLINE, base_url=base_url)

    return _answer(profile, request, [profile.pk], job_for, PROFILE_PDF)


def _answer(
    page: Any, request: HttpRequest, page_ids: list[int], job_for: Callable[[Chosen], PdfJob], name: str
) -> HttpResponse:
    """The PDF, or a page that says why there is none now.

    Raises:
        Http404: there is nobody to show, or the site makes no PDFs.
    """
    chosen = chosen_among(page_ids, ONLINE)
    if not chosen.entries or not can_make_pdfs():
        raise Http404
    job = job_for(chosen)
    if not is_remembered(job) and not _may_set(request):
        message = _("Many PDFs are asked for at the moment. Please try again in ten minutes.")
        return _no_pdf(page, request, message, status=429)
    try:
        pdf = pdf_of(job)
    except PdfError:
        message = _("The PDF could not be made. Please try again later, or print the page.")
        return _no_pdf(page, request, message, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    # What is taken back must not come out of a cache between.
    response["Cache-Control"] = "private, no-cache"
    return response


def _may_set(request: HttpRequest) -> bool:
    return allowed("pdf", client_address(request), limit=_EACH, seconds=_SECONDS) and allowed(
        "pdf-all", "all", limit=_ALL, seconds=_SECONDS
    )


def _no_pdf(page: Any, request: HttpRequest, message: str, status: int) -> HttpResponse:
    context = {"page": page, "sentence": message, **frame_context()}
    return render(request, "skew_wagtail/brochure/no_pdf.html", context, status=status)
