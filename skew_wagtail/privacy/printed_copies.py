"""What was printed cannot be taken back: which copies hold an actor, for the editor to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wagtail import hooks

from .models import Channel, Consent


@dataclass(frozen=True)
class PrintedCopy:
    """A printed work with an actor in it; ``url`` leads to it in the admin, where there is one."""

    title: str
    printed_on: str
    url: str = ""


def printed_copies(actor_key: UUID) -> list[PrintedCopy]:
    """The copies that rooms above know of (hook ``register_skew_printed_copies``: a function of the actor key)."""
    return [copy for find in hooks.get_hooks("register_skew_printed_copies") for copy in find(actor_key)]


def copies_showing(people: Iterable[int]) -> list[PrintedCopy]:
    """The copies that show these contact persons, whose addresses are for anybody (hook
    ``register_skew_copies_of_people``: a function of their ids)."""
    ids = frozenset(people)
    return (
        [copy for find in hooks.get_hooks("register_skew_copies_of_people") for copy in find(ids)]
        if ids
        else []
    )


def agreed_to_print(actor_key: UUID) -> Consent | None:
    """The first consent to the printed brochure: whatever was printed since may hold the actor."""
    rows = Consent.objects.filter(actor_key=actor_key, withdraws=False, **{Channel.BROCHURE: True})
    return rows.order_by("given_on", "pk").first()
