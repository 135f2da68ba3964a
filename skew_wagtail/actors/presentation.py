"""What a profile page shows."""

from typing import TYPE_CHECKING, Any

from wagtail import hooks

from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import (
    PublishedAddress,
    published_addresses,
    published_contacts,
    published_logos,
    published_pictures,
)

if TYPE_CHECKING:
    from .models import ActorProfilePage


def profile_context(page: "ActorProfilePage") -> dict[str, Any]:
    """What ``actor_profile_page.html`` gets beside the page: see ``docs/reference/templates.md``.

    Contacts, address, logo and pictures are those anyone may see; the template reads no record.
    """
    partners = [row.partner for row in page.partners.select_related("partner")]
    directory = page.get_parent()
    return {
        "directory": directory,
        "contacts": published_contacts([page], Channel.WEB).get(page.pk, []),
        "address": published_addresses([page]).get(page.pk, PublishedAddress()),
        "needs": [row for row in page.cooperation_needs.select_related("kind", "topic") if row.is_public],
        "offers": [row for row in page.cooperation_offers.select_related("kind", "topic") if row.is_public],
        "partners": [partner for partner in partners if partner.live and not partner.get_view_restrictions()],
        "logo": published_logos([page], Channel.WEB).get(page.pk),
        "images": published_pictures([page], Channel.WEB).get(page.pk, []),
        "downloads": _downloads(page),
        "projects": page.projects.select_related("country"),
    }


def _downloads(page: "ActorProfilePage") -> list[dict[str, str]]:
    """Files of a profile that higher rooms make (hook ``register_skew_profile_downloads``)."""
    made = [register(page) for register in hooks.get_hooks("register_skew_profile_downloads")]
    return [download for downloads in made for download in downloads]
