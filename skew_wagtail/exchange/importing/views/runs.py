"""What can be done with an import afterwards: take its report along, undo it."""

import tempfile
from functools import cached_property, partial
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from ...models import ImportRun, ImportUndo
from ..report_file import write_report
from ..tasks import progress_key, run_undo
from ..undo_plan import Step, can_be_undone, planned_undo
from .base import ImportView, UploadedView

_INSPECT = "skew_exchange_importrun_modeladmin_inspect"


class RunView(ImportView):
    """A view about an import of the register."""

    @cached_property
    def run(self) -> ImportRun:
        """The import."""
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"])


class UploadReportView(UploadedView, View):
    """The report of what an import would do."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.preview is None:
            return redirect("skew_exchange:preview", self.upload.pk)
        return _report(self.upload.preview["report"])


class RunReportView(View):
    """The report of what an import did, for whoever may look at the register."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("skew_exchange.view_importrun"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _report(get_object_or_404(ImportRun, pk=pk).report)


class UndoView(RunView, TemplateView):
    """What undoing an import would do, and undoing it."""

    template_name = "skew_wagtail/exchange/import_undo.html"
    page_title = gettext_lazy("Undo an import")
    header_icon = "history"

    def get_template_names(self) -> list[str]:
        return ["skew_wagtail/exchange/import_progress.html"] if self._is_running() else [self.template_name]

    def _is_running(self) -> bool:
        return ImportUndo.objects.filter(run=self.run, finished_at=None).exists()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._is_running() and not can_be_undone(self.run):
            return redirect(_INSPECT, self.run.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"run": self.run, "file": self.run.file_name}
        if self._is_running():
            return context | {"percent": cache.get(progress_key(self.run.pk, "undo"), 0), "is_undo": True}
        steps = list(planned_undo(self.run, self.request.user))
        return context | {"steps": {step: [found for found in steps if found.step is step] for step in Step}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_be_undone(self.run):
            messages.error(request, _("This import cannot be undone any more."))
            return redirect(_INSPECT, self.run.pk)
        # Of two clicks at once only one makes the row.
        _undo, is_first = ImportUndo.objects.get_or_create(run=self.run, defaults={"user": request.user})
        if is_first:
            transaction.on_commit(partial(run_undo.enqueue, self.run.pk, request.user.pk))
        return redirect("skew_exchange:undo", self.run.pk)


def _report(report: dict[str, Any]) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_report(file, report)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename="einlesebericht.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response
