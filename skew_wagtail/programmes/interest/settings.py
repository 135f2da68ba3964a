"""What a site decides about expressions of interest, in Wagtail's settings."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class LateEntries(models.TextChoices):
    """What becomes of a form that was begun in time and arrives within the grace period."""

    ACCEPT = "accept", _("accept it like any other")
    MARK = "mark", _("accept it and mark it as late")
    REFUSE = "refuse", _("refuse it, the draft is kept")


@register_setting(icon="time")
class InterestSettings(BaseSiteSetting):
    """How strict the deadline of a call is, and who is told of what comes in."""

    late_entries = models.CharField(
        _("begun in time, sent a little late"),
        max_length=6,
        choices=LateEntries.choices,
        default=LateEntries.MARK,
        help_text=_("What becomes of a form that was opened before the deadline and is sent just after it."),
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("grace period in minutes"),
        default=15,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("E.g. 15. Whatever comes later is refused; the draft is kept."),
    )
    notices_to = models.EmailField(
        _("who is told of new ones"),
        blank=True,
        help_text=_(
            "E.g. eine-welt@example.org. The letter has the number and a link, no names. Empty: nobody."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("late_entries"), FieldPanel("grace_minutes")], heading=_("Around the deadline")
        ),
        FieldPanel("notices_to"),
    ]

    class Meta:
        verbose_name = _("expressions of interest")
