"""One's own expression of interest, by its link: go on, read the receipt, change, withdraw."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.privacy.signed_links import LinkError, LinkTampered
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, private, too_often

from ..actions import change, discard, withdraw
from ..forms import InterestForm
from ..links import stored
from ..models import ExpressionOfInterest, InterestState
from ..opening import Opening, may_submit, opening_of
from ..presentation import call_facts, own_interest
from ..sheet import FILE_NAME, sheet_pdf
from ..uploads import bounded
from .answering import broken_link, form_page_of, may_store, over_page, save

#: How often one connection may have a PDF set in an hour.
_PDFS = 20


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that gets what its link opens, and the token; without a link that works nothing is shown."""

    @wraps(view)
    def opening(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            interest = stored(token)
            return view(request, interest, token, **kwargs)
        except LinkError as error:
            return broken_link(request, error)

    return opening


@bounded
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def go_on(request: HttpRequest, interest: ExpressionOfInterest, token: str) -> HttpResponse:
    """A draft as a form, as long as it can be submitted; everything else as it stands."""
    moment = timezone.now()
    if interest.state != InterestState.DRAFT:
        return _receipt(request, interest, token)
    if request.method == "POST":
        if (closed := offline(request)) is not None:
            return closed
        # Whatever is stored was begun in time: afterwards nothing is stored any more.
        return save(request, interest, moment, token="", begun_in_time=True)
    if not may_submit(interest.call, moment, begun_in_time=True):
        return over_page(request, interest, moment)
    return form_page_of(request, InterestForm(interest.call, instance=interest), moment)


def _receipt(
    request: HttpRequest, interest: ExpressionOfInterest, token: str, *, is_refused: bool = False
) -> HttpResponse:
    context = call_facts(interest.call) | own_interest(interest, token, timezone.now())
    context |= {"missing_extra": missing_extra(), "is_refused": is_refused}
    return page(request, "programmes/interest/own", context, status=403 if is_refused else 200)


@bounded
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def change_submitted(request: HttpRequest, interest: ExpressionOfInterest, token: str) -> HttpResponse:
    """Change what was submitted, until the deadline; where something is missing, what was submitted stays."""
    moment = timezone.now()
    if interest.state != InterestState.SUBMITTED:
        return redirect("skew_wagtail:interest", token)
    if opening_of(interest.call, moment) != Opening.OPEN:
        return _receipt(request, interest, token, is_refused=request.method == "POST")
    if request.method != "POST":
        form = InterestForm(interest.call, instance=interest)
        return form_page_of(request, form, moment, is_change=True)
    form = InterestForm(interest.call, request.POST, request.FILES, instance=interest)
    form.is_valid()
    if not form.require_all():
        return form_page_of(request, form, moment, is_change=True)
    if not form.is_robot:
        if not may_store(request, is_new=False):
            return too_often(request)
        change(form)
    return redirect("skew_wagtail:interest", token)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def take_back(request: HttpRequest, interest: ExpressionOfInterest, token: str) -> HttpResponse:
    """Ask before a draft is deleted, or what was submitted is withdrawn; the button does it."""
    if interest.state == InterestState.DRAFT:
        return _discard(request, interest, token)
    if interest.state != InterestState.SUBMITTED:
        return redirect("skew_wagtail:interest", token)
    if request.method == "POST":
        withdraw(interest)
        return redirect("skew_wagtail:interest", token)
    context = call_facts(interest.call) | own_interest(interest, token, timezone.now())
    return page(request, "programmes/interest/withdraw", context)


def _discard(request: HttpRequest, interest: ExpressionOfInterest, token: str) -> HttpResponse:
    context = call_facts(interest.call)
    if request.method != "POST":
        return page(request, "programmes/interest/discard", context | {"token": token})
    if not discard(interest):
        return redirect("skew_wagtail:interest", token)
    return page(request, "programmes/interest/discarded", context)


@require_safe
@_by_link
def pdf(request: HttpRequest, interest: ExpressionOfInterest, token: str) -> HttpResponse:
    """The sheet, of a draft as well."""
    if interest.state == InterestState.WITHDRAWN:
        return redirect("skew_wagtail:interest", token)
    if not allowed("interest-pdf", client_address(request), limit=_PDFS, seconds=HOUR):
        return too_often(request)
    try:
        with translation.override(interest.language):
            content = sheet_pdf(interest)
    except PdfError:
        # The page says what is missing.
        return redirect("skew_wagtail:interest", token)
    return _download(content, FILE_NAME, "application/pdf")


@require_safe
@_by_link
def file(request: HttpRequest, interest: ExpressionOfInterest, token: str, number: int) -> HttpResponse:
    """An attached file, to be saved and never opened in the page."""
    found = interest.attachments.filter(pk=number).first()
    if found is None:
        raise LinkTampered
    return _download(bytes(found.content), found.file_name, found.content_type)


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return private(response)
