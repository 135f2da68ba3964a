"""The public face of profiles: what every list, filter and export for visitors reads."""

import uuid

from django.db import models
from wagtail.models import Page

from ..querysets import ActorEntryQuerySet


class ActorEntry(models.Model):
    """What anyone may see of one published profile, ready for lists; never a person, never a URL.

    Written by ``entries.py`` only. A removed actor leaves an empty row (``removed``), so that indexes in
    other processes learn of it. The page may be gone: its id is a plain number to the database.
    """

    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    directory_id = models.IntegerField()
    version = models.BigIntegerField(db_index=True)
    removed = models.BooleanField(default=False)
    # The profile was saved and the row not yet written anew.
    stale = models.BooleanField(default=False)
    # Slugs by facet name: {"topic": ["fair-trade"], ...}
    facets = models.JSONField(default=dict)
    # What is counted but not filtered by: {"sector": [...], "legal_form": [...], "founded": ["1990"]}, a decade
    traits = models.JSONField(default=dict)
    sort_name = models.CharField(max_length=255)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    # Folded words, see ``text.fold``.
    search_name = models.TextField()
    search_text = models.TextField()
    # What a card shows, see ``entries.card``.
    card = models.JSONField(default=dict)

    objects = ActorEntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directory_id", "page"], name="skew_entry_directory_page")
        ]
        indexes = [models.Index(fields=["directory_id", "version"], name="skew_entry_version")]

    def __str__(self) -> str:
        return self.sort_name

    @property
    def terms(self) -> dict[str, list[str]]:
        """Slugs by name of facet or trait."""
        return self.facets | self.traits


class DirectoryState(models.Model):
    """How often a directory's entries, and the labels of its filters, have changed.

    ``uid`` tells a new life of the same page id from the old one, as after restoring a backup.
    """

    directory_id = models.IntegerField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4)
    version = models.BigIntegerField(default=0)
    labels_version = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.directory_id}: {self.version}"
