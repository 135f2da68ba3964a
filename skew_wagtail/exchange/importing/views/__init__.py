"""Import a spreadsheet in the admin: upload, assign columns, decide about unknown words, look, import."""

from .columns import ColumnsView, ForgetColumnsView
from .preview import ApplyView, DecideView, PreviewView
from .upload import UploadView

__all__ = ["ApplyView", "ColumnsView", "DecideView", "ForgetColumnsView", "PreviewView", "UploadView"]
