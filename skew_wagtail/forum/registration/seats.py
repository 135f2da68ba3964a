"""Seats: how many are free, and who gets one. The event's row is locked while seats are given."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.models import F, Q, Sum
from django.utils import timezone

from ..models import EventPage
from .models import Registration, RegistrationState


@dataclass
class Seats:
    """Seats of an event as they are now; ``None`` is without limit. Groups are keys of the vocabulary."""

    capacity: int | None
    reserved: int
    taken: int = 0
    taken_by_invited: int = 0
    group_capacity: dict[int, int] = field(default_factory=dict)
    group_taken: dict[int, int] = field(default_factory=dict)

    def free(self, *, invited: bool = False) -> int | None:
        """Seats that are left, for invited organisations or for everybody else."""
        if self.capacity is None:
            return None
        kept = 0 if invited else max(0, self.reserved - self.taken_by_invited)
        return max(0, self.capacity - self.taken - kept)

    def free_in_group(self, group: int | None) -> int | None:
        """Seats that are left for a group."""
        if group not in self.group_capacity:
            return None
        return max(0, self.group_capacity[group] - self.group_taken.get(group, 0))

    def take(self, people: int, group: int | None, *, invited: bool) -> None:
        """Count people in."""
        self.taken += people
        self.taken_by_invited += people if invited else 0
        if group is not None:
            self.group_taken[group] = self.group_taken.get(group, 0) + people


def seats_of(event: EventPage) -> Seats:
    """The seats of an event; two queries, none when nothing is limited."""
    seats = Seats(event.capacity, event.reserved_seats or 0)
    limits = event.participant_groups.exclude(seats=None).values_list("group_id", "seats")
    seats.group_capacity = dict(limits)
    if seats.capacity is not None or seats.group_capacity:
        taken = Registration.objects.filter(event=event.pk).seated().order_by()
        for row in taken.values("group", "is_invited").annotate(number=Sum("people")):
            seats.take(row["number"], row["group"], invited=row["is_invited"])
    return seats


def locked(event_id: Any) -> EventPage:
    """The event as it is published; until the transaction ends no other request gives seats of it."""
    if not connections[EventPage.objects.db].features.has_select_for_update:
        # SQLite: the first write takes the lock of the whole database and waits for its turn.
        EventPage.objects.filter(pk=event_id).update(capacity=F("capacity"))
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event_id)


def give_seats(event: EventPage) -> list[Registration]:
    """Give free seats to those who wait, in order; who got one. For a locked event.

    Nobody is overtaken, unless what is free is not for them: a seat of a group, or one kept for the invited.
    """
    seats = seats_of(event)
    if seats.free(invited=True) == 0:
        return []
    lucky, full = [], set()
    for registration in Registration.objects.filter(event=event.pk).in_line():
        lanes = {("group", registration.group_id), ("invited", registration.is_invited)}
        if lanes & full:
            continue
        too_full = _too_full(seats, registration)
        if too_full:
            full.add(too_full)
            continue
        seats.take(registration.people, registration.group_id, invited=registration.is_invited)
        lucky.append(registration)
    now = timezone.now()
    for registration in lucky:
        registration.state, registration.seat_given_at = RegistrationState.CONFIRMED, now
    Registration.objects.bulk_update(lucky, ["state", "seat_given_at"])
    return lucky


def _too_full(seats: Seats, registration: Registration) -> tuple[str, Any] | None:
    """What has no room for a registration, if anything."""
    in_group = seats.free_in_group(registration.group_id)
    if in_group is not None and in_group < registration.people:
        return ("group", registration.group_id)
    free = seats.free(invited=registration.is_invited)
    if free is not None and free < registration.people:
        return ("invited", registration.is_invited)
    return None


def place_in_line(registration: Registration) -> int:
    """Which one in line somebody is who waits, from 1; 0 for who does not wait."""
    if registration.state != RegistrationState.WAITING:
        return 0
    line = Registration.objects.filter(event=registration.event_id).in_line()
    same_moment = Q(confirmed_at=registration.confirmed_at, pk__lte=registration.pk)
    return line.filter(Q(confirmed_at__lt=registration.confirmed_at) | same_moment).count()
