"""What both ways to the form share: an empty one at the page of the call, a draft by its link."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from skew_wagtail import conf
from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.privacy.signed_links import LinkError, LinkExpired, LinkTampered
from skew_wagtail.privacy.throttle import allowed, client_address
from skew_wagtail.privacy.views.visitors import HOUR, page, too_often

from ..actions import save_draft, submit
from ..attachments import in_megabytes
from ..forms import InterestForm
from ..links import form_url, own_path, own_url, token_of
from ..models import ExpressionOfInterest, InterestState
from ..opening import may_save, may_submit, opening_of
from ..presentation import call_facts, grace_notice, rows_of, stored_files

#: How often one connection may begin one in an hour, and save one.
_BEGINNINGS, _SAVINGS = 10, 60
_REASONS = {LinkTampered: ("tampered", 404), LinkExpired: ("expired", 410)}


def broken_link(request: HttpRequest, error: LinkError) -> HttpResponse:
    """The link does not work; nothing of what it may have opened is shown."""
    reason, status = _REASONS[type(error)]
    return page(request, "programmes/interest/link_invalid", {"reason": reason}, status=status)


def form_page_of(
    request: HttpRequest,
    form: InterestForm,
    moment: datetime,
    *,
    token: str = "",
    is_change: bool = False,
    is_stored: bool = True,
) -> HttpResponse:
    """The form: empty (with the ``token`` of its page), or of something stored, which has a link.

    ``is_stored``: what stands in the fields is in the draft, but for what is wrong.
    """
    interest = form.instance
    context = call_facts(form.call) | {
        "form": form,
        "groups": form.groups(),
        "declaration": form["agrees_data_protection"],
        "files": [],
        "files_max": form.call.attachments_max,
        "file_limit": in_megabytes(conf.get("INTEREST_FILE_MAX_BYTES")),
        "removed": form.removed,
        "token": token,
        "is_change": is_change,
        "is_stored": is_stored,
        "grace": grace_notice(form.call, moment),
    }
    if interest.pk:
        own = token_of(interest)
        context |= {"link": own_url(interest), "own": own, "files": stored_files(interest, own)}
    return page(request, "programmes/interest/form", context)


def over_page(
    request: HttpRequest,
    interest: ExpressionOfInterest,
    moment: datetime,
    form: InterestForm | None = None,
    *,
    is_kept: bool = False,
) -> HttpResponse:
    """The form is closed: why, what was written to read and to copy, and what to do.

    ``form`` is what was just sent and not taken; ``is_kept`` says that it is in the draft all the same.
    """
    context = call_facts(interest.call) | {
        "opening": opening_of(interest.call, moment).value,
        "grace": grace_notice(interest.call, moment),
        "is_refused": form is not None,
        "is_kept": is_kept,
        "rows": list(form.typed()) if form and not is_kept else rows_of(interest),
    }
    if interest.pk:
        own = token_of(interest)
        context |= {
            "own": own,
            "files": stored_files(interest, own),
            "missing_extra": missing_extra(),
            "link": own_url(interest),
        }
    return page(request, "programmes/interest/over", context, status=403 if form else 200)


def save(
    request: HttpRequest, interest: ExpressionOfInterest, moment: datetime, *, token: str, begun_in_time: bool
) -> HttpResponse:
    """Store what was sent, and submit it when that is asked for and everything is there.

    What is missing or wrong does not keep the rest from being stored.
    """
    if interest.state != InterestState.DRAFT:
        return redirect(own_path(interest))
    call = interest.call
    form = InterestForm(call, request.POST, request.FILES, instance=interest)
    form.is_valid()
    if not may_save(call, moment, begun_in_time=begun_in_time):
        return over_page(request, interest, moment, form)
    if form.is_blocked:
        return form_page_of(request, form, moment, token=token, is_stored=False)
    if form.is_robot:
        return redirect(form_url(call))
    if not may_store(request, is_new=interest.pk is None):
        return too_often(request)
    return _store(request, form, moment, begun_in_time=begun_in_time)


def _store(
    request: HttpRequest, form: InterestForm, moment: datetime, *, begun_in_time: bool
) -> HttpResponse:
    is_to_be_submitted = request.POST.get("action") == "submit"
    is_taken = may_submit(form.call, moment, begun_in_time=begun_in_time)
    is_arriving = is_to_be_submitted and is_taken and form.is_whole
    interest = form.instance = save_draft(form, sends_link=not is_arriving)
    if not is_to_be_submitted:
        return form_page_of(request, form, moment) if form.errors else redirect(own_path(interest))
    if not is_taken:
        return over_page(request, interest, moment, form, is_kept=True)
    if not form.require_all():
        return form_page_of(request, form, moment)
    return redirect(own_path(submit(interest, moment)))


def may_store(request: HttpRequest, *, is_new: bool) -> bool:
    """Whether this connection may begin one more, or save once more."""
    address = client_address(request)
    may_begin = not is_new or allowed("interest", address, limit=_BEGINNINGS, seconds=HOUR)
    return may_begin and allowed("interest-save", address, limit=_SAVINGS, seconds=HOUR)


def closed_page(request: HttpRequest, call: Any, moment: datetime) -> HttpResponse:
    """In place of an empty form: where the call stands, and why nothing can be sent."""
    context = {"opening": opening_of(call, moment).value}
    return page(request, "programmes/interest/closed", call_facts(call) | context)
