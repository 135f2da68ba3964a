"""The first step of an import: the file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from ...models import ImportUpload
from ...reading import UnreadableFile
from ...reading.pictures import open_pictures
from ..forms import UploadForm
from ..headers import open_table
from .base import REGISTER, ImportView


class UploadView(ImportView, FormView):
    """The file, and what the import may do."""

    form_class = UploadForm
    template_name = "skew_wagtail/exchange/import_upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"register_url": reverse(REGISTER)}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        directory = form.directories[form.cleaned_data["directory"]]
        zipped = form.cleaned_data.get("pictures")
        data, pictures = file.read(), zipped.read() if zipped else b""
        _try_out(form, "file", open_table, data, file.name)
        if zipped:
            _try_out(form, "pictures", open_pictures, pictures)
        if form.errors:
            return self.form_invalid(form)
        upload = ImportUpload.objects.create(
            user=self.request.user,
            file_name=file.name[:255],
            data=data,
            pictures=pictures,
            directory=directory,
            options=form.options,
        )
        return redirect("skew_exchange:preview", upload.pk)


def _try_out(form: UploadForm, name: str, read: Callable[..., Any], *given: Any) -> None:
    """Read what came in a field; what is wrong with it stands at the field."""
    try:
        read(*given)
    except UnreadableFile as error:
        for line in str(error).split("\n"):
            form.add_error(name, line)
