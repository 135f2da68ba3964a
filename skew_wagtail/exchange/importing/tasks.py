"""Work outside the request: importing takes longer than a browser waits.

Without a worker it happens at once; with django-tasks' database backend a worker does it.
"""

from django.core.cache import cache
from django_tasks import task

from ..models import ImportUpload, UploadState
from .actions import ImportOptions, import_actors


@task()
def run_import(upload_id: int) -> None:
    """Import an uploaded spreadsheet; whatever happens, it does not stay in the state of running."""
    upload = ImportUpload.objects.select_related("user", "directory").get(pk=upload_id)
    upload.state = UploadState.FAILED
    try:
        result = import_actors(
            bytes(upload.data),
            upload.file_name,
            upload.directory,
            ImportOptions(**upload.options),
            user=upload.user,
            progress=lambda done, total: cache.set(progress_key(upload_id), 100 * done // total, 600),
        )
        if result.run:
            # What the file says of people is where it belongs now.
            upload.run, upload.data, upload.state = result.run, b"", UploadState.DONE
        else:
            upload.state = UploadState.READY
    finally:
        upload.save(update_fields=["state", "run", "data"])


def progress_key(upload_id: int) -> str:
    """Where in the cache it stands how many per cent are done."""
    return f"skew-import-{upload_id}"
