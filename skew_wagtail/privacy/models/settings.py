"""What a municipality decides about data protection, in Wagtail's settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting, register_setting

from ..retention import RetentionRule
from ..retention.form import RetentionHandler


@register_setting(icon="lock")
class PrivacySettings(BaseSiteSetting):
    """The privacy page (Datenschutzerklärung) of a site, who learns of withdrawals, where evidence is kept."""

    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Every form links it. Without one no form of ours goes online."),
    )
    notification_email = models.EmailField(
        _("who is told of withdrawals"),
        blank=True,
        help_text=_("A mail address of the town hall, e.g. eine-welt@example.org."),
    )

    evidence_collection = models.ForeignKey(
        "wagtailcore.Collection",
        verbose_name=_("collection for evidence"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where signed sheets are kept. Made with the first sheet; visitors must not see it."),
    )

    panels = [
        PageChooserPanel("privacy_page"),
        FieldPanel("notification_email"),
        FieldPanel("evidence_collection"),
    ]

    class Meta:
        verbose_name = _("data protection")

    @property
    def published_privacy_page(self) -> models.Model | None:
        """The privacy page when visitors can open it."""
        page = self.privacy_page
        return page if page is not None and page.live else None


@register_setting(icon="bin")
class RetentionSettings(BaseGenericSetting):
    """How long records are kept (Aufbewahrungsfristen), for all sites: days by the slug of a retention rule.

    What is not named here has the rule's own default. The form is made from the rules (``retention.py``).
    """

    days = models.JSONField(default=dict, blank=True)

    edit_handler = RetentionHandler()

    class Meta:
        verbose_name = _("retention periods")

    @classmethod
    def current(cls) -> "RetentionSettings":
        """What was chosen, for reading; writes nothing where nobody has chosen yet."""
        return cls.objects.first() or cls()

    def days_of(self, rule: RetentionRule) -> int:
        """How many days records stay under a rule."""
        return self.days.get(rule.slug, rule.days) if rule.is_editable else rule.days
