"""Whom an organiser may invite by a link: organisations that take part, and those of the inventory."""

from typing import Any

from skew_wagtail.actors.models import ActorProfilePage

from ..models import EventPage
from .links import invitation_url
from .models import Registration


def invitations_of(event: EventPage) -> list[dict[str, Any]]:
    """``name``, ``url`` and ``people`` (already registered) of each published organisation, by name."""
    keys = set(event.linked_actors.values_list("actor", flat=True))
    if event.inventory is not None:
        keys |= set(event.inventory.interviewed_actors.values_list("actor", flat=True))
    registered: dict[int, int] = {}
    invited = Registration.objects.filter(event=event.pk, actor__in=keys).standing()
    for actor, people in invited.values_list("actor", "people"):
        registered[actor] = registered.get(actor, 0) + people
    actors = ActorProfilePage.objects.live().public().filter(pk__in=keys).order_by("title")
    return [
        {
            "name": actor.title,
            "url": invitation_url(event, actor.translation_key),
            "people": registered.get(actor.pk, 0),
        }
        for actor in actors
    ]
