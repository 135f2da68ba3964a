"""What people decided about organisations that look like one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DistinctActors(models.Model):
    """Two organisations that look like one and are two: they are suspected no more.

    They are named by their actor keys, so that it holds for all their translations; ``first_key`` is the smaller.
    """

    first_key = models.UUIDField(editable=False)
    second_key = models.UUIDField(editable=False, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("two organisations")
        verbose_name_plural = _("pairs of two organisations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first_key", "second_key"], name="skew_distinct_actors"),
            models.CheckConstraint(
                condition=models.Q(first_key__lt=models.F("second_key")), name="skew_distinct_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_key}, {self.second_key}"

    @staticmethod
    def ordered(one: UUID, other: UUID) -> dict[str, Any]:
        """The fields of a pair, in whichever order it comes."""
        first, second = sorted((one, other))
        return {"first_key": first, "second_key": second}
