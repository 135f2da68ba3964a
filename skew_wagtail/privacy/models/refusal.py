"""Who does not want to be listed."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skew_wagtail.text import name_key


class RefusalReason(models.TextChoices):
    """Why an organisation is not listed."""

    DECLINED = "declined", _("did not want to be listed")
    WITHDRAWN = "withdrawn", _("took the whole entry back")
    RISK = "risk", _("would be endangered")
    OTHER = "other", _("another reason")


class ListingRefusal(models.Model):
    """An organisation that must not be listed (Widerspruch gegen die Aufnahme).

    Found again by its name or a former one, however they are spelled, and by its profile's actor key. It holds until
    somebody with the permission lifts it.
    """

    name = models.CharField(
        _("name of the organisation"), max_length=255, help_text=_("E.g. World shop North e. V.")
    )
    former_names = models.TextField(
        _("former and other names"),
        blank=True,
        help_text=_("One in each line, e.g. Third world group North."),
    )
    keys = models.JSONField(default=list, editable=False)
    actor_key = models.UUIDField(_("organisation key"), null=True, editable=False, default=None)
    reason = models.CharField(
        _("reason"), max_length=10, choices=RefusalReason.choices, default=RefusalReason.DECLINED
    )
    note = models.TextField(
        _("internal note"), blank=True, help_text=_("E.g. told us so by phone, wants no questions next year.")
    )
    refused_on = models.DateField(_("refused on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        ordering = ["-refused_on", "-pk"]
        default_permissions = ("add", "view")
        permissions = [("lift_listingrefusal", _("Can lift a refusal"))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = [self.name, *self.former_names.splitlines()]
        self.keys = list(dict.fromkeys(key for name in names if (key := name_key(name))))
        super().save(*args, **kwargs)

    def names(self, name_keys: set[str], actor_key: uuid.UUID | None) -> bool:
        """Whether it is about an organisation with one of these names (as ``text.name_key``) or this key."""
        return bool(name_keys & set(self.keys)) or (actor_key is not None and actor_key == self.actor_key)
