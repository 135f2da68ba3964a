"""Who wants to be reminded by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestSubscription(models.Model):
    """Somebody who asked for the digest (Erinnerung per E-Mail); without such a row nobody gets one.

    ``last_sent_on`` keeps a second run on the same day from sending it twice.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    last_sent_on = models.DateField(_("last sent on"), null=True, editable=False)

    class Meta:
        verbose_name = _("reminder by mail")
        verbose_name_plural = _("reminders by mail")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
