"""Copies of applications by mail: only where a site has switched them on."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.privacy.mails import send_letter

from .models import InventoryApplication
from .settings import ApplicationSettings
from .sheet import FILE_NAME, sheet_pdf


def send_copy(application: InventoryApplication, site: Site) -> bool:
    """Mail a finished application with its sheet to who is named in the settings; whether one went out.

    Without the packages for PDFs, the letter names the register alone.
    """
    settings = ApplicationSettings.for_site(site)
    if not (settings.sends_copies and settings.copies_to):
        return False
    try:
        files = [(FILE_NAME, sheet_pdf(application, settings), "application/pdf")]
    except PdfError:
        files = []
    context = {"application": application, "url": _register_url(application, site), "has_sheet": bool(files)}
    subject = _("Application for an inventory: %(municipality)s") % {"municipality": application}
    return send_letter(
        "application_copy", settings.copies_to, subject, context, room="inventory", files=files
    )


def _register_url(application: InventoryApplication, site: Site) -> str:
    try:
        path = reverse("skew_inventory_inventoryapplication_modeladmin_inspect", args=[application.pk])
    except NoReverseMatch:
        return ""
    return site.root_url + path
