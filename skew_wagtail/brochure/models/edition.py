"""Editions: the PDF files that were made of a brochure, and what of people is in them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.models import AddressPrecision


class EditionState(models.TextChoices):
    """How an edition stands (Stand)."""

    BUILDING = "building", _("being built")
    READY = "ready", _("ready")
    REPLACED = "replaced", _("replaced by a newer one")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FAILED = "failed", _("failed")


class Stage(models.TextChoices):
    """What a build is doing (Arbeitsschritt), in this order."""

    COLLECTING = "collecting", _("collecting texts and pictures")
    CHECKING = "checking", _("checking them")
    SETTING = "setting", _("setting the pages")
    VERIFYING = "verifying", _("verifying the files")


class BrochureEdition(models.Model):
    """One build of a brochure (Ausgabe): running, failed, or with files.

    ``hints`` is a list of ``{"profile": name, "page_id": number or null, "text": sentence}`` for the editor.
    A withdrawn edition holds something that may not be shown any more.
    """

    brochure = models.ForeignKey(
        "skew_brochure.BrochurePage",
        verbose_name=_("brochure"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="editions",
    )
    # The page may be gone one day; the register stays.
    title = models.CharField(_("title"), max_length=255)
    number = models.PositiveIntegerField(_("edition"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=EditionState.choices, default=EditionState.BUILDING
    )
    stage = models.CharField(
        _("working step"), max_length=10, choices=Stage.choices, default=Stage.COLLECTING
    )
    percent = models.PositiveSmallIntegerField(_("done, in per cent"), default=0)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    # Of a build that was killed it stands still.
    alive_at = models.DateTimeField(_("last sign of life"), auto_now_add=True)
    built_at = models.DateTimeField(_("built"), null=True, blank=True)
    # When somebody built again and nothing had changed.
    confirmed_at = models.DateTimeField(_("found unchanged"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("built by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    schema = models.PositiveSmallIntegerField(_("version of the content"), default=1)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    hints = models.JSONField(_("hints"), default=list, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions of brochures")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brochure"], condition=Q(state="building"), name="skew_brochure_one_build"
            ),
            models.UniqueConstraint(fields=["brochure", "number"], name="skew_brochure_edition_number"),
        ]

    def __str__(self) -> str:
        if self.number:
            return str(_("%(title)s, edition %(number)d") % {"title": self.title, "number": self.number})
        return self.title


class EditionFile(models.Model):
    """A file of an edition, one for each variant; size in bytes."""

    edition = models.ForeignKey(BrochureEdition, on_delete=models.CASCADE, related_name="files")
    variant = models.CharField(_("variant"), max_length=10, choices=Variant.choices)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page_count = models.PositiveIntegerField(_("pages"))
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of an edition")
        ordering = ["variant"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "variant"], name="skew_brochure_file_variant")
        ]

    def __str__(self) -> str:
        return self.get_variant_display()


class EditionActor(models.Model):
    """What of an actor is in an edition, so that a withdrawal finds it; no personal value stands here.

    ``people`` holds ids of contact persons, ``precision`` how exact the printed address is.
    """

    edition = models.ForeignKey(BrochureEdition, on_delete=models.CASCADE, related_name="actors")
    actor_key = models.UUIDField(db_index=True)
    people = models.JSONField(default=list)
    precision = models.CharField(
        max_length=10, choices=AddressPrecision.choices, default=AddressPrecision.HIDDEN
    )
    has_photos = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("actor in an edition")
        verbose_name_plural = _("actors in an edition")

    def __str__(self) -> str:
        return str(self.actor_key)

    def outruns(self, precision: Any) -> bool:
        """Whether the printed address is more exact than this."""
        order = [
            AddressPrecision.HIDDEN,
            AddressPrecision.PLACE,
            AddressPrecision.POSTCODE,
            AddressPrecision.EXACT,
        ]
        return order.index(AddressPrecision(self.precision)) > order.index(AddressPrecision(precision))
