"""Networking forums: the event, its programme and what came of it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.vocabulary.models import OutcomeKind, ParticipantGroup
from skew_wagtail.vocabulary.widgets import TermSelect

from .panels import forum_edit_handler
from .presentation import forum_context, index_context

#: The time of day of every event, whatever the host's own time zone is.
BERLIN = ZoneInfo("Europe/Berlin")


class ForumIndexPage(SkewPage, Page):
    """A list of networking forums (Vernetzungsforen): those to come, then those of past years."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. Whom do our forums bring together?"),
    )

    subpage_types = ["skew_forum.ForumPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/forum/forum_index_page.html"
    page_description = _("Lists all networking forums below it.")

    class Meta:
        verbose_name = _("list of forums")
        verbose_name_plural = _("lists of forums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self)


class ForumPage(SkewPage, Page):
    """A networking forum (Vernetzungsforum): an invitation until it ends, a report from then on."""

    starts_at = models.DateTimeField(_("begins"), null=True, help_text=_("E.g. 14.03.2026 10:00."))
    ends_at = models.DateTimeField(
        _("ends"), null=True, help_text=_("From then on the page shows what came of it.")
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
        related_name="forums",
        help_text=_("If the forum belongs to one."),
    )

    parent_page_types = ["skew_forum.ForumIndexPage"]
    edit_handler = forum_edit_handler()
    template = default_template = "skew_wagtail/forum/forum_page.html"
    page_description = _("One forum: invites before its date and reports afterwards.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("venue_name"),
        index.SearchField("organiser"),
        index.FilterField("starts_at"),
        index.FilterField("inventory"),
    ]

    class Meta:
        verbose_name = _("networking forum")
        verbose_name_plural = _("networking forums")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The forum would end before it begins.")})

    def is_over(self) -> bool:
        """Whether the forum has ended by now; one without a date has not."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | forum_context(self)


class ForumProgrammeItem(Orderable):
    """An item of the programme (Programmpunkt)."""

    page = ParentalKey(ForumPage, related_name="programme_items", on_delete=models.CASCADE)
    time = models.TimeField(_("time"), null=True, blank=True, help_text=_("E.g. 10:30."))
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Welcome."))
    speaker_organisation = models.CharField(
        _("organisation of the speakers"), max_length=200, blank=True, help_text=_("No names of people.")
    )
    description = models.TextField(_("description"), blank=True)

    panels = [
        FieldRowPanel(["time", "title"]),
        FieldPanel("speaker_organisation"),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self) -> str:
        return self.title


class ForumParticipantGroup(Orderable):
    """A group that is invited, and how many of it came; never a name."""

    page = ParentalKey(ForumPage, related_name="participant_groups", on_delete=models.CASCADE)
    group = models.ForeignKey(
        ParticipantGroup, verbose_name=_("group of participants"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(
        _("how many came"),
        null=True,
        blank=True,
        help_text=_("Shown after the forum; empty if you did not count."),
    )

    panels = [FieldRowPanel([FieldPanel("group", widget=TermSelect), "number"])]

    class Meta(Orderable.Meta):
        verbose_name = _("group of participants")
        verbose_name_plural = _("groups of participants")


class ForumThemeGroup(Orderable):
    """A theme group (Themengruppe) and what it talked about."""

    page = ParentalKey(ForumPage, related_name="theme_groups", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Global learning in schools."))
    text = models.TextField(_("text"), blank=True, help_text=_("What was said and found."))

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("theme group")
        verbose_name_plural = _("theme groups")

    def __str__(self) -> str:
        return self.title


class OutcomeState(models.TextChoices):
    """How far an outcome has come."""

    OPEN = "open", _("open")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")


class ForumOutcome(Orderable):
    """What a forum brought about (Ergebnis), and who sees to it until when."""

    page = ParentalKey(ForumPage, related_name="outcomes", on_delete=models.CASCADE)
    kind = models.ForeignKey(
        OutcomeKind, verbose_name=_("kind of outcome"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("text"), help_text=_("E.g. A joint stall at the town festival."))
    responsible_body = models.CharField(
        _("responsible"),
        max_length=200,
        blank=True,
        help_text=_("An organisation, e.g. integration council."),
    )
    due_date = models.DateField(_("due by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=7, choices=OutcomeState.choices, default=OutcomeState.OPEN
    )

    panels = [
        FieldPanel("kind", widget=TermSelect),
        FieldPanel("text"),
        FieldPanel("responsible_body"),
        FieldRowPanel(["due_date", "state"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return self.text


class ForumActor(Orderable):
    """An actor of the directory that takes part in a forum."""

    page = ParentalKey(ForumPage, related_name="linked_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("actor"),
        on_delete=models.CASCADE,
        related_name="forums",
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
