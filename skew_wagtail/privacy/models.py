"""People, addresses and consents: the records that must never stand in a page's revision.

An actor is named by its *actor key*, the translation key of its profile: the same for all its
translations, and still known when the page is gone.
"""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .validators import validate_phone


class Channel(models.TextChoices):
    """Where something may be shown (Kanal der Veröffentlichung)."""

    WEB = "web", _("website")
    BROCHURE = "brochure", _("printed brochure")
    EXPORT = "export", _("data for download")
    FEDERATION = "federation", _("directories of others")
    PHOTO = "photo", _("photos")


class ContactPerson(models.Model):
    """A contact person (Ansprechperson) of one or more organisations; in no search index, so that deleting is all."""

    name = models.CharField(_("name"), max_length=150, help_text=_("E.g. Amina Beispiel."))
    role = models.CharField(_("role"), max_length=150, blank=True, help_text=_("E.g. first chair."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, validators=[validate_phone], help_text=_("E.g. 030 23125 123.")
    )
    email = models.EmailField(_("email"), blank=True, help_text=_("E.g. info@example.org."))
    note = models.TextField(_("internal note"), blank=True, help_text=_("Never shown to visitors."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name


class ContactUse(models.Model):
    """A place where a person is named as contact; each room makes it concrete with its own parent."""

    person = models.ForeignKey(
        ContactPerson, verbose_name=_("contact person"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True


class AddressPrecision(models.TextChoices):
    """How exactly an address may be shown (Genauigkeit der Adressanzeige)."""

    EXACT = "exact", _("exact: street, postcode and place")
    POSTCODE = "postcode", _("postcode and place only")
    PLACE = "place", _("place only")
    HIDDEN = "hidden", _("no public address")


class ActorAddress(models.Model):
    """The address of an actor; ``precision`` says how much of it anyone may see.

    Latitude and longitude are in degrees (WGS 84).
    """

    actor_key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    street = models.CharField(
        _("street and number"), max_length=150, blank=True, help_text=_("E.g. Färbergasse 12.")
    )
    postcode = models.CharField(_("postcode"), max_length=10, blank=True, help_text=_("E.g. 00815."))
    city = models.CharField(_("place"), max_length=100, blank=True, help_text=_("E.g. Ebersfurt."))
    po_box = models.CharField(_("PO box"), max_length=40, blank=True, help_text=_("E.g. 12 34."))
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, e.g. 50.6213. Empty if unknown."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east, e.g. 9.4102. Empty if unknown."),
    )
    precision = models.CharField(
        _("what visitors see"),
        max_length=10,
        choices=AddressPrecision.choices,
        default=AddressPrecision.PLACE,
        help_text=_("When in doubt show the place only; for people at risk choose no public address."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return str(_("Address"))

    def clean(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Enter both latitude and longitude, or neither.")})


class ConsentMethod(models.TextChoices):
    """How consent was given (Form der Einwilligung)."""

    PAPER = "paper", _("on paper")
    MAIL_LINK = "mail_link", _("by a link sent by mail")
    FORM = "form", _("in a form on the site")
    IMPORT = "import", _("as stated in the imported spreadsheet")


class Consent(models.Model):
    """One row of the consent register (Einwilligung, Widerruf): who agreed to what, or took it back.

    Append-only. For each channel the latest row of a person and an actor that names the channel counts;
    ``withdraws`` turns the row into a withdrawal of the channels it names.
    """

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
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

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
        super().save(*args, **kwargs)

    @property
    def channels(self) -> list[str]:
        """The channels this row names, as in ``Channel``."""
        return [channel for channel in Channel.values if getattr(self, channel)]
