"""Taking back what one agreed to, without an account: ask for a link, open it, choose, done."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from ..actions import organisation_name, withdraw
from ..forms import LinkRequestForm, WithdrawalForm
from ..letters import WITHDRAWAL, answer_request, confirm_withdrawal, may_speak, tell_town_hall
from ..models import ConsentMethod, ContactPerson
from ..registry import actor_pages
from ..signed_links import Link, LinkError, LinkExpired, LinkTampered, LinkUsed, read_token, use_link
from ..throttle import allowed, client_address
from .visitors import HOUR, offline, page, too_often

_DAY = 24 * HOUR
#: How often one visitor may ask in an hour, and how many letters one mailbox gets in a day.
REQUESTS_AN_HOUR, LETTERS_A_DAY = 10, 5
_REASONS = {LinkTampered: ("tampered", 404), LinkExpired: ("expired", 410), LinkUsed: ("used", 410)}


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, were it nothing; ``None`` when the form is only shown."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_request(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; the answer is the same for every address."""
    if (closed := offline(request)) is not None:
        return closed
    form = LinkRequestForm(_posted(request))
    if request.method != "POST" or not form.is_valid():
        return page(request, "privacy/withdrawal_request", {"form": form})
    if not allowed("withdrawal", client_address(request), limit=REQUESTS_AN_HOUR, seconds=HOUR):
        return too_often(request)
    email = form.cleaned_data["email"]
    if not form.is_robot and allowed("letter", email, limit=LETTERS_A_DAY, seconds=_DAY):
        answer_request(email, Site.find_for_request(request))
    return redirect("skew_wagtail:withdrawal_sent")


@require_safe
def withdrawal_sent(request: HttpRequest) -> HttpResponse:
    """A letter is on its way."""
    return page(request, "privacy/withdrawal_sent", {})


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
        return page(request, "privacy/withdrawal_invalid", {"reason": reason}, status=status)
    context = {"form": form, "organisation": organisation_name(link.actor_key, actor_pages(link.actor_key))}
    return page(request, "privacy/withdrawal", context)


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
    return page(request, "privacy/withdrawal_done", {})
