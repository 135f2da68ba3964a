"""A municipality applies: fill in, go on later by a link, print, sign, post. Nothing acts but POST."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.privacy.signed_links import LinkError, LinkExpired, LinkTampered
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, offline, page, private, too_often

from ..actions import finish, save_draft
from ..forms import ApplicationForm
from ..links import DRAFT_DAYS, new_token, read_key, token_of
from ..models import ApplicationState, InventoryApplication
from ..settings import ApplicationSettings
from ..sheet import FILE_NAME, sheet_data, sheet_pdf

#: How often one visitor may begin an application in an hour, save one, and have its PDF set.
_BEGINNINGS, _SAVINGS, _PDFS = 10, 60, 20
_REASONS = {LinkTampered: ("tampered", 404), LinkExpired: ("expired", 410)}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """An empty form; its hidden secret makes one application of it, however often it is sent."""
    if (closed := _closed(request)) is not None:
        return closed
    if request.method != "POST":
        return _form_page(request, ApplicationForm(), new_token())
    return _with_key(request, request.POST.get("token", ""), _save)


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with an application."""
    if (closed := _closed(request)) is not None:
        return closed
    return _with_key(request, token, _save if request.method == "POST" else _show)


@require_safe
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    """What is to be printed, signed and posted, to read on the screen."""
    return _with_key(request, token, _sheet)


@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a PDF."""
    return _with_key(request, token, _pdf)


def _closed(request: HttpRequest) -> HttpResponse | None:
    """A page that says why nobody can apply here now."""
    if (closed := offline(request)) is not None:
        return closed
    if not ApplicationSettings.for_request(request).recipient_lines:
        return page(request, "inventory/applications/application_offline", {}, status=503)
    return None


def _with_key(request: HttpRequest, token: str, view: Any) -> HttpResponse:
    """Call a view with the token and its key, or say that the link does not work; it shows nothing then."""
    try:
        return view(request, token, read_key(token))
    except LinkError as error:
        reason, status = _REASONS[type(error)]
        return page(
            request,
            "inventory/applications/link_invalid",
            {"reason": reason, "days": DRAFT_DAYS},
            status=status,
        )


def _stored(key: UUID) -> InventoryApplication:
    """The application that a link opens.

    Raises:
        LinkExpired: it was removed, as when nobody went on with it.
    """
    application = InventoryApplication.objects.filter(key=key).first()
    if application is None:
        raise LinkExpired
    return application


def _show(request: HttpRequest, token: str, key: UUID) -> HttpResponse:
    application = _stored(key)
    if not application.is_open:
        return redirect("skew_wagtail:application_sheet", token)
    return _form_page(request, ApplicationForm(instance=application), token)


def _save(request: HttpRequest, token: str, key: UUID) -> HttpResponse:
    """Save what was sent; finish the application when that is asked for and everything is there.

    What is missing for that does not keep the rest from being saved.
    """
    application = InventoryApplication.objects.filter(key=key).first()
    is_new = application is None
    if application is None:
        application = InventoryApplication(key=key)
    elif not application.is_open:
        return redirect("skew_wagtail:application_sheet", token)
    form = ApplicationForm(request.POST, instance=application)
    if not form.is_valid():
        return _form_page(request, form, token)
    if form.is_robot:
        return redirect("skew_wagtail:application")
    if not _may_save(request, is_new):
        return too_often(request)
    application = save_draft(form)
    if request.POST.get("action") != "finish":
        return redirect("skew_wagtail:application_draft", token_of(application))
    whole = ApplicationForm(request.POST, instance=application, finished=True)
    if not whole.is_valid():
        return _form_page(request, whole, token)
    finish(application, Site.find_for_request(request))
    return redirect("skew_wagtail:application_sheet", token_of(application))


def _may_save(request: HttpRequest, is_new: bool) -> bool:
    address = client_address(request)
    may_begin = not is_new or allowed("application", address, limit=_BEGINNINGS, seconds=HOUR)
    return may_begin and allowed("application-save", address, limit=_SAVINGS, seconds=HOUR)


def _form_page(request: HttpRequest, form: ApplicationForm, token: str) -> HttpResponse:
    application = form.instance
    context = {"form": form, "groups": list(form.groups()), "token": token, "application": application}
    if application.pk:
        link = reverse("skew_wagtail:application_draft", args=[token_of(application)])
        until = application.updated_at + timedelta(days=DRAFT_DAYS)
        context |= {"link": request.build_absolute_uri(link), "until": until}
    return page(request, "inventory/applications/application", context)


def _sheet(request: HttpRequest, token: str, key: UUID) -> HttpResponse:
    application = _stored(key)
    if application.state == ApplicationState.DRAFT:
        return redirect("skew_wagtail:application_draft", token)
    settings = ApplicationSettings.for_request(request)
    context = {
        "sheet": sheet_data(application, settings),
        "token": token,
        "application": application,
        "missing_extra": missing_extra(),
    }
    return page(request, "inventory/applications/sheet", context)


def _pdf(request: HttpRequest, token: str, key: UUID) -> HttpResponse:
    application = _stored(key)
    if application.state == ApplicationState.DRAFT:
        return redirect("skew_wagtail:application_draft", token)
    if not allowed("application-pdf", client_address(request), limit=_PDFS, seconds=HOUR):
        return too_often(request)
    try:
        content = sheet_pdf(application, ApplicationSettings.for_request(request))
    except PdfError:
        # The page for printing says the same.
        return redirect("skew_wagtail:application_sheet", token)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
    return private(response)
