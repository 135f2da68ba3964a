"""Controlled terms and the shared snippets.

Every vocabulary is a table of its own with the same columns; the data files beside this module fill
them (``skew_load_vocabulary``) and a municipality may rename, hide and add.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index

from skew_wagtail.validators import validate_alternative_text, validate_text_for_image

from .querysets import GlossaryQuerySet, TermQuerySet


class Term(models.Model):
    """One term of a vocabulary: a stable slug, a label per language, an order, on or off."""

    slug = models.CharField(
        _("short code"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z", _("Use letters, digits, hyphens and underscores."))],
        help_text=_("Stands in web addresses and exports, e.g. fair-trade. Please do not change it later."),
    )
    label_de = models.CharField(_("German label"), max_length=150)
    label_en = models.CharField(_("English label"), max_length=150, blank=True)
    label_fr = models.CharField(_("French label"), max_length=150, blank=True)
    sort_order = models.IntegerField(
        _("order"), default=1000, help_text=_("Small numbers come first, e.g. 10, 20, 30.")
    )
    is_active = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Switch off to hide the term in forms and filters; profiles that use it keep it."),
    )
    source_uri = models.URLField(
        _("source"),
        blank=True,
        help_text=_("Web address that defines the term, e.g. http://metadata.un.org/sdg/4"),
    )
    # What the package shipped last, per field: what still equals it may be updated, what differs is the
    # municipality's own.
    shipped = models.JSONField(default=dict, blank=True, editable=False)

    objects = TermQuerySet.as_manager()

    # A hundred of terms change at once when the vocabulary is loaded; none refers to anything.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["sort_order", "label_de"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the active language, else German."""
        language = (get_language() or "de").split("-")[0]
        return getattr(self, f"label_{language}", "") or self.label_de


class Topic(Term):
    """A field of work (Handlungsfeld)."""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Sdg(Term):
    """A Sustainable Development Goal (Nachhaltigkeitsziel); the slug is its number, 1 to 17."""

    class Meta(Term.Meta):
        verbose_name = _("sustainable development goal")
        verbose_name_plural = _("sustainable development goals")

    def __str__(self) -> str:
        return f"{self.slug} {self.label}"


class Sector(Term):
    """A sector of society (Sektor)."""

    class Meta(Term.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class ActorKind(Term):
    """A kind of actor (Akteursart)."""

    class Meta(Term.Meta):
        verbose_name = _("kind of actor")
        verbose_name_plural = _("kinds of actor")


class LegalForm(Term):
    """A legal form (Rechtsform)."""

    class Meta(Term.Meta):
        verbose_name = _("legal form")
        verbose_name_plural = _("legal forms")


class CooperationKind(Term):
    """What is sought or offered in a cooperation (Kooperationsart)."""

    class Meta(Term.Meta):
        verbose_name = _("kind of cooperation")
        verbose_name_plural = _("kinds of cooperation")


class TargetGroup(Term):
    """Whom an actor works for (Zielgruppe)."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Country(Term):
    """A country (Land); the slug is its ISO 3166-1 code in upper case."""

    class Meta(Term.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")


class SpokenLanguage(Term):
    """A language an actor speaks (Sprache); the slug is its ISO 639 code."""

    native = models.CharField(_("own name"), max_length=150, blank=True, help_text=_("E.g. Türkçe."))

    class Meta(Term.Meta):
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")


class AreaLevel(Term):
    """How large an area is (Gebietsebene)."""

    class Meta(Term.Meta):
        verbose_name = _("level of area")
        verbose_name_plural = _("levels of area")


class ActivityArea(Term):
    """An area in which actors work (Aktivitätsgebiet): districts below the municipality below the region."""

    level = models.ForeignKey(
        AreaLevel, verbose_name=_("level"), on_delete=models.PROTECT, related_name="areas"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("The next larger area, e.g. the municipality of a district."),
    )

    class Meta(Term.Meta):
        verbose_name = _("activity area")
        verbose_name_plural = _("activity areas")


class MunicipalityKind(Term):
    """A kind of municipality (Kommunenart)."""

    class Meta(Term.Meta):
        verbose_name = _("kind of municipality")
        verbose_name_plural = _("kinds of municipality")


class SizeBand(Term):
    """A size of municipality by inhabitants (Größenklasse)."""

    class Meta(Term.Meta):
        verbose_name = _("size of municipality")
        verbose_name_plural = _("sizes of municipality")


class ParticipantGroup(Term):
    """Who comes to a forum (Teilnehmendengruppe)."""

    class Meta(Term.Meta):
        verbose_name = _("group of participants")
        verbose_name_plural = _("groups of participants")


class OutcomeKind(Term):
    """What an event brought about (Ergebnisart)."""

    class Meta(Term.Meta):
        verbose_name = _("kind of outcome")
        verbose_name_plural = _("kinds of outcome")


class StepState(Term):
    """Where a step of an inventory stands (Stand des Schritts)."""

    class Meta(Term.Meta):
        verbose_name = _("state of a step")
        verbose_name_plural = _("states of a step")


class CallState(Term):
    """Where a call stands (Stand des Aufrufs)."""

    class Meta(Term.Meta):
        verbose_name = _("state of a call")
        verbose_name_plural = _("states of a call")


class GlossaryTerm(Term):
    """A word of the field as this municipality uses it, e.g. Bestandserhebung for inventory."""

    objects = GlossaryQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")


#: Vocabulary by the name of its data file; parents and levels come before what refers to them.
VOCABULARIES: dict[str, type[Term]] = {
    "topics": Topic,
    "sdgs": Sdg,
    "sectors": Sector,
    "actor_kinds": ActorKind,
    "legal_forms": LegalForm,
    "cooperation_kinds": CooperationKind,
    "target_groups": TargetGroup,
    "countries": Country,
    "languages": SpokenLanguage,
    "area_levels": AreaLevel,
    "areas": ActivityArea,
    "municipality_kinds": MunicipalityKind,
    "size_bands": SizeBand,
    "participant_groups": ParticipantGroup,
    "outcome_kinds": OutcomeKind,
    "step_states": StepState,
    "call_states": CallState,
    "glossary": GlossaryTerm,
}


class Municipality(index.Indexed, models.Model):
    """A municipality (Kommune) for which an inventory is made."""

    name = models.CharField(_("name"), max_length=150, help_text=_("E.g. Stadt Ebersfurt."))
    kind = models.ForeignKey(
        MunicipalityKind,
        verbose_name=_("kind"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    size = models.ForeignKey(
        SizeBand,
        verbose_name=_("inhabitants"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.ForeignKey(
        ActivityArea,
        verbose_name=_("federal state"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"level__slug": "state"},
    )
    key = models.CharField(
        _("official municipality key"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{5}(\d{3})?(\d{4})?\Z", _("Enter 5, 8 or 12 digits."))],
        help_text=_("AGS with 5 or 8 digits, or regional key with 12, e.g. 06635999."),
    )
    website = models.URLField(_("website"), blank=True)
    coat_of_arms = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("coat of arms"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    coat_of_arms_alt = models.CharField(
        _("alternative text of the coat of arms"),
        max_length=200,
        blank=True,
        validators=[validate_alternative_text],
        help_text=_("What it shows, e.g. coat of arms of Ebersfurt: a blue boar on silver."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.coat_of_arms_alt and self.coat_of_arms:
            validate_text_for_image(self.coat_of_arms, self.coat_of_arms_alt, "coat_of_arms_alt")


class FundingNotice(models.Model):
    """The notice of who paid (Förderhinweis), printed where the funder asks for it."""

    title = models.CharField(_("title"), max_length=150, help_text=_("Only for you, e.g. Funding 2026."))
    text = models.TextField(_("text"), help_text=_("The wording of the funder, word for word."))
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
        help_text=_("E.g. logo of the Federal Ministry."),
    )

    class Meta:
        verbose_name = _("funding notice")
        verbose_name_plural = _("funding notices")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.logo_alt and self.logo:
            validate_text_for_image(self.logo, self.logo_alt, "logo_alt")
