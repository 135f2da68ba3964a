"""What hangs on a profile in ordered lists."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from skew_wagtail.privacy.models import ActorPicture, ContactUse
from skew_wagtail.validators import validate_alternative_text, validate_text_for_image
from skew_wagtail.vocabulary.models import CooperationKind, Country, Topic
from skew_wagtail.vocabulary.widgets import TermSelect

_PROFILE = "skew_actors.ActorProfilePage"


class ActorContact(Orderable, ContactUse):
    """A contact person of a profile; whether visitors see it is decided by the person's consent."""

    page = ParentalKey(_PROFILE, related_name="contacts", on_delete=models.CASCADE)

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")


class ActorImage(Orderable, ActorPicture):
    """A picture of an actor's work."""

    page = ParentalKey(_PROFILE, related_name="images", on_delete=models.CASCADE)
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("image"), on_delete=models.CASCADE, related_name="+"
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=200,
        validators=[validate_alternative_text],
        help_text=_(
            "What the picture shows, for people who do not see it, e.g. three women at a sewing machine."
        ),
    )
    credit = models.CharField(
        _("image credit"), max_length=150, help_text=_("E.g. Foto: Verein Beispiel e. V.")
    )

    panels = [
        FieldPanel("image"),
        FieldPanel("alt_text"),
        FieldPanel("credit"),
        FieldPanel("shows_people"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        super().clean()
        if self.image_id:
            validate_text_for_image(self.image, self.alt_text, "alt_text")


class ActorProject(Orderable):
    """A project (Projekt) of an actor."""

    page = ParentalKey(_PROFILE, related_name="projects", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Wells for Tamale."))
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    partner = models.CharField(_("partner organisation"), max_length=200, blank=True)
    start_year = models.PositiveSmallIntegerField(_("from (year)"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(
        _("to (year)"), null=True, blank=True, help_text=_("Empty if it goes on.")
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("country", widget=TermSelect), FieldPanel("partner")]),
        FieldRowPanel(["start_year", "end_year"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The project would end before it begins.")})


class Visibility(models.TextChoices):
    """Who may see a need or an offer."""

    PUBLIC = "public", _("everyone")
    INTERNAL = "internal", _("only the town hall")


class CooperationStatement(Orderable):
    """What an actor seeks or offers: one shape for both sides, so that they can be matched."""

    kind = models.ForeignKey(
        CooperationKind, verbose_name=_("kind of cooperation"), on_delete=models.PROTECT, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.CharField(
        _("in your words"),
        max_length=500,
        blank=True,
        help_text=_("E.g. a rehearsal room for 20 people on Thursday evenings."),
    )
    visibility = models.CharField(
        _("seen by"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    panels = [
        FieldRowPanel([FieldPanel("kind", widget=TermSelect), FieldPanel("topic", widget=TermSelect)]),
        FieldPanel("text"),
        FieldPanel("visibility"),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" if self.text else str(self.kind)

    @property
    def is_public(self) -> bool:
        """Whether visitors may see it."""
        return self.visibility == Visibility.PUBLIC


class CooperationNeed(CooperationStatement):
    """Something an actor seeks (Kooperationsbedarf)."""

    page = ParentalKey(_PROFILE, related_name="cooperation_needs", on_delete=models.CASCADE)

    class Meta(CooperationStatement.Meta):
        abstract = False
        verbose_name = _("cooperation need")
        verbose_name_plural = _("cooperation needs")


class CooperationOffer(CooperationStatement):
    """Something an actor offers (Kooperationsangebot)."""

    page = ParentalKey(_PROFILE, related_name="cooperation_offers", on_delete=models.CASCADE)

    class Meta(CooperationStatement.Meta):
        abstract = False
        verbose_name = _("cooperation offer")
        verbose_name_plural = _("cooperation offers")


class Platform(models.TextChoices):
    """Where a link leads."""

    WEBSITE = "website", _("website")
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    MASTODON = "mastodon", "Mastodon"
    YOUTUBE = "youtube", "YouTube"
    LINKEDIN = "linkedin", "LinkedIn"
    TELEGRAM = "telegram", "Telegram"
    OTHER = "other", _("other site")


class ActorLink(Orderable):
    """A web address of an actor."""

    page = ParentalKey(_PROFILE, related_name="links", on_delete=models.CASCADE)
    platform = models.CharField(
        _("platform"), max_length=10, choices=Platform.choices, default=Platform.WEBSITE
    )
    url = models.URLField(
        _("web address"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("E.g. https://www.example.org/"),
    )

    panels = [FieldRowPanel(["platform", "url"])]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.url


class ActorPartner(Orderable):
    """Another actor of the directory with which this one works (Partner)."""

    page = ParentalKey(_PROFILE, related_name="partners", on_delete=models.CASCADE)
    partner = models.ForeignKey(
        _PROFILE, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="partner_of"
    )

    panels = [FieldPanel("partner")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
