"""The letters of this room: links for taking back, confirmations, word to the town hall."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from .mails import send_letter
from .models import Channel, Consent, ContactPerson, Party, PrivacySettings
from .printed_copies import printed_copies
from .registry import actor_pages, actors_naming
from .signed_links import MAX_AGE, make_token
from .withdrawals import Withdrawal

#: What a link of this room is for.
WITHDRAWAL = "withdrawal"


def send_link(person: ContactPerson, actor_key: UUID, organisation: str, site: Site) -> bool:
    """Send a person the link for one actor; whether the mail server took it."""
    return _send_links(person.email, [(organisation, _address(site, person, actor_key))])


def answer_request(email: str, site: Site) -> None:
    """Answer somebody who asked for links: one letter, whether the address is known or not.

    So neither the answer on the site nor the time it takes tells who is listed.
    """
    links = [
        (organisation, _address(site, person, key))
        for person in ContactPerson.objects.filter(email__iexact=email).order_by("pk")
        for key, organisation in _organisations(person).items()
    ]
    if links:
        _send_links(email, links)
    else:
        send_letter("no_entry", email, _("Your question about your entry"), {"site": site})


def _send_links(email: str, links: list[tuple[str, str]]) -> bool:
    context = {"links": links, "hours": int(MAX_AGE.total_seconds() // 3600)}
    return send_letter("withdrawal_link", email, _("Take back what you agreed to"), context)


def _address(site: Site, person: ContactPerson, actor_key: UUID) -> str:
    token = make_token(WITHDRAWAL, person_id=person.pk, actor_key=actor_key)
    return site.root_url + reverse("skew_wagtail:withdrawal", args=[token])


def _organisations(person: ContactPerson) -> dict[UUID, str]:
    """Names of the actors for which a person may speak, by key: named on their profile or in the register."""
    rows = Consent.objects.filter(person=person).order_by("pk")
    names = dict(rows.values_list("actor_key", "organisation_name"))
    for key in actors_naming(person.pk):
        names[key] = actor_pages(key)[0].title
    return names


def may_speak(person: ContactPerson, actor_key: UUID) -> bool:
    """Whether a person may take something back for an actor."""
    return actor_key in _organisations(person)


def confirm_withdrawal(
    rows: Iterable[Consent], withdrawal: Withdrawal, organisation: str, people: Iterable[ContactPerson]
) -> list[str]:
    """Confirm a withdrawal to these people; names of those whom no letter reached.

    The letter names nobody: it tells each only of what was taken back.
    """
    context = {"organisation": organisation, "items": _items(rows, withdrawal)}
    subject = _("Confirmed: what you took back")
    return [
        person.name
        for person in people
        if not (person.email and send_letter("withdrawal_done", person.email, subject, context))
    ]


def tell_town_hall(
    rows: Iterable[Consent], withdrawal: Withdrawal, organisation: str, actor_key: UUID, site: Site
) -> None:
    """Tell who is named in the settings of a withdrawal that came by a link, and which printed copies there are."""
    to = PrivacySettings.for_site(site).notification_email
    if to:
        context = {
            "organisation": organisation,
            "items": _items(rows, withdrawal),
            "copies": printed_copies(actor_key),
        }
        subject = _("Withdrawal: %(organisation)s") % {"organisation": organisation}
        send_letter("withdrawal_notice", to, subject, context)


def _items(rows: Iterable[Consent], withdrawal: Withdrawal) -> list[str]:
    """What was taken back, in words."""
    if withdrawal.entry:
        return [_("the whole entry")]
    channels = {channel for row in rows if row.party == Party.PERSON for channel in row.channels}
    items = [
        _("name and contact details: %(channel)s") % {"channel": Channel(channel).label}
        for channel in Channel.values
        if channel in channels
    ]
    if withdrawal.photos:
        items.append(_("pictures on which people can be recognised"))
    if withdrawal.address:
        items.append(_("the address"))
    return items
