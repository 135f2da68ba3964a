"""Taking back what one agreed to, without an account: ask for a link, open it, choose, done."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from skew_wagtail.models import frame_context

from ..actions import organisation_name, withdraw
from ..forms import LinkRequestForm, WithdrawalForm
from ..letters import WITHDRAWAL, answer_request, confirm_withdrawal, may_speak, tell_town_hall
from ..models import ConsentMethod, ContactPerson, PrivacySettings
from ..registry import actor_pages
from ..signed_links import Link, LinkError, LinkExpired, LinkTampered, LinkUsed, read_token, use_link
from ..throttle import allowed, client_address

_HOUR, _DAY = 60 * 60, 24 * 60 * 60
#: How often one visitor may ask in an hour, and how many letters one mailbox gets in a day.
REQUESTS_AN_HOUR, LETTERS_A_DAY = 10, 5
_REASONS = {LinkTampered: ("tampered", 404), LinkExpired: ("expired", 410), LinkUsed: ("used", 410)}


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that no cache keeps and that tells no other site where one came from."""
    settings = PrivacySettings.for_request(request)
    context = frame_context() | {"privacy_page": settings.published_privacy_page} | context
    response = render(request, f"skew_wagtail/privacy/{name}.html", context, status=status)
    add_never_cache_headers(response)
    # Never the address with its secret; without any origin Django would take the form for forged.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, were it nothing; ``None`` when the form is only shown."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_request(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; the answer is the same for every address."""
    if PrivacySettings.for_request(request).published_privacy_page is None:
        return _page(request, "form_offline", {}, status=503)
    form = LinkRequestForm(_posted(request))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "withdrawal_request", {"form": form})
    if not allowed("withdrawal", client_address(request), limit=REQUESTS_AN_HOUR, seconds=_HOUR):
        return _page(request, "too_often", {}, status=429)
    email = form.cleaned_data["email"]
    if not form.is_robot and allowed("letter", email, limit=LETTERS_A_DAY, seconds=_DAY):
        answer_request(email, Site.find_for_request(request))
    return redirect("skew_wagtail:withdrawal_sent")


@require_safe
def withdrawal_sent(request: HttpRequest) -> HttpResponse:
    """A letter is on its way."""
    return _page(request, "withdrawal_sent", {})


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link may take back; take it back on POST."""
    try:
        link = read_token(WITHDRAWAL, token)
        person = ContactPerson.objects.filter(pk=link.person_id).first()
        if person is None or not may_speak(person, link.actor_key):
            raise LinkExpired
        form = WithdrawalForm(link.actor_key, _posted(request), person_id=person.pk)
        if request.method == "POST" and form.is_valid():
            _withdraw(request, link, person, form)
            return redirect("skew_wagtail:withdrawal_done")
    except LinkError as error:
        reason, status = _REASONS[type(error)]
        return _page(request, "withdrawal_invalid", {"reason": reason}, status=status)
    context = {"form": form, "organisation": organisation_name(link.actor_key, actor_pages(link.actor_key))}
    return _page(request, "withdrawal", context)


def _withdraw(request: HttpRequest, link: Link, person: ContactPerson, form: WithdrawalForm) -> None:
    """Use the link up and take back, both or nothing; then the letters."""
    organisation = organisation_name(link.actor_key, actor_pages(link.actor_key))
    with transaction.atomic():
        use_link(link)
        rows = withdraw(link.actor_key, form.withdrawal, method=ConsentMethod.MAIL_LINK)
    confirm_withdrawal(rows, form.withdrawal, organisation, [person])
    site = Site.find_for_request(request)
    tell_town_hall(rows, form.withdrawal, organisation, link.actor_key, site)


@require_safe
def withdrawal_done(request: HttpRequest) -> HttpResponse:
    """It is taken back."""
    return _page(request, "withdrawal_done", {})
