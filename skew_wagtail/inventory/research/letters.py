"""The letter that asks an actor for its word on the profile, and the one that tells the team of a wish."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site

from skew_wagtail.privacy.mails import send_letter

from .accounts import mailboxes_of
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


def send_wish(entry: ResearchEntry) -> None:
    """Tell the team that an actor wishes a change: where to read it, and nothing of what it says or who says it.

    In the language of the site: the visitor's is not that of the town hall.
    """
    path = reverse("skew_research:entry", args=[entry.pk])
    context = {"inventory": entry.project.draft_title, "url": f"{get_admin_base_url() or ''}{path}"}
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("An organisation wishes a change to its profile")
        for address in mailboxes_of(entry.project):
            send_letter("wish", address, subject, context, room="inventory")
