"""What a site decides about both forms, in Wagtail's settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="form")
class ApplicationSettings(BaseSiteSetting):
    """To whom applications go, whether copies are mailed, what suggestions are answered with.

    Without a recipient the form of the application is not online; that of the suggestion has a switch.
    """

    recipient = models.TextField(
        _("recipient of applications"),
        blank=True,
        max_length=300,
        help_text=_(
            "As it stands in the window of the envelope, at most six lines, e.g. Servicestelle Kommunen in der Einen "
            "Welt, and below it street, postcode and town. Without it, nobody can fill in an application."
        ),
    )
    sends_copies = models.BooleanField(
        _("mail a copy of each application"),
        default=False,
        help_text=_("The signed letter counts. Off, nothing that is filled in is mailed to anyone."),
    )
    copies_to = models.EmailField(
        _("who gets the copies"), blank=True, help_text=_("E.g. eine-welt@example.org.")
    )
    takes_suggestions = models.BooleanField(
        _("civil society may suggest an inventory"),
        default=False,
        help_text=_("Puts a short form online, with which organisations write to you."),
    )
    answer_thanks = models.TextField(
        _("answer: thank you"), blank=True, help_text=_("Empty: the text that we propose.")
    )
    answer_taken_up = models.TextField(
        _("answer: we apply"), blank=True, help_text=_("Empty: the text that we propose.")
    )
    answer_declined = models.TextField(
        _("answer: not now"), blank=True, help_text=_("Empty: the text that we propose.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("recipient"), FieldPanel("sends_copies"), FieldPanel("copies_to")],
            heading=_("Application"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("takes_suggestions"),
                FieldPanel("answer_thanks"),
                FieldPanel("answer_taken_up"),
                FieldPanel("answer_declined"),
            ],
            heading=_("Suggestion"),
        ),
    ]

    class Meta:
        verbose_name = _("applications and suggestions")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if len(self.recipient_lines) > 6:
            errors["recipient"] = _("The window of an envelope has room for six lines. Please shorten it.")
        if self.sends_copies and not self.copies_to:
            errors["copies_to"] = _("Please say to whom the copies go, or switch them off.")
        if errors:
            raise ValidationError(errors)

    @property
    def recipient_lines(self) -> list[str]:
        """The lines of the address window."""
        return [line.strip() for line in self.recipient.splitlines() if line.strip()]
