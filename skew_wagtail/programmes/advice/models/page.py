"""The page on advice: offers, topics with the office to ask, questions and answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.vocabulary.models import Topic

from ...models.programme import OfferKind
from ...models.shared import Question, documents_field
from ..panels import advice_edit_handler
from ..presentation import advice_context

_PAGE = "skew_programmes.AdvicePage"


class AdvicePage(SkewPage, Page):
    """What advice (Beratung) there is, for whom and by whom; municipalities and organisations may ask by a form."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What you give advice on and to whom, e.g. towns that begin to work on migration."),
    )
    office = models.TextField(
        _("office for all other questions"),
        blank=True,
        help_text=_("An office, no names of people, e.g. office for migration, town hall, room 12."),
    )
    office_email = models.EmailField(
        _("mail address of the office"),
        blank=True,
        help_text=_("One that belongs to nobody alone, e.g. migration@ebersfurt.example."),
    )
    takes_requests = models.BooleanField(
        _("municipalities and organisations can ask with a form"),
        default=False,
        help_text=_("Puts a short form online. The office is told of each request by mail."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("answer within how many working days"),
        null=True,
        blank=True,
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "E.g. 5. Visitors read it, and the list of requests shows what is overdue. Empty: no promise."
        ),
    )
    documents = documents_field()

    subpage_types: list[str] = []
    edit_handler = advice_edit_handler()
    template = default_template = "skew_wagtail/programmes/advice_page.html"
    page_description = _("Advice: what you offer, which office to ask, and a form for questions.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.RelatedFields("offers", [index.SearchField("title"), index.SearchField("text")]),
        index.RelatedFields(
            "topics",
            [index.SearchField("covers"), index.RelatedFields("topic", [index.SearchField("label_de")])],
        ),
        index.RelatedFields("questions", [index.SearchField("question"), index.SearchField("answer")]),
    ]

    class Meta:
        verbose_name = _("advice page")
        verbose_name_plural = _("advice pages")

    def clean(self) -> None:
        super().clean()
        if self.takes_requests and not self.office_email:
            message = _("Please enter a mail address: the office is told there that somebody has asked.")
            raise ValidationError({"office_email": message})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | advice_context(self)


class AdviceOffer(Orderable):
    """One thing that is offered, such as a talk on the phone or a visit."""

    page = ParentalKey(_PAGE, related_name="offers", on_delete=models.CASCADE)
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=OfferKind.choices,
        blank=True,
        help_text=_("Choose a kind, or write a title of your own, or both."),
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("E.g. First talk on the phone.")
    )
    text = models.TextField(
        _("text"), blank=True, help_text=_("What happens, e.g. we look at your plans together for an hour.")
    )
    audience = models.CharField(
        _("for whom"), max_length=250, blank=True, help_text=_("E.g. all municipalities of the district.")
    )
    costs = models.CharField(
        _("what it costs"),
        max_length=250,
        blank=True,
        help_text=_("E.g. nothing, or: you pay for the train."),
    )

    panels = [
        FieldRowPanel(["kind", "title"]),
        FieldPanel("text"),
        FieldRowPanel(["audience", "costs"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if not (self.kind or self.title):
            raise ValidationError({"title": _("Please choose a kind or write a title.")})


class AdviceTopic(Orderable):
    """A topic of the advice, with the office that knows about it."""

    page = ParentalKey(_PAGE, related_name="topics", on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    covers = models.TextField(
        _("what it covers"),
        blank=True,
        help_text=_("E.g. how to find partners, how to apply for funding."),
    )
    office = models.TextField(
        _("office to turn to"),
        blank=True,
        help_text=_("An office, no names of people, e.g. office for migration, town hall, room 12."),
    )
    office_email = models.EmailField(
        _("mail address of the office"),
        blank=True,
        help_text=_("It is told of requests on this topic. Empty: the office for all other questions is."),
    )
    office_hours = models.TextField(
        _("phone and opening hours of the office"),
        blank=True,
        help_text=_("E.g. 030 23125 0, Monday to Thursday 9 to 15."),
    )

    panels = [
        FieldPanel("topic"),
        FieldPanel("covers"),
        MultiFieldPanel(["office", "office_email", "office_hours"], _("Contact")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("topic of the advice")
        verbose_name_plural = _("topics of the advice")

    def __str__(self) -> str:
        return str(self.topic)


class AdviceQuestion(Question):
    """A question that is often asked, and its answer."""

    page = ParentalKey(_PAGE, related_name="questions", on_delete=models.CASCADE)
