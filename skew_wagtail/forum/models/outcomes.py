"""What an event brought about, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from skew_wagtail.vocabulary.models import OutcomeKind
from skew_wagtail.vocabulary.widgets import TermSelect

from .event import EventPage


class OutcomeState(models.TextChoices):
    """How far an outcome has come."""

    OPEN = "open", _("open")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")


class EventOutcome(Orderable):
    """What an event brought about (Ergebnis), who sees to it until when, and what became of it."""

    page = ParentalKey(EventPage, related_name="outcomes", on_delete=models.CASCADE)
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
    done_on = models.DateField(
        _("done on"), null=True, blank=True, help_text=_("Empty while it is open or under way.")
    )
    became = models.TextField(
        _("what became of it"),
        blank=True,
        help_text=_("Visitors read it below the outcome, e.g. The stall had 400 visitors and comes again."),
    )

    panels = [
        FieldPanel("kind", widget=TermSelect),
        FieldPanel("text"),
        FieldPanel("responsible_body"),
        FieldRowPanel(["due_date", "state", "done_on"]),
        FieldPanel("became"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return self.text
