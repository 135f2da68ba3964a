"""The first step of an import: the file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from ...models import ColumnMapping, ImportUpload
from ...reading import UnreadableFile
from ...reading.pictures import open_pictures
from ..assigning import propose
from ..forms import UploadForm
from ..headers import Table, check_table, read_table
from .base import REGISTER, ImportView


class UploadView(ImportView, FormView):
    """The file, and what the import may do."""

    form_class = UploadForm
    template_name = "skew_wagtail/exchange/import_upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "register_url": reverse(REGISTER),
            "mappings": ColumnMapping.objects.all(),
        }

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        zipped = form.cleaned_data.get("pictures")
        data, pictures = file.read(), zipped.read() if zipped else b""
        table = _try_out(form, "file", _open_table, data, file.name)
        if zipped:
            _try_out(form, "pictures", open_pictures, pictures)
        if form.errors:
            return self.form_invalid(form)
        assignment = propose(table, ColumnMapping.objects.all())
        options = form.options
        if not assignment.is_clear:
            options |= {"columns": None}
        elif assignment.mapping:
            options |= {"columns": assignment.keys, "mapping": assignment.mapping}
            ColumnMapping.objects.filter(name=assignment.mapping).update(used_at=timezone.now())
        upload = ImportUpload.objects.create(
            user=self.request.user,
            file_name=file.name[:255],
            data=data,
            pictures=pictures,
            directory=form.directories[form.cleaned_data["directory"]],
            options=options,
        )
        step = "columns" if upload.needs_columns else "preview"
        return redirect(f"skew_exchange:{step}", upload.pk)


def _open_table(data: bytes, file_name: str) -> Table:
    table = read_table(data, file_name)
    check_table(table)
    return table


def _try_out(form: UploadForm, name: str, read: Callable[..., Any], *given: Any) -> Any:
    """What reading a field's content gives; what is wrong with it stands at the field."""
    try:
        return read(*given)
    except UnreadableFile as error:
        form.add_error(name, str(error))
        return None
