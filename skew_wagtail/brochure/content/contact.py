"""How an actor can be reached, line by line; people and address as ``privacy.publishing`` gave them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.publishing import PublishedAddress, PublishedContact

Line = dict[str, Any]


def contact_lines(
    page: ActorProfilePage, people: Iterable[PublishedContact], address: PublishedAddress
) -> list[Line]:
    """``{"label", "text", "href"}`` for each line."""
    lines = [line for contact in people for line in _person(contact)]
    lines += _address(address)
    lines += [
        _line(_("Meeting place"), page.meeting_place),
        _line(_("Opening hours"), page.opening_hours),
        *(
            _line(capfirst(link.get_platform_display()), _short(link.url), link.url)
            for link in page.links.all()
        ),
    ]
    return [line for line in lines if line["text"]]


def _person(contact: PublishedContact) -> list[Line]:
    return [
        _line(contact.role or _("Contact person"), contact.name),
        _line(_("Phone"), contact.phone, contact.phone_link),
        _line(_("Email"), contact.email, f"mailto:{contact.email}" if contact.email else ""),
    ]


def _address(address: PublishedAddress) -> list[Line]:
    box = _("PO box %(number)s") % {"number": address.po_box} if address.po_box else ""
    parts = [address.street, box, f"{address.postcode} {address.city}".strip()]
    return [_line(_("Address"), ", ".join(part for part in parts if part))]


def _line(label: str, text: str, href: str = "") -> Line:
    return {"label": label, "text": text, "href": href or None}


def _short(url: str) -> str:
    """A web address as one prints it."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
