"""Asking the register of consents."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from .channels import Channel


class ConsentQuerySet(models.QuerySet):
    """Rows of the register."""

    def with_force(self) -> "ConsentQuerySet":
        """With ``counts``: whether the row is a consent that counts today for at least one channel.

        A row counts for a channel when no later row of the same party and actor names it; that of a person
        who was erased counts no more.
        """
        counts = Q()
        for channel in Channel.values:
            later = self.model.objects.filter(
                Q(person=OuterRef("person")) | Q(person=None, party="organisation"),
                pk__gt=OuterRef("pk"),
                party=OuterRef("party"),
                actor_key=OuterRef("actor_key"),
                **{channel: True},
            )
            counts |= Q(~Exists(later), **{channel: True})
        has_voice = Q(party="organisation") | Q(person__isnull=False)
        condition = Q(withdraws=False) & has_voice & counts
        return self.annotate(counts=Case(When(condition, then=True), default=False))

    def in_force(self) -> "ConsentQuerySet":
        """Consents that count today."""
        return self.with_force().filter(counts=True)
