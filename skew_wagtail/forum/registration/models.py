"""Who registered for an event. No pages, no revisions: what is taken out is gone."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skew_wagtail.vocabulary.models import ParticipantGroup

#: Largest number of people in one registration.
PEOPLE_MAX = 60


class RegistrationState(models.TextChoices):
    """How far a registration has come."""

    UNCONFIRMED = "unconfirmed", _("mail address not confirmed yet")
    CONFIRMED = "confirmed", _("has a seat")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("has cancelled")


class RegistrationQuerySet(models.QuerySet):
    """Registrations, mostly of one event."""

    def seated(self) -> "RegistrationQuerySet":
        """Those with a seat."""
        return self.filter(state=RegistrationState.CONFIRMED)

    def in_line(self) -> "RegistrationQuerySet":
        """Those who wait, in the order of their confirmation."""
        return self.filter(state=RegistrationState.WAITING).order_by("confirmed_at", "pk")

    def standing(self) -> "RegistrationQuerySet":
        """All that are not cancelled."""
        return self.exclude(state=RegistrationState.CANCELLED)

    def people(self) -> int:
        """How many people they are together."""
        return self.aggregate(number=models.Sum("people"))["number"] or 0


class Registration(models.Model):
    """A person or a group that registered for an event (Anmeldung); one for each mail address."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        "skew_forum.EventPage",
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="registrations",
    )
    person_name = models.CharField(
        _("your name"), max_length=150, blank=True, help_text=_("E.g. Amina Beispiel.")
    )
    organisation = models.CharField(
        _("your organisation"),
        max_length=200,
        blank=True,
        help_text=_("If you come for one, e.g. Weltladen."),
    )
    mail_address = models.EmailField(
        _("your mail address"),
        blank=True,
        help_text=_("We send you a letter to confirm, e.g. amina@example.org."),
    )
    group = models.ForeignKey(
        ParticipantGroup,
        verbose_name=_("you belong to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    people = models.PositiveSmallIntegerField(
        _("how many people come"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(PEOPLE_MAX)],
        help_text=_("With you, e.g. 12. For a group we need no names."),
    )
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("invited organisation"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_invited = models.BooleanField(_("invited"), default=False, editable=False)
    language = models.CharField(_("language of its letters"), max_length=10, editable=False, default="de")
    state = models.CharField(
        _("state"),
        max_length=11,
        choices=RegistrationState.choices,
        default=RegistrationState.UNCONFIRMED,
        editable=False,
    )
    created_at = models.DateTimeField(_("registered on"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    seat_given_at = models.DateTimeField(_("has a seat since"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("has cancelled on"), null=True, blank=True, editable=False)
    attended_number = models.PositiveSmallIntegerField(
        _("how many came"), null=True, blank=True, editable=False
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["confirmed_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("mail_address"),
                condition=~models.Q(state="cancelled") & ~models.Q(mail_address=""),
                name="skew_one_registration_a_mailbox",
            )
        ]
        indexes = [models.Index(fields=["event", "state", "confirmed_at"], name="skew_registrations_in_line")]

    def __str__(self) -> str:
        # Stands in the audit log: no name.
        return str(_("registration no. %(number)s") % {"number": self.pk})


class AccessNeed(models.Model):
    """What somebody needs to take part (Unterstützungsbedarf): near to health, so apart, and erased early."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.CASCADE, related_name="access_need"
    )
    need_text = models.TextField(_("what you need to take part"), max_length=1000)

    class Meta:
        verbose_name = _("access need")
        verbose_name_plural = _("access needs")
        default_permissions = ()
        permissions = [("view_accessneed", _("Can see what people need to take part"))]

    def __str__(self) -> str:
        return str(_("need of registration no. %(number)s") % {"number": self.pk})
