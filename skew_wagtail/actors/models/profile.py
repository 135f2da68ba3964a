"""The profile of one actor."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page, Revision
from wagtail.search import index

from skew_wagtail.models import SkewPage
from skew_wagtail.privacy.refusals import ListingRefused, Refusals, refusal_message
from skew_wagtail.text import german_slug
from skew_wagtail.validators import validate_alternative_text, validate_text_for_image
from skew_wagtail.vocabulary.models import (
    ActivityArea,
    ActorKind,
    Country,
    LegalForm,
    Sdg,
    Sector,
    SpokenLanguage,
    TargetGroup,
    Topic,
)

from ..forms import ActorProfileForm
from ..panels import profile_edit_handler
from ..presentation import profile_context
from ..validators import validate_founded_year
from .tags import TaggedActor

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class EntryDepth(models.TextChoices):
    """How much a profile tells (Eintragstiefe)."""

    FULL = "full", _("profile")
    CARD = "card", _("card entry")


class MemberBand(models.TextChoices):
    """How many members an actor has (Mitgliederzahl)."""

    UNDER_25 = "0-24", _("under 25")
    UNDER_50 = "25-49", _("25 to 49")
    UNDER_100 = "50-99", _("50 to 99")
    UNDER_250 = "100-249", _("100 to 249")
    LARGE = "250-", _("250 and more")


def _terms(model: type[models.Model], label: Any, help_text: Any = "") -> ParentalManyToManyField:
    return ParentalManyToManyField(
        model, verbose_name=label, blank=True, related_name="+", help_text=help_text
    )


def _rich_text(label: Any, help_text: Any) -> RichTextField:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class ActorProfilePage(SkewPage, Page):
    """A profile (Steckbrief) of one organisation, or its short form, a card entry (Visitenkarte).

    Only what is about the organisation stands here, for a page's revisions keep every text. People,
    address and internal notes are records outside (``privacy``, ``ActorRecord``). The title is the name.
    """

    external_id = models.CharField(
        _("reference of the contractor"),
        max_length=50,
        blank=True,
        db_index=True,
        help_text=_("Finds the profile again when a spreadsheet is imported, e.g. EBF-001."),
    )
    entry_depth = models.CharField(
        _("depth of the entry"), max_length=4, choices=EntryDepth.choices, default=EntryDepth.FULL
    )
    short_name = models.CharField(_("short name"), max_length=50, blank=True, help_text=_("E.g. MIA."))
    name_language = models.CharField(
        _("language of the name"),
        max_length=10,
        blank=True,
        help_text=_("Only if it is not German, so that it is read aloud rightly, e.g. ar, uk, tr."),
    )
    kind = models.ForeignKey(
        ActorKind, verbose_name=_("kind of actor"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    sector = models.ForeignKey(
        Sector, verbose_name=_("sector"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    legal_form = models.ForeignKey(
        LegalForm,
        verbose_name=_("legal form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_charitable = models.BooleanField(
        _("recognised as charitable"),
        null=True,
        blank=True,
        choices=[(True, _("yes")), (False, _("no"))],
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[validate_founded_year], help_text=_("E.g. 1998.")
    )
    member_band = models.CharField(_("members"), max_length=10, choices=MemberBand.choices, blank=True)
    volunteer_count = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    staff_count = models.PositiveIntegerField(_("paid staff"), null=True, blank=True)
    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences for the list, e.g. We run the world shop and visit schools."),
    )
    description = _rich_text(_("description"), _("Who you are, since when, how you work."))
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alt = models.CharField(
        _("alternative text of the logo"),
        max_length=200,
        blank=True,
        validators=[validate_alternative_text],
        help_text=_("What the logo shows, e.g. two hands around a globe. Empty if it only repeats the name."),
    )
    logo_credit = models.CharField(_("credit of the logo"), max_length=150, blank=True)

    goals = _rich_text(
        _("goals"), _("What you want to reach, e.g. fair prices for coffee farmers in Honduras.")
    )
    activities_local = _rich_text(
        _("activities here"), _("What you do in the municipality, e.g. language café every Tuesday.")
    )
    activities_abroad = _rich_text(
        _("activities abroad"), _("What you do elsewhere, e.g. school fees for 40 children in Tamale.")
    )
    topics = _terms(Topic, _("topics"))
    tags = ClusterTaggableManager(
        through=TaggedActor,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Free words beside the topics, separated by commas, e.g. choir, solar energy."),
    )
    sdgs = _terms(Sdg, _("sustainable development goals"))
    target_groups = _terms(TargetGroup, _("target groups"))
    engagement_countries = _terms(
        Country,
        _("countries of engagement"),
        _("Where your work has an effect, not where members come from."),
    )
    activity_areas = _terms(ActivityArea, _("activity areas"))
    spoken_languages = _terms(SpokenLanguage, _("languages"), _("In which people can talk to you."))

    networks = models.TextField(
        _("further partners and networks"),
        blank=True,
        help_text=_("Those without a profile here, e.g. Eine-Welt-Landesnetzwerk."),
    )
    support_wanted = models.BooleanField(_("looks for people who join in"), default=False)
    support_wanted_detail = models.TextField(
        _("what kind of help"), blank=True, help_text=_("E.g. somebody who can drive the van on Saturdays.")
    )
    meeting_place = models.CharField(
        _("meeting place"),
        max_length=200,
        blank=True,
        help_text=_("Visitors see it. Leave it empty if the place must not be known."),
    )
    opening_hours = models.CharField(
        _("opening hours"), max_length=200, blank=True, help_text=_("E.g. Tue and Thu 4 to 6 pm.")
    )
    data_as_of = models.DateField(_("data as of"), default=timezone.localdate, null=True, blank=True)

    parent_page_types = ["skew_actors.ActorDirectoryPage"]
    subpage_types: list[str] = []
    base_form_class = ActorProfileForm
    edit_handler = profile_edit_handler()
    template = default_template = "skew_wagtail/actors/actor_profile_page.html"
    page_description = _("One organisation with its work, its needs and offers.")

    search_fields = [
        *Page.search_fields,
        index.SearchField("short_name", boost=2),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("goals"),
        index.SearchField("activities_local"),
        index.SearchField("activities_abroad"),
        index.SearchField("networks"),
        index.RelatedFields("topics", [index.SearchField("label_de")]),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("kind"),
        index.FilterField("entry_depth"),
        index.FilterField("data_as_of"),
        index.FilterField("external_id"),
    ]

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def clean(self) -> None:
        super().clean()
        if self.logo_alt and self.logo:
            validate_text_for_image(self.logo, self.logo_alt, "logo_alt")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._give_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._give_slug()
        super().minimal_clean()

    def _give_slug(self) -> None:
        """A slug that spells umlauts out; a name in another script leaves none, and gets a plain word."""
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(german_slug(self.title, fallback="akteur"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; it cannot be live when the organisation does not want to be listed.

        Raises:
            ListingRefused: whoever publishes, by whatever way, and who did not look first.
        """
        if self.live and (refusal := Refusals().find([self.title], self.translation_key)):
            raise ListingRefused(refusal_message(refusal))
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision, and with it the records outside the page that the editor's form carries."""
        for form in self.__dict__.pop("record_forms", []):
            form.save()
        return super().save_revision(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | profile_context(self)
