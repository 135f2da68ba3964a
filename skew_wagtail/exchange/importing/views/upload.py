"""The first step of an import: the file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from ...models import ImportUpload
from ...reading import UnreadableFile
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
        data = file.read()
        try:
            open_table(data, file.name)
        except UnreadableFile as error:
            for line in str(error).split("\n"):
                form.add_error("file", line)
            return self.form_invalid(form)
        upload = ImportUpload.objects.create(
            user=self.request.user,
            file_name=file.name[:255],
            data=data,
            directory=directory,
            options=form.options,
        )
        return redirect("skew_exchange:preview", upload.pk)
