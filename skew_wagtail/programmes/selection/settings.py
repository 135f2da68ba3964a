"""What the letters about decisions say, in Wagtail's settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="mail")
class DecisionLetterSettings(BaseSiteSetting):
    """Place, texts and signature of the letters to municipalities that took part in a call."""

    letter_place = models.CharField(
        _("place"),
        max_length=100,
        blank=True,
        help_text=_("It stands before the date, e.g. Ebersfurt. Empty: the date alone."),
    )
    text_if_chosen = models.TextField(
        _("if it is chosen"),
        blank=True,
        max_length=3000,
        help_text=_("Empty: our text. E.g. we are glad to take you into the programme."),
    )
    text_if_reserve = models.TextField(
        _("if it is on the reserve list"),
        blank=True,
        max_length=3000,
        help_text=_("Empty: our text. E.g. we will call you as soon as a place becomes free."),
    )
    text_if_declined = models.TextField(
        _("if it is not chosen"),
        blank=True,
        max_length=3000,
        help_text=_("Empty: our text. E.g. we would be glad if you took part again."),
    )
    letter_signature = models.CharField(
        _("below the line for the signature"),
        max_length=200,
        blank=True,
        help_text=_("E.g. head of the office for migration."),
    )

    panels = [
        FieldPanel("letter_place"),
        MultiFieldPanel(
            [FieldPanel("text_if_chosen"), FieldPanel("text_if_reserve"), FieldPanel("text_if_declined")],
            heading=_("What the letter says"),
        ),
        FieldPanel("letter_signature"),
    ]

    class Meta:
        verbose_name = _("letters about decisions")
