"""Calls: what is asked, until when, and who was chosen."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES

from ..forms import CallForm
from ..panels import call_edit_handler
from ..presentation import call_context
from ..states import State
from .shared import CallsPage, Phase, documents_field


class CallPage(CallsPage, Page):
    """A call (Aufruf) to take part in a programme; it opens and closes by the clock."""

    opens_at = models.DateTimeField(_("opens"), null=True, help_text=_("E.g. 18.12.2017 00:00."))
    closes_at = models.DateTimeField(
        _("deadline"),
        null=True,
        help_text=_("E.g. 12.02.2018 23:59. A second later the page shows the closed call."),
    )
    extended_to = models.DateTimeField(
        _("extended deadline"),
        null=True,
        blank=True,
        help_text=_(
            "If you give more time, e.g. 26.02.2018 23:59. Leave the old deadline; visitors see both."
        ),
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What you look for and what the chosen ones get."),
    )
    online_note = models.TextField(
        _("online"),
        blank=True,
        help_text=_("How to answer online, e.g. send the form as a PDF to migration@ebersfurt.example."),
    )
    post_note = models.TextField(
        _("by post"),
        blank=True,
        help_text=_("What counts by post, e.g. Town hall, Markt 1; the postmark of 12 February counts."),
    )
    takes_interest = models.BooleanField(
        _("municipalities answer with the form on this page"),
        default=False,
        help_text=_("The form opens and closes with the call."),
    )
    attachments_max = models.PositiveSmallIntegerField(
        _("how many files may be attached"),
        default=3,
        validators=[MaxValueValidator(10)],
        help_text=_("E.g. 3; 0 for none."),
    )
    attachments_note = models.CharField(
        _("what is to be attached"),
        max_length=300,
        blank=True,
        help_text=_("E.g. the resolution of the council as a PDF."),
    )
    phase = models.CharField(
        _("phase of the programme"),
        max_length=100,
        blank=True,
        help_text=_("E.g. first phase 2018 to 2020. It stands beside the municipalities that were chosen."),
    )
    seats_planned = models.PositiveSmallIntegerField(
        _("seats planned"),
        null=True,
        blank=True,
        help_text=_("E.g. 6. You may choose more or fewer afterwards."),
    )
    selection_published = models.BooleanField(
        _("the selection is published"),
        default=False,
        help_text=_(
            "Tick it after the deadline, when visitors may see who was chosen. The municipalities themselves stand in "
            "the programme."
        ),
    )
    selection_note = RichTextField(
        _("on the selection"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("E.g. how many took part and how it goes on. Shown with the selection."),
    )
    documents = documents_field()

    base_form_class = CallForm
    parent_page_types = ["skew_programmes.ProgrammePage"]
    subpage_types: list[str] = []
    base_form_class = CallForm
    edit_handler = call_edit_handler()
    template = default_template = "skew_wagtail/programmes/call_page.html"
    page_description = _("One call of a programme: opens and closes by itself.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("phase"),
        index.FilterField("opens_at"),
        index.FilterField("closes_at"),
    ]

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    @property
    def deadline(self) -> datetime | None:
        """The deadline that holds."""
        return self.extended_to or self.closes_at

    def state_at(self, moment: datetime) -> State:
        """Where the call stands at a moment. The deadline itself is still in time, whatever comes after it is not.

        Without a date, as in a draft, it is announced.
        """
        if not self.opens_at or not self.deadline or moment < self.opens_at:
            return State.ANNOUNCED
        if moment <= self.deadline:
            return State.OPEN
        return State.SELECTED if self.selection_published else State.CLOSED

    def next_change(self, moment: datetime) -> datetime | None:
        """When the clock will change the state next, if it will."""
        changes = [when for when in (self.opens_at, self.deadline) if when and when >= moment]
        return min(changes, default=None)

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("The call would close before it opens. Please enter a later deadline.")
        if self.closes_at and self.extended_to and self.extended_to <= self.closes_at:
            errors["extended_to"] = _(
                "An extended deadline comes after the old one. Please enter a later one, or leave it empty."
            )
        if self.selection_published and not self._is_past_deadline():
            errors["selection_published"] = _(
                "The deadline is not over yet. Please publish the selection afterwards."
            )
        if errors:
            raise ValidationError(errors)

    def _is_past_deadline(self) -> bool:
        return self.deadline is not None and self.deadline < timezone.now()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | call_context(self)


class CallPhase(Phase):
    """A step on the way of a call, such as the selection or the first meeting."""

    page = ParentalKey(CallPage, related_name="phases", on_delete=models.CASCADE)


class CallCriterion(Orderable):
    """What those who answer are chosen by (Kriterium)."""

    page = ParentalKey(CallPage, related_name="criteria", on_delete=models.CASCADE)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("E.g. Migrant organisations help to plan it.")
    )
    text = models.TextField(_("text"), blank=True, help_text=_("What you look at."))
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("From 1 to 5. E.g. 2: its points count twice in the ranking."),
    )

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("weight")]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return self.title
