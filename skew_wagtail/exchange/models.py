"""Uploads, the register of imports, and what is remembered of them."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadState(models.TextChoices):
    """How far an uploaded file has come."""

    READY = "ready", _("to be looked at")
    CHECKING = "checking", _("being checked")
    RUNNING = "running", _("being imported")
    FAILED = "failed", _("failed, nothing was changed")
    DONE = "done", _("imported")


class ImportUpload(models.Model):
    """A spreadsheet that somebody has uploaded and not yet imported.

    It holds people's data, so it lies in the database, not among the site's files, belongs to one account and goes
    after a day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.READY)
    file_name = models.CharField(max_length=255)
    data = models.BinaryField()
    directory = models.ForeignKey(
        "skew_actors.ActorDirectoryPage", on_delete=models.CASCADE, related_name="+"
    )
    #: A zip of logos; empty when there is none.
    pictures = models.BinaryField(default=bytes)
    options = models.JSONField(default=dict)
    #: What importing it would do, as ``preview.kept`` gives it; nothing when it has to be found out anew.
    preview = models.JSONField(null=True)
    #: Why the last try to import changed nothing.
    complaint = models.TextField(blank=True)
    run = models.ForeignKey("ImportRun", null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("uploaded spreadsheet")
        verbose_name_plural = _("uploaded spreadsheets")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be decided about and imported."""
        return self.state in (UploadState.READY, UploadState.FAILED)

    @property
    def needs_columns(self) -> bool:
        """Whether somebody has yet to say what its columns are."""
        return self.options.get("columns", {}) is None


class ImportState(models.TextChoices):
    """How an import ended (Stand); one that failed left nothing behind, not even its row here."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("rows left out")


class ImportRun(models.Model):
    """One import of a spreadsheet (Importlauf): which file, by whom, with what result. Append-only.

    ``report`` is what ``ImportResult.report`` gives: no personal value stands in it.
    """

    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("checksum of the file (SHA-256)"), max_length=64)
    # The directory may be gone one day; the register stays.
    directory_id = models.PositiveIntegerField(_("directory (page number)"))
    directory_title = models.CharField(_("directory"), max_length=255)
    options = models.JSONField(_("options"), default=dict)
    created_count = models.PositiveIntegerField(_("new"))
    updated_count = models.PositiveIntegerField(_("changed"))
    unchanged_count = models.PositiveIntegerField(_("unchanged"))
    skipped_count = models.PositiveIntegerField(_("left out"))
    error_count = models.PositiveIntegerField(_("errors"))
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The register of imports is append-only.")
        super().save(*args, **kwargs)


class ImportBaseline(models.Model):
    """What spreadsheets said of an actor last, so that an editor's change since then is noticed.

    ``fingerprints`` holds by key of a column a keyed hash of the value that was imported: enough to see
    whether it is still the same, and no value of a person.
    """

    actor_key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fingerprints = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("baseline of an import")
        verbose_name_plural = _("baselines of imports")

    def __str__(self) -> str:
        return str(self.actor_key)


class ImportedProfile(models.Model):
    """What one import did to one profile: enough to undo it.

    ``before`` holds the values outside the page that the import replaced; people's data is among them, so a
    row goes after a while and the import can be undone no longer.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="profiles")
    created_at = models.DateTimeField(auto_now_add=True)
    actor_key = models.UUIDField(db_index=True)
    # The page and its revisions may be gone one day.
    page_id = models.PositiveIntegerField()
    is_new = models.BooleanField()
    revision_before = models.PositiveIntegerField(null=True)
    revision_after = models.PositiveIntegerField()
    before = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported profile")
        verbose_name_plural = _("imported profiles")

    def __str__(self) -> str:
        return str(self.actor_key)


class ImportUndo(models.Model):
    """That an import was undone: by whom, and what became of each profile; ``finished_at`` is empty while it runs."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="undo")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(_("undone"), null=True, blank=True)
    report = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("undone import")
        verbose_name_plural = _("undone imports")

    def __str__(self) -> str:
        return str(self.run)


class ColumnMapping(models.Model):
    """Columns of a contractor's spreadsheet as an editor assigned them (Spaltenzuordnung), to be used again.

    ``columns`` holds by squashed header the key of our column, or nothing where it is left out.
    """

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("E.g. Büro Weitblick 2026."))
    columns = models.JSONField(_("columns"), default=dict)
    used_at = models.DateTimeField(_("last used"), auto_now=True)

    class Meta:
        verbose_name = _("assignment of columns")
        verbose_name_plural = _("assignments of columns")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
