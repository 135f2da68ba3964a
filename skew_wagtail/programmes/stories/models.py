"""Stories of good practice (gute Beispiele) and the list above them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.vocabulary.models import Municipality, Topic

from ..models.shared import Pictured, RelatedPage, documents_field
from .listing import index_context
from .panels import story_edit_handler
from .presentation import period_in_words, story_context

_STORY = "skew_programmes.StoryPage"
_YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]


class StoryIndexPage(SkewPage, Page):
    """A list of stories of good practice, filtered by topic and by size, kind and state of the municipality."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. What can we learn from others?"),
    )

    subpage_types = [_STORY]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/programmes/story_index_page.html"
    page_description = _("Lists all stories of good practice below it, with filters.")

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self, request)


def _told(label: Any, help_text: Any) -> RichTextField:
    """A part of what is told; none of them must be there."""
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class StoryPage(Pictured, SkewPage, Page):
    """What a municipality did, what came of it, and what others can learn from it."""

    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "Visitors filter by its size, its kind and its federal state; they stand in the word lists."
        ),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    summary = models.TextField(
        _("in short"),
        max_length=400,
        blank=True,
        help_text=_(
            "One or two sentences for lists, e.g. A small town brings twelve associations to one table."
        ),
    )
    start_year = models.PositiveSmallIntegerField(
        _("from (year)"), null=True, blank=True, validators=_YEARS, help_text=_("E.g. 2023.")
    )
    end_year = models.PositiveSmallIntegerField(
        _("until (year)"),
        null=True,
        blank=True,
        validators=_YEARS,
        help_text=_("E.g. 2025; the same year if it was one only. Empty if it still goes on."),
    )
    situation = _told(
        _("situation before"), _("E.g. Eighty refugees had come, and nobody knew who could help.")
    )
    measures = _told(_("what was done"), _("E.g. The town hall invited all associations to one table."))
    results = _told(_("results"), _("E.g. Twelve associations work together, two of them are new."))
    helped = _told(_("what helped"), _("E.g. The mayor came to the first meeting."))
    difficult = _told(_("what was difficult"), _("E.g. Dates in the morning, when volunteers work."))
    tips = _told(_("tips for others"), _("E.g. Begin with few and eat together."))
    costs = models.TextField(
        _("costs and funding"),
        blank=True,
        help_text=_(
            "In words, e.g. about 3,000 euros for rooms and interpreting, half of it from the state."
        ),
    )
    partners = models.TextField(
        _("partners"),
        blank=True,
        help_text=_("Organisations only, no names of people, e.g. adult education centre, Weltladen."),
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
    documents = documents_field()

    parent_page_types = ["skew_programmes.StoryIndexPage"]
    subpage_types: list[str] = []
    edit_handler = story_edit_handler()
    template = default_template = "skew_wagtail/programmes/story_page.html"
    page_description = _("One story of good practice: what a municipality did and what others can learn.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("situation"),
        index.SearchField("measures"),
        index.SearchField("results"),
        index.SearchField("helped"),
        index.SearchField("difficult"),
        index.SearchField("tips"),
        index.SearchField("costs"),
        index.SearchField("partners"),
        index.RelatedFields("municipality", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("story of good practice")
        verbose_name_plural = _("stories of good practice")

    @property
    def period(self) -> str:
        """When it was, in words; may be empty."""
        return period_in_words(self.start_year, self.end_year)

    def clean(self) -> None:
        super().clean()
        if self.end_year and not self.start_year:
            raise ValidationError({"start_year": _("Say in which year it began.")})
        if self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("It would end before it begins.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | story_context(self)


class StoryActor(Orderable):
    """An actor of the directory that took part."""

    page = ParentalKey(_STORY, related_name="linked_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("actor"),
        on_delete=models.CASCADE,
        related_name="stories",
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")


class StoryRelatedPage(RelatedPage):
    """A page of the site that belongs to a story, such as the programme or the forum it came from."""

    page = ParentalKey(_STORY, related_name="related_pages", on_delete=models.CASCADE)
