"""The step of an import in which an editor says what the columns of a file are."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.log_actions import log

from ...models import ColumnMapping
from ...reading import UnreadableFile
from ..assigning import Assignment, propose
from ..column_forms import ColumnsForm
from ..headers import read_table
from .base import ImportView, UploadedView


class ColumnsView(UploadedView, FormView):
    """Each column of the file, with samples and a proposal."""

    form_class = ColumnsForm
    template_name = "skew_wagtail/exchange/import_columns.html"
    page_title = gettext_lazy("Assign columns")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except UnreadableFile as error:
            # It was readable when it was uploaded; the site's limits are others since.
            messages.error(request, str(error))
            return redirect("skew_exchange:upload")

    def detour(self) -> HttpResponse | None:
        return None if self.upload.is_waiting else redirect("skew_exchange:preview", self.upload.pk)

    @cached_property
    def assignment(self) -> Assignment:
        """What is proposed."""
        table = read_table(bytes(self.upload.data), self.upload.file_name)
        return propose(table, ColumnMapping.objects.all())

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"assignment": self.assignment, "chosen": self.upload.options.get("columns") or {}}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"file": self.upload.file_name}

    @transaction.atomic
    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        if name := form.cleaned_data["name"]:
            remembered = self.assignment.remembered(form.keys)
            mapping, is_new = ColumnMapping.objects.update_or_create(
                name=name, defaults={"columns": remembered}
            )
            log(mapping, "wagtail.create" if is_new else "wagtail.edit", user=self.request.user)
        self.upload.options |= {"columns": form.keys, "mapping": form.mapping}
        # What was found out with other columns holds no longer.
        self.upload.preview = None
        self.upload.save(update_fields=["options", "preview"])
        return redirect("skew_exchange:preview", self.upload.pk)


class ForgetColumnsView(ImportView, View):
    """Delete a remembered assignment; in any case the first step lists those there are."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(ColumnMapping, pk=pk)
        return redirect("skew_exchange:upload")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mapping = get_object_or_404(ColumnMapping, pk=pk)
        log(mapping, "wagtail.delete", user=request.user, deleted=True)
        mapping.delete()
        messages.success(request, _("“%(name)s” was deleted.") % {"name": mapping.name})
        return redirect("skew_exchange:upload")
