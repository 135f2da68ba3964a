"""Inventories, their steps and whom they interviewed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import BooleanBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.vocabulary.models import FundingNotice, Municipality, StepState, Topic

from .applications import models as _applications  # noqa: F401  (models of this app)
from .board import models as _board  # noqa: F401  (models of this app)
from .listing import index_context
from .panels import project_edit_handler, step_panels
from .presentation import progress_text, project_context
from .research import models as _research  # noqa: F401  (models of this app)
from .steps import standard_step_choices

_NOT_YET = _("This day is still to come. Please enter it under “planned for”.")


class InventoryIndexPage(SkewPage, Page):
    """A list of inventories (Bestandsaufnahmen), the newest first."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. What is an inventory?"),
    )

    subpage_types = ["skew_inventory.InventoryProjectPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/inventory/inventory_index_page.html"
    page_description = _("Lists all inventories below it.")

    class Meta:
        verbose_name = _("list of inventories")
        verbose_name_plural = _("lists of inventories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self, request)


class InventoryProjectPage(SkewPage, Page):
    """One inventory (Bestandsaufnahme) of a municipality: its aim, its steps, whom it interviewed."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    start_date = models.DateField(
        _("begins"), null=True, blank=True, help_text=_("Visitors see month and year.")
    )
    end_date = models.DateField(
        _("ends"), null=True, blank=True, help_text=_("Empty if you do not know it yet.")
    )
    goal = RichTextField(
        _("goal"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What the municipality wants to reach, e.g. that One World groups know each other."),
    )
    focus_topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("focus"),
        blank=True,
        related_name="+",
        help_text=_("The topics it looks at first."),
    )
    contractors = models.TextField(
        _("contractors"),
        blank=True,
        help_text=_("One organisation a line, e.g. Büro Beispiel GbR. No names of people."),
    )
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("Who helps, e.g. the integration council and the world shop.")
    )
    funding_notice = models.ForeignKey(
        FundingNotice,
        verbose_name=_("funding notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    next_steps = RichTextField(
        _("next steps"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("How it goes on, e.g. from March on all meet every two months in the town hall."),
    )
    office = models.TextField(
        _("office to turn to"),
        blank=True,
        help_text=_("An office, no names of people, e.g. office for migration, town hall, room 12."),
    )
    office_email = models.EmailField(
        _("mail address of the office"),
        blank=True,
        help_text=_("One that belongs to nobody alone, e.g. migration@ebersfurt.example."),
    )

    parent_page_types = ["skew_inventory.InventoryIndexPage"]
    edit_handler = project_edit_handler()
    template = default_template = "skew_wagtail/inventory/inventory_project_page.html"
    page_description = _("One inventory with its steps, the actors interviewed and the statistics.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("goal"),
        index.SearchField("contractors"),
        index.SearchField("partners"),
        index.SearchField("next_steps"),
        index.FilterField("municipality"),
        index.FilterField("start_date"),
    ]

    class Meta:
        verbose_name = _("inventory")
        verbose_name_plural = _("inventories")

    def clean(self) -> None:
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The inventory would end before it begins.")})

    def progress_text(self) -> str:
        """Where the inventory stands, in words; empty without steps."""
        return progress_text(self.steps.all())

    progress_text.short_description = _("Progress")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | project_context(self)


class Responsible(models.TextChoices):
    """Who sees to a step (Zuständigkeit)."""

    MUNICIPALITY = "municipality", _("municipality")
    SKEW = "skew", "SKEW"
    CONTRACTORS = "contractors", _("contractors")
    ACTORS = "actors", _("actors")
    ALL = "all", _("all together")


class StepDocumentBlock(StructBlock):
    """A document of a step; without a tick visitors do not learn of it."""

    document = DocumentChooserBlock(label=_("document"))
    is_public = BooleanBlock(label=_("visitors see this document"), required=False)

    class Meta:
        label = _("Document")
        icon = "doc-full"


class InventoryStep(Orderable):
    """A step (Schritt) of an inventory; visitors see it only when it is public."""

    page = ParentalKey(InventoryProjectPage, related_name="steps", on_delete=models.CASCADE)
    key = models.CharField(
        _("standard step"),
        max_length=40,
        blank=True,
        choices=standard_step_choices,
        help_text=_("Which of the standard steps it is; empty for a step of your own."),
    )
    title = models.CharField(_("title"), max_length=150, help_text=_("E.g. Exhibition in the town hall."))
    description = models.TextField(_("description"), blank=True)
    responsible = models.CharField(_("responsible"), max_length=12, choices=Responsible.choices, blank=True)
    planned_date = models.DateField(_("planned for"), null=True, blank=True)
    actual_date = models.DateField(
        _("took place on"),
        null=True,
        blank=True,
        help_text=_("Visitors see it in place of the planned date."),
    )
    state = models.ForeignKey(
        StepState, verbose_name=_("state"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    public_note = models.TextField(
        _("note for visitors"), blank=True, help_text=_("E.g. You can fetch the brochure at the town hall.")
    )
    is_public = models.BooleanField(
        _("visitors see this step"),
        default=False,
        help_text=_("An internal step only counts in “5 of 9 steps completed”."),
    )
    documents = StreamField(
        [("document", StepDocumentBlock())],
        verbose_name=_("documents"),
        blank=True,
        help_text=_(
            "E.g. the minutes of the kick-off meeting. Put internal ones into a private collection: whoever "
            "has the address of a document can open it otherwise."
        ),
    )

    panels = step_panels()

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.actual_date and self.actual_date > timezone.localdate():
            raise ValidationError({"actual_date": _NOT_YET})


class StepNote(models.Model):
    """What the town hall notes on a step (interne Notiz); no output and no version of the page holds it.

    It belongs to the saved step, so that it goes with it and does not come along when the page is copied.
    """

    step = models.OneToOneField(InventoryStep, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField(_("internal note"))
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("internal note on a step")
        verbose_name_plural = _("internal notes on steps")

    def __str__(self) -> str:
        return str(_("Internal note"))


class InventoryActor(Orderable):
    """An actor that was interviewed (befragte Organisation)."""

    page = ParentalKey(InventoryProjectPage, related_name="interviewed_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("actor"),
        on_delete=models.CASCADE,
        related_name="inventories",
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("interviewed actor")
        verbose_name_plural = _("interviewed actors")
