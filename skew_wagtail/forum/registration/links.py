"""Links of registrations: one opens one's own registration, one invites an organisation to an event."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Site

from skew_wagtail.privacy.signed_links import make_key_token, read_key_token

from ..models import EventPage
from .models import Registration

_OWN, _INVITATION = "registration", "invitation"
#: Longer than any event is announced before; the record behind it goes earlier.
_MAX_AGE = timedelta(days=800)
#: How long an address may be confirmed; the record goes then.
CONFIRM_DAYS = 7


def own_path(registration: Registration) -> str:
    """The page on which one confirms and cancels, without its site."""
    token = make_key_token(_OWN, registration.key)
    return reverse("skew_wagtail:registration", args=[token])


def own_url(registration: Registration, event: EventPage) -> str:
    """The whole address, for letters."""
    return _site_of(event).root_url + own_path(registration)


def read_own(token: str) -> UUID:
    """The key of the registration that a link opens.

    Raises:
        LinkTampered, LinkExpired: it does not work.
    """
    return read_key_token(_OWN, token, max_age=_MAX_AGE)


def form_url(event: Any) -> str:
    """The form of an event that visitors may open."""
    return f"{event.get_url() or ''}registration.html"


def invitation_token(event: EventPage, actor_key: UUID) -> str:
    """What proves in a link that an organisation is invited to this event."""
    return make_key_token(f"{_INVITATION}.{event.pk}", actor_key)


def invitation_url(event: EventPage, actor_key: UUID) -> str:
    """The form with the organisation's name filled in, for a letter to it."""
    return f"{event.full_url}registration.html?invitation={invitation_token(event, actor_key)}"


def read_invitation(event: EventPage, token: str) -> UUID:
    """The key of the organisation that a link invites.

    Raises:
        LinkTampered, LinkExpired: it does not work, or is for another event.
    """
    return read_key_token(f"{_INVITATION}.{event.pk}", token, max_age=_MAX_AGE)


def _site_of(event: EventPage) -> Site:
    return event.get_site() or Site.objects.get(is_default_site=True)
