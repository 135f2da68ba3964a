"""Reading terms."""

from django.db import models


class TermQuerySet(models.QuerySet):
    """Terms of one vocabulary."""

    def active(self) -> "TermQuerySet":
        """Terms that forms and filters offer."""
        return self.filter(is_active=True)
