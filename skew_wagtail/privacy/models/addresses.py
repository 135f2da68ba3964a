"""Where an organisation can be found."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


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
