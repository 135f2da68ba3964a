"""What forums and networking workshops share: an event, an invitation before and a report after."""

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.vocabulary.models import Municipality, Topic

from ..forms import EventPageForm
from ..panels import event_edit_handler
from ..presentation import event_context
from ..registration.fields import RegistrationFields
from .series import EventSeries

if TYPE_CHECKING:
    from .parts import EventDay

#: The time of day of every event, whatever the host's own time zone is.
BERLIN = ZoneInfo("Europe/Berlin")


class EventStatus(models.TextChoices):
    """Whether an event takes place as announced."""

    PLANNED = "planned", _("takes place")
    MOVED = "moved", _("moved to another date or place")
    POSTPONED = "postponed", _("postponed, new date open")
    CANCELLED = "cancelled", _("cancelled")


class EventPage(RegistrationFields, SkewPage, Page):
    """An event (Veranstaltung) of any kind; what is made and shown is one of its subclasses.

    Calendars, feeds, registrations and outcomes ask this one table. Days, programme and the rest are its children,
    so that every kind has them.
    """

    # Follow from the days; see update_span.
    starts_at = models.DateTimeField(_("begins"), null=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)
    status = models.CharField(
        _("does it take place?"), max_length=9, choices=EventStatus.choices, default=EventStatus.PLANNED
    )
    status_text = models.TextField(
        _("what visitors should know about it"),
        blank=True,
        help_text=_("E.g. The hall has water damage; we meet in the library, at the same time."),
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where it takes place; visitors can choose by it."),
    )
    venue_name = models.CharField(
        _("venue"), max_length=150, blank=True, help_text=_("E.g. town hall, great hall.")
    )
    venue_address = models.TextField(
        _("address of the venue"), blank=True, help_text=_("E.g. Marktplatz 1, 00815 Ebersfurt.")
    )
    access = models.TextField(
        _("access"), blank=True, help_text=_("E.g. lift at the back entrance, bus 12 stops in front.")
    )
    languages = models.TextField(
        _("languages and interpreting"),
        blank=True,
        help_text=_("E.g. German, interpreted into Arabic and Ukrainian; sign language on request."),
    )
    childcare = models.TextField(
        _("childcare"), blank=True, help_text=_("E.g. from 10 to 16 for children from 3.")
    )
    organiser = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("E.g. Stadt Ebersfurt.")
    )
    moderation = models.CharField(
        _("moderation"),
        max_length=200,
        blank=True,
        help_text=_("The organisation that leads through the day, e.g. Büro Beispiel GbR."),
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("Why you invite and what it is about."),
    )
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("What it is about; visitors can choose by it."),
    )
    series = models.ForeignKey(
        EventSeries,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("If it is one of several, e.g. of three evenings."),
    )
    documents = StreamField(
        [("document", DocumentChooserBlock(label=_("document")))],
        verbose_name=_("documents"),
        blank=True,
        help_text=_("E.g. the invitation as PDF, later the minutes. Everyone can open them."),
    )
    attendance_number = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    attendance_text = models.CharField(
        _("participants in words"),
        max_length=200,
        blank=True,
        help_text=_("Shown in place of the number, e.g. about 80. No names."),
    )
    inventory = models.ForeignKey(
        "skew_inventory.InventoryProjectPage",
        verbose_name=_("inventory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("If the event belongs to one."),
    )
    # What was published last decides these, never a version of the page; see actions.announce.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    status_changed_at = models.DateTimeField(null=True, editable=False)
    announced = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)

    #: The word of the glossary for what it is; each kind has its own.
    term = ""

    is_creatable = False
    parent_page_types: list[str] = []
    base_form_class = EventPageForm
    edit_handler = event_edit_handler()
    template = default_template = "skew_wagtail/forum/event_page.html"
    exclude_fields_in_copy = ["sequence", "status_changed_at", "announced"]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("venue_name"),
        index.SearchField("organiser"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
        index.FilterField("inventory"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        self.update_span()

    def save(self, *args: Any, update_fields: list[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None:
            self.update_span()
        super().save(*args, update_fields=update_fields, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "EventPage":
        page = super().with_content_json(content)
        for name in self.exclude_fields_in_copy:
            setattr(page, name, getattr(self, name))
        return page

    def ordered_days(self) -> list["EventDay"]:
        """Its days, the first one first, whatever order a draft has them in."""
        return sorted(self.days.all(), key=lambda day: day.starts_at)

    def update_span(self) -> None:
        """Take beginning and end from the days, so that queries need not ask these."""
        days = self.ordered_days()
        self.starts_at = min((day.starts_at for day in days), default=None)
        self.ends_at = max((day.ends_at for day in days), default=None)

    @property
    def kind(self) -> str:
        """The word of the glossary for what it is, also where only the common table was read."""
        return self.specific_class.term

    def is_over(self) -> bool:
        """Whether it has ended by now; what has no date, or is to get another, has not."""
        return (
            self.ends_at is not None
            and self.ends_at <= timezone.now()
            and self.status != EventStatus.POSTPONED
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | event_context(self)
