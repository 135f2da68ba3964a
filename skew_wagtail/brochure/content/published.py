"""What of people, addresses and pictures may be shown of the actors in a brochure."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import (
    PublishedAddress,
    published_addresses,
    published_contacts,
    published_logos,
    published_pictures,
)


class Published:
    """The answers of ``privacy.publishing`` for many profiles; what is shown must be allowed in every channel."""

    def __init__(self, pages: list[ActorProfilePage], channels: Iterable[Channel]) -> None:
        channels = list(channels)
        self._people = _in_all(published_contacts, pages, channels)
        self._pictures = _in_all(published_pictures, pages, channels)
        logos = [published_logos(pages, channel) for channel in channels]
        self._logos = {pk: logo for pk, logo in logos[0].items() if all(pk in shown for shown in logos)}
        self._addresses = published_addresses(pages)

    def people(self, page: ActorProfilePage) -> list[Any]:
        """Contact persons."""
        return self._people.get(page.pk, [])

    def pictures(self, page: ActorProfilePage) -> list[Any]:
        """Pictures of the actor's work."""
        return self._pictures.get(page.pk, [])

    def logo(self, page: ActorProfilePage) -> Any:
        """The logo, or nothing."""
        return self._logos.get(page.pk)

    def address(self, page: ActorProfilePage) -> PublishedAddress:
        """The address, as exactly as it may be shown."""
        return self._addresses.get(page.pk, PublishedAddress())


def _in_all(
    publish: Callable[[list[Any], Channel], dict[int, list[Any]]], pages: list[Any], channels: list[Channel]
) -> dict[int, list[Any]]:
    def both(first: dict[int, list[Any]], second: dict[int, list[Any]]) -> dict[int, list[Any]]:
        return {pk: [item for item in items if item in second.get(pk, [])] for pk, items in first.items()}

    return reduce(both, [publish(pages, channel) for channel in channels])
