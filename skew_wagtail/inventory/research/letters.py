"""The letter that asks an actor for its word on the profile."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from skew_wagtail.privacy.mails import send_letter

from .links import LINK_DAYS, token_of
from .models import ProfileApproval, ResearchEntry


def recipient(entry: ResearchEntry) -> str:
    """To whom the letter goes; empty when nobody knows."""
    return entry.contact_email


def send_question(approval: ProfileApproval, site: Site) -> bool:
    """Ask for the approval; whether the mail server took the letter."""
    entry = approval.entry
    context = {
        "organisation": entry.name,
        "url": site.root_url + reverse("skew_wagtail:approval", args=[token_of(approval)]),
        "days": LINK_DAYS,
        "municipality": entry.project.municipality,
    }
    subject = _("Your profile: %(organisation)s") % {"organisation": entry.name}
    return send_letter("approval", recipient(entry), subject, context, room="inventory")
