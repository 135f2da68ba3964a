"""Links that were used."""

from django.db import models


class UsedLink(models.Model):
    """The number of a signed link that has done its work, so that it does it once only.

    Holds nothing of whom it was for; the purge removes it when the link itself is too old to work.
    """

    nonce = models.CharField(max_length=32, unique=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.nonce
