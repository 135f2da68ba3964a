"""What the town hall knows of an actor and never publishes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.vocabulary.models import Country

from ..validators import validate_iban


class ActorRecord(models.Model):
    """The internal record (Aktenvermerk) of an actor: interview, review date, sensitive statements.

    Keyed like the address by the profile's translation key, so that nothing of it enters a revision. No
    public output reads it.
    """

    actor_key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interviewed_on = models.DateField(_("interview on"), null=True, blank=True)
    interviewer = models.CharField(
        _("interview by"), max_length=150, blank=True, help_text=_("Who asked, e.g. the contractor's name.")
    )
    interviewee = models.CharField(
        _("interview with"), max_length=150, blank=True, help_text=_("Who answered, e.g. two board members.")
    )
    interview_notes = models.TextField(_("notes of the interview"), blank=True)
    wishes_to_municipality = models.TextField(
        _("wishes to the municipality"),
        blank=True,
        help_text=_("E.g. one person in the town hall to turn to with all questions."),
    )
    review_due_on = models.DateField(
        _("check again by"),
        null=True,
        blank=True,
        help_text=_("When somebody should ask whether all is right."),
    )
    member_origins = models.ManyToManyField(
        Country, verbose_name=_("origins of the members"), blank=True, related_name="+"
    )
    faith_affiliation = models.CharField(_("religious affiliation"), max_length=150, blank=True)
    donation_account = models.CharField(
        _("donation account (IBAN)"),
        max_length=42,
        blank=True,
        validators=[validate_iban],
        help_text=_("E.g. DE02 1203 0000 0000 2020 51."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("internal record")
        verbose_name_plural = _("internal records")

    def __str__(self) -> str:
        return str(_("Internal record"))
