"""Work outside the request: looking through a file and importing it take longer than a browser waits.

Without a worker it happens at once; with django-tasks' database backend a worker does it.
"""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils.translation import gettext as _
from django_tasks import task

from ..models import ImportRun, ImportUndo, ImportUpload, UploadState
from .actions import ImportOptions, import_actors
from .preview import kept_preview
from .undo import undo_import


@task()
def look_through(upload_id: int) -> None:
    """Find out what importing an uploaded spreadsheet would do, and keep it for the page that shows it."""
    upload = _upload(upload_id)
    upload.state = UploadState.FAILED
    try:
        # Of a file with errors, too, the rows without are shown.
        options = ImportOptions(**upload.options | {"skip_invalid": True})
        result = import_actors(
            bytes(upload.data),
            upload.file_name,
            upload.directory,
            options,
            pictures=bytes(upload.pictures),
            user=upload.user,
            dry_run=True,
            progress=_progress(upload_id),
        )
        upload.preview, upload.state = kept_preview(result), UploadState.READY
    finally:
        upload.save(update_fields=["state", "preview"])


@task()
def run_import(upload_id: int) -> None:
    """Import an uploaded spreadsheet; whatever happens, it does not stay in the state of running."""
    upload = _upload(upload_id)
    upload.state = UploadState.FAILED
    upload.complaint = ""
    try:
        result = import_actors(
            bytes(upload.data),
            upload.file_name,
            upload.directory,
            ImportOptions(**upload.options),
            pictures=bytes(upload.pictures),
            user=upload.user,
            seen=upload.preview["seen"],
            progress=_progress(upload_id),
        )
        upload.preview = None
        if result.run:
            # What the file says of people is where it belongs now.
            upload.run, upload.state = result.run, UploadState.DONE
            upload.data = upload.pictures = b""
        else:
            upload.state = UploadState.READY
            upload.complaint = _(
                "Nothing was imported, because something has changed since you looked: %(why)s"
            ) % {"why": result.errors[0]}
    finally:
        upload.save(update_fields=["state", "run", "data", "pictures", "preview", "complaint"])


@task()
def run_undo(run_id: int, user_id: int) -> None:
    """Undo an import; where it fails nothing is undone, and it can be tried again."""
    user = get_user_model().objects.get(pk=user_id)
    try:
        undo_import(ImportRun.objects.get(pk=run_id), user, progress=_progress(run_id, "undo"))
    finally:
        ImportUndo.objects.filter(run=run_id, finished_at=None).delete()


def _upload(upload_id: int) -> ImportUpload:
    return ImportUpload.objects.select_related("user", "directory").get(pk=upload_id)


def _progress(key: int, what: str = "import") -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        cache.set(progress_key(key, what), 100 * done // max(total, 1), 600)

    return tell


def progress_key(key: int, what: str = "import") -> str:
    """Where in the cache it stands how many per cent are done."""
    return f"skew-{what}-{key}"
