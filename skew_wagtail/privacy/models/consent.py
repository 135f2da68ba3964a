"""The register of consents.

An actor is named by its *actor key*, the translation key of its profile: the same for all its
translations, and still known when the page is gone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from ..channels import Channel
from ..querysets import ConsentQuerySet
from .people import ContactPerson
from .wording import ConsentWording, wording_hash


class ConsentMethod(models.TextChoices):
    """How consent was given or taken back (Form der Einwilligung)."""

    PAPER = "paper", _("on paper")
    MAIL_LINK = "mail_link", _("by a link sent by mail")
    FORM = "form", _("in a form on the site")
    IMPORT = "import", _("as stated in the imported spreadsheet")
    SPOKEN = "spoken", _("spoken, by phone or face to face")
    ERASURE = "erasure", _("erased on request")


class Party(models.TextChoices):
    """Who agrees: a person for its own data, or the organisation for its pictures and its entry as a whole."""

    PERSON = "person", _("the person")
    ORGANISATION = "organisation", _("the organisation")


class Consent(models.Model):
    """One row of the consent register (Einwilligung, Widerruf): who agreed to what, or took it back.

    Append-only. For each channel the latest row of a party and an actor that names the channel counts;
    ``withdraws`` turns the row into a withdrawal of the channels it names. A withdrawal of the organisation
    keeps its whole entry out of the channel. The row of a person who was erased keeps no name and
    permits nothing.
    """

    party = models.CharField(_("given by"), max_length=12, choices=Party.choices, default=Party.PERSON)
    person = models.ForeignKey(
        ContactPerson,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="consents",
    )
    actor_key = models.UUIDField(_("organisation key"), db_index=True)
    organisation_name = models.CharField(_("organisation"), max_length=255)
    withdraws = models.BooleanField(_("withdrawal"), default=False)
    web = models.BooleanField(Channel.WEB.label, default=False)
    brochure = models.BooleanField(Channel.BROCHURE.label, default=False)
    export = models.BooleanField(Channel.EXPORT.label, default=False)
    federation = models.BooleanField(Channel.FEDERATION.label, default=False)
    photo = models.BooleanField(Channel.PHOTO.label, default=False)
    method = models.CharField(_("how"), max_length=10, choices=ConsentMethod.choices)
    given_on = models.DateField(_("date"), default=timezone.localdate)
    wording = models.TextField(_("wording agreed to"), blank=True)
    wording_version = models.ForeignKey(
        ConsentWording,
        verbose_name=_("version of the wording"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    wording_hash = models.CharField(_("fingerprint of the wording"), max_length=64, blank=True)
    evidence = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("evidence"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "actor_key"], name="skew_consent_person_actor")]

    def __str__(self) -> str:
        return f"{self.organisation_name} ({self.given_on:%d.%m.%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Consents are append-only: record a withdrawal instead.")
        self.wording_hash = wording_hash(self.wording) if self.wording else ""
        super().save(*args, **kwargs)

    @property
    def channels(self) -> list[str]:
        """The channels this row names, as in ``Channel``."""
        return [channel for channel in Channel.values if getattr(self, channel)]
