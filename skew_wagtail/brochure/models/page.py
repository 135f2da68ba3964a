"""The page of a brochure: what goes into it and how it looks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from skew_wagtail.actors.facet_index import current_index
from skew_wagtail.actors.listing import parse_query
from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.models import SkewPage
from skew_wagtail.validators import validate_alternative_text, validate_text_for_image
from skew_wagtail.vocabulary.models import Municipality

from ..colours import ENOUGH, INK, contrast, legibility, readable, tint_of
from ..panels import brochure_edit_handler
from ..validators import validate_colour


class Selection(models.TextChoices):
    """Which actors are in the brochure (Auswahl)."""

    INVENTORY = "inventory", _("those of an inventory")
    FILTER = "filter", _("those that a filter of the directory finds")
    CHOSEN = "chosen", _("those I choose one by one")


class Order(models.TextChoices):
    """How the portraits follow one another (Reihenfolge)."""

    NAME = "name", _("A to Z")
    KIND = "kind", _("by kind of actor")
    TOPIC = "topic", _("by topic")
    AREA = "area", _("by area")


class Depth(models.TextChoices):
    """How much the brochure tells of an actor (Umfang)."""

    ENTRY = "entry", _("as each profile says: portrait or card entry")
    FULL = "full", _("portraits of all")
    CARD = "card", _("card entries of all")


class Paper(models.TextChoices):
    """The size of a page (Papierformat)."""

    A5 = "a5", "A5"
    A4 = "a4", "A4"


def _image(label: Any, help_text: Any = "") -> models.ForeignKey:
    return models.ForeignKey(
        get_image_model_string(),
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


def _alternative_text(label: Any, help_text: Any) -> models.CharField:
    validators = [validate_alternative_text]
    return models.CharField(label, max_length=200, blank=True, validators=validators, help_text=help_text)


def _credit(label: Any) -> models.CharField:
    return models.CharField(label, max_length=150, blank=True, help_text=_("E.g. Foto: Stadt Ebersfurt."))


def _text(label: Any, help_text: Any) -> RichTextField:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class BrochurePage(RoutablePageMixin, SkewPage, Page):
    """A brochure (Broschüre) of an inventory or another selection of profiles.

    The page itself is the web edition; PDF files of it are its editions. What stands here is written by the town for
    everyone to read, signature and imprint too; people of the actors come in through ``privacy.publishing`` alone.
    """

    subtitle = models.CharField(
        _("subtitle"), max_length=200, blank=True, help_text=_("E.g. Who acts for One World in Ebersfurt.")
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Stands on the cover. Empty: the municipality of the inventory."),
    )
    cover_picture = _image(_("picture on the cover"), _("Landscape, at least 1,800 pixels wide for print."))
    cover_alt = _alternative_text(
        _("alternative text of the picture"), _("What it shows, e.g. people around a long table in a park.")
    )
    cover_credit = _credit(_("credit of the picture"))

    foreword_title = models.CharField(
        _("title"),
        max_length=150,
        blank=True,
        help_text=_("Empty for “Foreword”. E.g. Greeting of the mayor."),
    )
    foreword = _text(_("foreword"), _("One page at most, some 1,500 letters."))
    portrait = _image(_("portrait"))
    portrait_alt = _alternative_text(
        _("alternative text of the portrait"), _("E.g. portrait of the mayor in front of the town hall.")
    )
    portrait_credit = _credit(_("credit of the portrait"))
    signature = models.CharField(
        _("name below the foreword"), max_length=150, blank=True, help_text=_("E.g. Petra Muster.")
    )
    signature_role = models.CharField(
        _("office"), max_length=150, blank=True, help_text=_("E.g. Mayor of Ebersfurt.")
    )

    introduction = _text(_("introduction"), _("What the brochure is for and how to use it."))
    method = _text(_("how it came about"), _("E.g. who was asked, when, by whom, and who did not answer."))

    selection = models.CharField(
        _("actors"), max_length=10, choices=Selection.choices, default=Selection.INVENTORY
    )
    inventory = models.ForeignKey(
        "skew_inventory.InventoryProjectPage",
        verbose_name=_("inventory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="brochures",
        help_text=_("Its actors are taken, and its page shows this brochure."),
    )
    directory = models.ForeignKey(
        "skew_actors.ActorDirectoryPage",
        verbose_name=_("directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For a filter: the directory in which it is applied."),
    )
    filter_query = models.TextField(
        _("filter"),
        blank=True,
        help_text=_(
            "Filter the directory as a visitor and copy the address here, e.g. ?topic=fair-trade&kind=association. "
            "Empty: all its actors."
        ),
    )
    order = models.CharField(_("order"), max_length=10, choices=Order.choices, default=Order.NAME)
    entry_depth = models.CharField(_("depth"), max_length=10, choices=Depth.choices, default=Depth.ENTRY)
    shows_statistics = models.BooleanField(
        _("with statistics"), default=True, help_text=_("Pictures of how many actors work on what and where.")
    )
    shows_indexes = models.BooleanField(
        _("with indexes"), default=True, help_text=_("By topic, country and tag, with page numbers.")
    )

    primary_colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#0b5a5a",
        validators=[validate_colour],
        help_text=_("For headings and the cover, dark enough to be read on white, e.g. #0b5a5a."),
    )
    tint_colour = models.CharField(
        _("colour of boxes"),
        max_length=7,
        blank=True,
        validators=[validate_colour],
        help_text=_("A very light colour behind text, e.g. #e8f1f1. Empty: the colour above, thinned."),
    )
    logo = _image(_("logo"), _("Of the municipality, for cover and imprint."))
    logo_alt = _alternative_text(_("alternative text of the logo"), _("E.g. coat of arms of Ebersfurt."))
    paper = models.CharField(_("paper"), max_length=2, choices=Paper.choices, default=Paper.A5)
    auto_fit = models.BooleanField(
        _("fit portraits to whole pages"),
        default=False,
        help_text=_(
            "Smaller letters or a wider box where a few lines would fill a page of their own; takes half as long "
            "again."
        ),
    )

    imprint = models.TextField(
        _("imprint"),
        blank=True,
        help_text=_(
            "One line each, the label before the colon, e.g. “Published by: Stadt Ebersfurt, Marktplatz 1” or "
            "“Design: Büro Beispiel GbR”."
        ),
    )
    data_as_of = models.DateField(
        _("data as of"),
        null=True,
        blank=True,
        help_text=_("Empty: the day of the latest change to a profile."),
    )

    subpage_types: list[str] = []
    edit_handler = brochure_edit_handler()
    template = default_template = "skew_wagtail/brochure/brochure_page.html"
    page_description = _(
        "Profiles of your choice as a brochure: on the site, as an accessible PDF and for print."
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("introduction"),
        index.SearchField("method"),
        index.FilterField("inventory"),
    ]

    class Meta:
        verbose_name = _("brochure")
        verbose_name_plural = _("brochures")

    @property
    def tint(self) -> str:
        """The colour of boxes."""
        return self.tint_colour or tint_of(self.primary_colour)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for check in (self._check_selection, self._check_pictures, self._check_colours):
            try:
                check()
            except ValidationError as error:
                errors |= error.error_dict
        if errors:
            raise ValidationError(errors)

    def _check_selection(self) -> None:
        if self.selection == Selection.INVENTORY and self.inventory is None:
            raise ValidationError({"inventory": _("Choose the inventory whose actors are in the brochure.")})
        if self.selection == Selection.FILTER:
            if self.directory is None:
                raise ValidationError(
                    {"directory": _("Choose the directory in which the filter is applied.")}
                )
            self._check_filter()

    def _check_filter(self) -> None:
        """What is typed is read as the directory itself reads it."""
        self.filter_query = self.filter_query.strip().rpartition("?")[2].partition("#")[0]
        try:
            query = parse_query(self.filter_params(), current_index(self.directory_id).labels)
        except (Http404, UnicodeDecodeError) as error:
            message = _("This is no address of a list of results. Copy it from your browser once more.")
            raise ValidationError({"filter_query": message}) from error
        if query.unknown:
            message = _("The directory does not know these filters: %(words)s.")
            params = {"words": ", ".join(query.unknown)}
            raise ValidationError({"filter_query": ValidationError(message, params=params)})
        if self.filter_query and not query.is_filtered:
            message = _("No filter of the directory stands in it, e.g. ?topic=fair-trade.")
            raise ValidationError({"filter_query": message})

    def filter_params(self) -> QueryDict:
        """The filter as the directory gets it, without the page of the list."""
        params = QueryDict(self.filter_query, mutable=True)
        params.pop("page", None)
        return params

    def _check_pictures(self) -> None:
        needed = {
            "cover_alt": self.cover_picture,
            "portrait_alt": self.portrait,
            "logo_alt": self.logo,
        }
        for field, image in needed.items():
            text = getattr(self, field)
            if image and text:
                validate_text_for_image(image, text, field)
            elif image and field != "logo_alt":
                raise ValidationError({field: _("Say what the picture shows, for people who do not see it.")})

    def _check_colours(self) -> None:
        """Only of colours that are some; others have been complained about already."""
        for colour in filter(None, (self.primary_colour, self.tint_colour)):
            try:
                validate_colour(colour)
            except ValidationError:
                return
        found = legibility(self.primary_colour)
        if found < ENOUGH:
            message = _(
                "This colour is too light to be read on white and in boxes (contrast %(found).1f, needed 4.5). "
                "The nearest that can be is %(colour)s."
            )
            params = {"found": found, "colour": readable(self.primary_colour)}
            raise ValidationError({"primary_colour": ValidationError(message, params=params)})
        found = min(contrast(INK, self.tint), legibility(self.primary_colour, self.tint))
        if found < ENOUGH:
            message = _(
                "Text cannot be read on this colour (contrast %(found).1f, needed 4.5). Choose a lighter one."
            )
            raise ValidationError({"tint_colour": ValidationError(message, params={"found": found})})

    def _serve_part(self, request: HttpRequest, part: str, template: str | None = None) -> HttpResponse:
        """A part of the web edition."""
        # The content is read from models, so its modules import this one.
        from ..presentation import PARTS

        return self.render(request, context_overrides=PARTS[part](self, request), template=template)

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """Foreword, chapters, statistics and contents."""
        return self._serve_part(request, "overview")

    @path("portraits/")
    def portraits(self, request: HttpRequest) -> HttpResponse:
        """The portraits and card entries, some on a page."""
        return self._serve_part(request, "portraits", "skew_wagtail/brochure/portraits.html")

    @path("index/")
    def indexes(self, request: HttpRequest) -> HttpResponse:
        """Who works on what and where."""
        return self._serve_part(request, "indexes", "skew_wagtail/brochure/indexes.html")

    @path("editions/")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """The files of this edition and of those before."""
        return self._serve_part(request, "archive", "skew_wagtail/brochure/archive.html")
