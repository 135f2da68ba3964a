"""What an editor decides about the registration for an event, and how the form for it is laid out."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList


class RegistrationFields(models.Model):
    """Fields of an event; what counts is the version that is published."""

    takes_registrations = models.BooleanField(
        _("visitors can register"),
        default=False,
        help_text=_("Puts a short form online below the invitation."),
    )
    registration_opens_at = models.DateTimeField(
        _("registration begins"), null=True, blank=True, help_text=_("Empty: at once. E.g. 01.02.2026 08:00.")
    )
    registration_closes_at = models.DateTimeField(
        _("registration ends"),
        null=True,
        blank=True,
        help_text=_("Empty: when the event begins. E.g. 07.03.2026 12:00."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as like to come. You may raise it later; who waits moves up then."),
    )
    reserved_seats = models.PositiveIntegerField(
        _("of these kept for invited organisations"),
        null=True,
        blank=True,
        help_text=_("E.g. 10. Who registers by an invitation link gets one of them. Empty: none are kept."),
    )
    has_waiting_list = models.BooleanField(
        _("there is a waiting list"),
        default=True,
        help_text=_("Who comes when all seats are taken moves up in order and is told by mail."),
    )
    takes_groups = models.BooleanField(
        _("a group may register with its number only"),
        default=False,
        help_text=_("E.g. a school class or a shelter: one mail address, 12 people, no names."),
    )
    asks_access_needs = models.BooleanField(
        _("ask what people need to take part"),
        default=True,
        help_text=_(
            "E.g. sign language, a place for a wheelchair. Kept apart and erased 14 days after the event."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            raise ValidationError(
                {"registration_closes_at": _("The registration would end before it begins.")}
            )
        if self.capacity is not None and (self.reserved_seats or 0) > self.capacity:
            raise ValidationError(
                {
                    "reserved_seats": _("These are more than there are seats: %(seats)d.")
                    % {"seats": self.capacity}
                }
            )


def registration_panels() -> ObjectList:
    """The tab “Registration” of the event's form."""
    return ObjectList(
        [
            HelpPanel(
                content=_(
                    "Only what is published counts. Seats for single groups stand with the groups under Invitation."
                )
            ),
            FieldPanel("takes_registrations"),
            FieldRowPanel(["registration_opens_at", "registration_closes_at"]),
            MultiFieldPanel(["capacity", "reserved_seats", "has_waiting_list"], _("Seats")),
            MultiFieldPanel(["takes_groups", "asks_access_needs"], _("Questions")),
        ],
        heading=_("Registration"),
    )
