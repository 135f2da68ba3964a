"""What belongs to an event: its days, its programme, its groups, who takes part."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from skew_wagtail.validators import validate_alternative_text, validate_text_for_image
from skew_wagtail.vocabulary.models import ParticipantGroup
from skew_wagtail.vocabulary.widgets import TermSelect

from .event import BERLIN, EventPage


class EventDay(models.Model):
    """A day or a part of a day (Veranstaltungstag); without times the whole day."""

    page = ParentalKey(EventPage, related_name="days", on_delete=models.CASCADE)
    date = models.DateField(_("date"), help_text=_("E.g. 14.03.2026."))
    begins = models.TimeField(
        _("begins"), null=True, blank=True, help_text=_("E.g. 10:00. Empty if you do not know it yet.")
    )
    ends = models.TimeField(_("ends"), null=True, blank=True, help_text=_("E.g. 16:00."))
    label = models.CharField(
        _("heading"), max_length=100, blank=True, help_text=_("E.g. First half day: getting to know.")
    )

    panels = [FieldRowPanel(["date", "begins", "ends"]), FieldPanel("label")]

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date", "begins", "pk"]

    def __str__(self) -> str:
        return self.label or str(self.date)

    def clean(self) -> None:
        super().clean()
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError(
                {
                    "ends": _(
                        "The day would end before it begins. If it lasts beyond midnight, please enter the "
                        "hours after midnight as a day of its own."
                    )
                }
            )

    @property
    def starts_at(self) -> datetime:
        """When it begins: midnight when nobody knows."""
        return datetime.combine(self.date, self.begins or time.min, BERLIN)

    @property
    def ends_at(self) -> datetime:
        """When it ends: the midnight after when nobody knows."""
        if self.ends:
            return datetime.combine(self.date, self.ends, BERLIN)
        return datetime.combine(self.date + timedelta(days=1), time.min, BERLIN)

    @property
    def machine_readable(self) -> str:
        """Its beginning as HTML, JSON-LD and others read it: without a time where nobody knows one."""
        return self.starts_at.isoformat() if self.begins else self.date.isoformat()

    def in_words(self) -> str:
        """Weekday, date and the times that are known."""
        values = {
            "weekday": date_format(self.date, "l"),
            "day": date_format(self.date, "DATE_FORMAT"),
            "start": self.begins and time_format(self.begins, "TIME_FORMAT"),
            "end": self.ends and time_format(self.ends, "TIME_FORMAT"),
        }
        if self.begins and self.ends:
            return gettext("%(weekday)s, %(day)s, %(start)s to %(end)s") % values
        if self.begins:
            return gettext("%(weekday)s, %(day)s, from %(start)s") % values
        if self.ends:
            return gettext("%(weekday)s, %(day)s, until %(end)s") % values
        return gettext("%(weekday)s, %(day)s") % values


class EventProgrammeItem(Orderable):
    """An item of the programme (Programmpunkt)."""

    page = ParentalKey(EventPage, related_name="programme_items", on_delete=models.CASCADE)
    # The date and no key of the day: days have no lasting key while they are a draft.
    date = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Only for an event of several days, e.g. 15.03.2026.")
    )
    time = models.TimeField(_("time"), null=True, blank=True, help_text=_("E.g. 10:30."))
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Welcome."))
    speaker_organisation = models.CharField(
        _("organisation of the speakers"), max_length=200, blank=True, help_text=_("No names of people.")
    )
    language = models.CharField(
        _("language"),
        max_length=100,
        blank=True,
        help_text=_("If it differs, e.g. Arabic with interpreting."),
    )
    description = models.TextField(_("description"), blank=True)

    panels = [
        FieldRowPanel(["date", "time"]),
        FieldPanel("title"),
        FieldRowPanel(["speaker_organisation", "language"]),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self) -> str:
        return self.title


class EventParticipantGroup(Orderable):
    """A group that is invited, and how many of it came; never a name."""

    page = ParentalKey(EventPage, related_name="participant_groups", on_delete=models.CASCADE)
    group = models.ForeignKey(
        ParticipantGroup, verbose_name=_("group of participants"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(
        _("how many came"),
        null=True,
        blank=True,
        help_text=_("Shown after the event; empty if you did not count."),
    )
    seats = models.PositiveIntegerField(
        _("seats of this group"),
        null=True,
        blank=True,
        help_text=_(
            "If visitors register: at most so many of this group. Empty: as there are seats for all."
        ),
    )

    panels = [FieldRowPanel([FieldPanel("group", widget=TermSelect), "number", "seats"])]

    class Meta(Orderable.Meta):
        verbose_name = _("group of participants")
        verbose_name_plural = _("groups of participants")


class EventThemeGroup(Orderable):
    """A theme group (Themengruppe) and what it talked about."""

    page = ParentalKey(EventPage, related_name="theme_groups", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Global learning in schools."))
    text = models.TextField(_("text"), blank=True, help_text=_("What was said and found."))

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("theme group")
        verbose_name_plural = _("theme groups")

    def __str__(self) -> str:
        return self.title


class EventActor(Orderable):
    """An actor of the directory that takes part in an event."""

    page = ParentalKey(EventPage, related_name="linked_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("actor"),
        on_delete=models.CASCADE,
        related_name="events",
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")


class EventPhoto(Orderable):
    """A photo of an event; where people can be recognised only with a consent in the register."""

    page = ParentalKey(EventPage, related_name="photos", on_delete=models.CASCADE)
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("image"), on_delete=models.CASCADE, related_name="+"
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=200,
        validators=[validate_alternative_text],
        help_text=_("What the photo shows, e.g. a table with maps, notes and coffee cups."),
    )
    credit = models.CharField(
        _("image credit"), max_length=150, help_text=_("E.g. Foto: Verein Beispiel e. V.")
    )
    shows_people = models.BooleanField(
        _("people can be recognised"),
        default=True,
        help_text=_("Then it only appears while the actor below has agreed to photos on the web."),
    )
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("whose people it shows"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Their consent is looked up in the register, e.g. of the choir that sings in the photo."),
    )

    panels = [
        FieldPanel("image"),
        FieldPanel("alt_text"),
        FieldPanel("credit"),
        FieldPanel("shows_people"),
        FieldPanel("actor"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def clean(self) -> None:
        super().clean()
        if self.image_id:
            validate_text_for_image(self.image, self.alt_text, "alt_text")
