"""Requests with files, bounded before their body is read or anything of it is stored."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from skew_wagtail import conf
from skew_wagtail.privacy.views.visitors import page

from .attachments import in_megabytes

#: The largest request that is read at all, in files of the allowed size. It is more than any call may ask for (10), so
#: that of a file that is too large the rest of the form is not lost.
_FILES = 12


class BoundedUploads(FileUploadHandler):
    """Counts a file that is too large to its end and keeps nothing of it: it can be named, and the form goes on."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start + len(raw_data) <= self.limit else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size <= self.limit:
            return None
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size)


def bounded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes files: whatever is far too large is answered unread, single files are bounded.

    Django's check against forged requests reads the body, so it comes after ours, not before.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            limit = conf.get("INTEREST_FILE_MAX_BYTES")
            if _announced_bytes(request) > _FILES * limit:
                context = {"limit": in_megabytes(limit)}
                return page(request, "programmes/interest/too_large", context, status=413)
            request.upload_handlers.insert(0, BoundedUploads(limit))
        return protected(request, *args, **kwargs)

    return bounding


def _announced_bytes(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
