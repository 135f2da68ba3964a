"""Programmes: what they offer, how they run, who took part."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.vocabulary.models import FundingNotice, Municipality, MunicipalityKind, Topic

from ..forms import ProgrammeForm
from ..panels import programme_edit_handler
from ..presentation import programme_context
from .shared import CallsPage, Phase, Pictured, Question, RelatedPage, documents_field

_PROGRAMME = "skew_programmes.ProgrammePage"


class ProgrammeKind(models.TextChoices):
    """What a programme is called."""

    PROGRAMME = "programme", _("Programme")
    PILOT = "pilot", _("Pilot project")


class ProgrammePage(CallsPage, Page):
    """A programme (Programm, Pilotprojekt) that municipalities can take part in."""

    kind = models.CharField(
        _("kind"), max_length=9, choices=ProgrammeKind.choices, default=ProgrammeKind.PROGRAMME
    )
    summary = models.TextField(
        _("in short"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences for lists, e.g. Refugees learn how a town hall works."),
    )
    description = RichTextField(
        _("what it is"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What the programme wants and why there is one."),
    )
    audience = RichTextField(
        _("for whom"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("E.g. towns, districts and municipalities that want to train refugees."),
    )
    municipality_kinds = ParentalManyToManyField(
        MunicipalityKind,
        verbose_name=_("kinds of municipality"),
        blank=True,
        related_name="+",
        help_text=_("Who can take part; visitors filter by it. Nothing chosen means all."),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    participation = RichTextField(
        _("how to take part"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("E.g. ask the office below at any time; model municipalities are chosen by a call."),
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
    funding_notice = models.ForeignKey(
        FundingNotice,
        verbose_name=_("funding notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    documents = documents_field()

    parent_page_types = ["skew_programmes.ProgrammeIndexPage"]
    subpage_types = ["skew_programmes.CallPage"]
    base_form_class = ProgrammeForm
    edit_handler = programme_edit_handler()
    template = default_template = "skew_wagtail/programmes/programme_page.html"
    page_description = _("One programme or pilot project; its calls stand below it.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("audience"),
        index.SearchField("participation"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | programme_context(self)


class OfferKind(models.TextChoices):
    """What a programme offers (Angebot)."""

    FUNDING = "funding", _("Funding")
    ADVICE = "advice", _("Advice")
    TRAINING = "training", _("Training")
    EXCHANGE = "exchange", _("Exchange of experience")


class ProgrammeOffer(Orderable):
    """One thing that a programme offers."""

    page = ParentalKey(_PROGRAMME, related_name="offers", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=8, choices=OfferKind.choices)
    text = models.TextField(
        _("text"), blank=True, help_text=_("E.g. up to 20,000 euros a year for staff and rooms.")
    )

    panels = [FieldPanel("kind"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return self.get_kind_display()


class ProgrammePhase(Phase):
    """A phase of a programme."""

    page = ParentalKey(_PROGRAMME, related_name="phases", on_delete=models.CASCADE)


class ProgrammeQuestion(Question):
    """A question that municipalities ask, and its answer."""

    page = ParentalKey(_PROGRAMME, related_name="questions", on_delete=models.CASCADE)


class ModelMunicipality(Pictured, Orderable):
    """A municipality that took part (Modellkommune), with what it did and what came of it."""

    page = ParentalKey(_PROGRAMME, related_name="model_municipalities", on_delete=models.CASCADE)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    call = models.ForeignKey(
        "skew_programmes.CallPage",
        verbose_name=_("chosen in the call"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="chosen",
        help_text=_(
            "A call of this programme. Visitors see the municipality once the selection is published there, with the "
            "phase of the call."
        ),
    )
    phase = models.CharField(
        _("phase"),
        max_length=100,
        blank=True,
        help_text=_("If there was no call, e.g. first phase; otherwise that of the call is shown."),
    )
    year = models.PositiveSmallIntegerField(
        _("since (year)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
    )
    portrait = models.TextField(
        _("short portrait"),
        blank=True,
        help_text=_("Two or three sentences: what the municipality does in the programme."),
    )
    results = models.TextField(
        _("results"),
        blank=True,
        help_text=_("E.g. Twelve people trained, four of them now work in the town hall."),
    )

    panels = [
        FieldPanel("municipality"),
        FieldPanel("call"),
        FieldRowPanel(["phase", "year"]),
        FieldPanel("portrait"),
        FieldPanel("results"),
        MultiFieldPanel(["image", "alt_text", "credit"], _("Picture")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("model municipality")
        verbose_name_plural = _("model municipalities")

    def __str__(self) -> str:
        return str(self.municipality)

    def clean(self) -> None:
        super().clean()
        programme = getattr(self, "page", None)
        if self.call_id and programme and not (programme.path and self.call.is_child_of(programme)):
            raise ValidationError({"call": _("Choose a call that stands below this programme.")})


class ProgrammeActor(Orderable):
    """An actor of the directory that has to do with a programme."""

    page = ParentalKey(_PROGRAMME, related_name="linked_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("actor"),
        on_delete=models.CASCADE,
        related_name="programmes",
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")


class ProgrammeRelatedPage(RelatedPage):
    """A page of the site that belongs to a programme, such as a forum."""

    page = ParentalKey(_PROGRAMME, related_name="related_pages", on_delete=models.CASCADE)
