"""The last steps of an import: look, decide about unknown words, import."""

from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from ...models import ImportUpload, UploadState
from ..decision_forms import DecisionForm
from ..preview import changes_for_people, unknown_terms
from ..tasks import progress_key, run_import
from .base import REGISTER, UploadedView, WaitingView


class PreviewView(UploadedView, TemplateView):
    """What the import would do; while it runs, how far it is."""

    def get_template_names(self) -> list[str]:
        name = "import_progress" if self.upload.state == UploadState.RUNNING else "import_preview"
        return [f"skew_wagtail/exchange/{name}.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.run:
            return redirect("skew_exchange_importrun_modeladmin_inspect", self.upload.run_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {
            "upload": self.upload,
            "file": self.upload.file_name,
            "register_url": reverse(REGISTER),
        }
        if self.upload.state == UploadState.RUNNING:
            return context | {"percent": cache.get(progress_key(self.upload.pk), 0)}
        form = DecisionForm(unknown_terms(self.result), user=self.request.user)
        return context | {
            "result": self.result,
            "changed": changes_for_people(self.result.updated),
            "decisions": form,
            "has_failed": self.upload.state == UploadState.FAILED,
            "can_apply": bool(self.result.created or self.result.updated),
        }


class DecideView(WaitingView):
    """Keep what was decided about unknown words, for all rows."""

    def act(self, request: HttpRequest) -> None:
        form = DecisionForm(unknown_terms(self.result), request.POST, user=request.user)
        # What can be, is decided; of a hundred words one may be mistyped.
        for message in dict.fromkeys(str(error) for errors in form.errors.values() for error in errors):
            messages.error(request, message)
        decisions = self.upload.options["decisions"]
        for vocabulary, words in form.decisions.items():
            decisions.setdefault(vocabulary, {}).update(words)
        self.upload.preview = None
        self.upload.save(update_fields=["options", "preview"])


class ApplyView(WaitingView):
    """Import, outside the request where a worker is at hand; all or nothing."""

    def act(self, request: HttpRequest) -> None:
        options = self.upload.options | {"skip_invalid": "skip_invalid" in request.POST}
        if self.result.errors and not options["skip_invalid"]:
            messages.error(request, _("Nothing was imported: there are rows with errors."))
            return
        # Of two clicks at once only one gets it.
        waiting = ImportUpload.objects.filter(pk=self.upload.pk, state=self.upload.state)
        if waiting.update(state=UploadState.RUNNING, options=options):
            transaction.on_commit(partial(run_import.enqueue, self.upload.pk))
