"""What is written down on the day of a workshop, about organisations only, never about people.

These records are no part of the page and have no revisions: a moderator writes them on a phone, several at once.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models.children import CooperationStatement, Visibility
from skew_wagtail.vocabulary.models import OutcomeKind

_WORKSHOP = "skew_forum.NetworkingWorkshopPage"
#: What two sides agree on: the other kinds of outcomes are found by the workshop as a whole.
AGREEMENT_KINDS = ("joint_activity", "working_structure", "next_step")


class Tracked(models.Model):
    """Who wrote last, so that others who write at the same time learn of it."""

    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class WorkshopOrganisation(Tracked):
    """An organisation that is present (anwesende Organisation): an actor of the directory, or a name alone."""

    workshop = models.ForeignKey(_WORKSHOP, on_delete=models.CASCADE, related_name="present_organisations")
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage", null=True, on_delete=models.SET_NULL, related_name="workshops"
    )
    name = models.CharField(_("organisation"), max_length=200, help_text=_("E.g. Weltladen Ebersfurt e. V."))
    interests = models.TextField(
        _("common interests"),
        max_length=1000,
        blank=True,
        help_text=_(
            "What it would like to work on with others, e.g. fair trade in schools. No names of people."
        ),
    )
    interests_visibility = models.CharField(
        _("interests are seen by"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    class Meta:
        verbose_name = _("organisation at a workshop")
        verbose_name_plural = _("organisations at a workshop")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "actor"], name="skew_workshop_actor"),
            models.UniqueConstraint(
                "workshop",
                Lower("name"),
                condition=models.Q(actor__isnull=True),
                name="skew_workshop_name",
            ),
        ]

    def __str__(self) -> str:
        return self.actor.title if self.actor else self.name


class Side(models.TextChoices):
    """Whether something is wanted or given."""

    SEEKS = "seeks", _("seeks")
    OFFERS = "offers", _("offers")


class WorkshopStatement(CooperationStatement, Tracked):
    """What an organisation seeks or offers, in the same shape as on its profile."""

    #: Of the form that wrote it: sent twice at once, it is stored once.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        WorkshopOrganisation, on_delete=models.CASCADE, related_name="statements"
    )
    side = models.CharField(_("seeks or offers"), max_length=6, choices=Side.choices)

    class Meta(CooperationStatement.Meta):
        abstract = False
        verbose_name = _("need or offer at a workshop")
        verbose_name_plural = _("needs and offers at a workshop")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return super().__str__()


def agreement_kinds() -> Any:
    """The kinds of outcomes that an agreement may become."""
    return OutcomeKind.objects.filter(slug__in=AGREEMENT_KINDS)


class WorkshopAgreement(Tracked):
    """What two or more organisations agreed on (Vereinbarung): what, until when, who sees to it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(_WORKSHOP, on_delete=models.CASCADE, related_name="agreements")
    organisations = models.ManyToManyField(
        WorkshopOrganisation,
        verbose_name=_("who with whom"),
        related_name="agreements",
        help_text=_("Two or more."),
    )
    kind = models.ForeignKey(
        OutcomeKind,
        verbose_name=_("kind of agreement"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.TextField(
        _("what was agreed"),
        max_length=1000,
        help_text=_("E.g. a joint stall at the town festival. No names of people."),
    )
    responsible_body = models.CharField(
        _("responsible"),
        max_length=200,
        blank=True,
        help_text=_("The organisation that sees to it, e.g. Weltladen Ebersfurt e. V."),
    )
    due_date = models.DateField(_("until when"), null=True, blank=True)
    visibility = models.CharField(
        _("seen by"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.INTERNAL,
        help_text=_("Choose “everyone” only if all who agreed want it, e.g. said so in the round."),
    )
    #: From then on it is edited as an outcome of the event.
    taken_over_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_public(self) -> bool:
        """Whether those who agreed want it shown."""
        return self.visibility == Visibility.PUBLIC
