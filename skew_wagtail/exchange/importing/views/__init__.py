"""Import a spreadsheet in the admin: upload, decide about unknown words, look, import."""

from .preview import ApplyView, DecideView, PreviewView
from .upload import UploadView

__all__ = ["ApplyView", "DecideView", "PreviewView", "UploadView"]
