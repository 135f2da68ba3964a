"""Import a spreadsheet in the admin, step by step, and what can be done with an import later."""

from .columns import ColumnsView, ForgetColumnsView
from .preview import ApplyView, DecideView, PreviewView, ResolveView
from .runs import RunReportView, UndoView, UploadReportView
from .upload import UploadView

__all__ = [
    "ApplyView",
    "ColumnsView",
    "DecideView",
    "ForgetColumnsView",
    "PreviewView",
    "ResolveView",
    "RunReportView",
    "UndoView",
    "UploadReportView",
    "UploadView",
]
