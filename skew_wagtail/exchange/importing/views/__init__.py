"""Import a spreadsheet in the admin: upload, decide, look, import; afterwards its report, and undoing it."""

from .preview import ApplyView, DecideView, PreviewView, ResolveView
from .runs import RunReportView, UndoView, UploadReportView
from .upload import UploadView

__all__ = [
    "ApplyView",
    "DecideView",
    "PreviewView",
    "ResolveView",
    "RunReportView",
    "UndoView",
    "UploadReportView",
    "UploadView",
]
