"""The letters about expressions of interest: each in the language in which it was filled in; none names a person."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.privacy.mails import Letter, send

from .links import own_url
from .models import ExpressionOfInterest
from .opening import settings_of
from .presentation import arrival
from .sheet import FILE_NAME, sheet_pdf


def address_of(interest: ExpressionOfInterest) -> str:
    """Where letters about it go; empty when nobody has said so."""
    return interest.contact_email


def send_link(interest: ExpressionOfInterest) -> None:
    """Send the link with which one goes on with a draft."""
    with translation.override(interest.language):
        subject = _("Go on here: %(call)s") % {"call": interest.call.title}
    _write(interest, "interest_link", subject, {})


def send_receipt(interest: ExpressionOfInterest, *, is_changed: bool = False) -> None:
    """Confirm that it has arrived, with its number; the PDF goes along where the site makes any."""
    with translation.override(interest.language):
        subject = _("Receipt %(number)s: %(call)s") % {
            "number": interest.reference,
            "call": interest.call.title,
        }
        try:
            files = [(FILE_NAME, sheet_pdf(interest), "application/pdf")]
        except PdfError:
            files = []
    context = {"is_changed": is_changed, "has_sheet": bool(files)}
    _write(interest, "interest_receipt", subject, context, files)


def confirm_withdrawal(interest: ExpressionOfInterest) -> None:
    """Confirm that it was withdrawn."""
    with translation.override(interest.language):
        subject = _("Withdrawn: %(number)s, %(call)s") % {
            "number": interest.reference,
            "call": interest.call.title,
        }
    _write(interest, "interest_withdrawn", subject, {})


def tell_office(interest: ExpressionOfInterest, what: str) -> None:
    """Tell who is named in the settings; ``what`` is ``submitted`` or ``withdrawn``. Number and link, no names."""
    to = settings_of(interest.call).notices_to
    if to:
        values = {"number": interest.reference, "call": interest.call.title}
        subjects = {
            "submitted": _("New expression of interest %(number)s: %(call)s"),
            "withdrawn": _("Expression of interest %(number)s withdrawn: %(call)s"),
        }
        context = values | {"what": what, "is_late": interest.is_late, "url": _register_url(interest)}
        send(Letter("interest_notice", to, subjects[what] % values, context, "programmes"))


def _register_url(interest: ExpressionOfInterest) -> str:
    """Its page in the register; empty where the site has none."""
    try:
        path = reverse("skew_programmes_expressionofinterest_modeladmin_inspect", args=[interest.pk])
    except NoReverseMatch:
        return ""
    site = interest.call.get_site() or Site.objects.get(is_default_site=True)
    return site.root_url + path


def _write(
    interest: ExpressionOfInterest, name: str, subject: str, context: dict[str, Any], files: Any = ()
) -> None:
    to = address_of(interest)
    if not to:
        return
    with translation.override(interest.language):
        context = {
            "call": interest.call.title,
            "number": interest.reference,
            "arrival": arrival(interest),
            "is_late": interest.is_late,
            "link": own_url(interest),
            **context,
        }
    send(Letter(name, to, subject, context, "programmes", files, language=interest.language))
