"""The last steps of an import: look, decide, import."""

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
from ..preview import changes_anything, lines, shown_lines
from ..tasks import look_through, progress_key, run_import
from ..unknown_words import restored_terms
from .base import REGISTER, UploadedView, WaitingView

_AT_WORK = (UploadState.CHECKING, UploadState.RUNNING)


class PreviewView(UploadedView, TemplateView):
    """What the import would do; while the file is worked on, how far that is."""

    def get_template_names(self) -> list[str]:
        name = "import_progress" if self.upload.state in _AT_WORK else "import_preview"
        return [f"skew_wagtail/exchange/{name}.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.run:
            return redirect("skew_exchange_importrun_modeladmin_inspect", self.upload.run_id)
        if self.upload.preview is None and self.upload.is_waiting:
            self._look_through()
        return super().get(request, *args, **kwargs)

    def _look_through(self) -> None:
        waiting = ImportUpload.objects.filter(pk=self.upload.pk, state=self.upload.state)
        if waiting.update(state=UploadState.CHECKING):
            look_through.enqueue(self.upload.pk)
        self.upload.refresh_from_db()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {
            "upload": self.upload,
            "file": self.upload.file_name,
            "register_url": reverse(REGISTER),
            "complaint": self.upload.complaint,
            "has_failed": self.upload.state == UploadState.FAILED,
        }
        if self.upload.state in _AT_WORK or self.upload.preview is None:
            return context | {"percent": cache.get(progress_key(self.upload.pk), 0)}
        terms = restored_terms(self.upload.preview["unknown"])
        report = self.upload.preview["report"]
        found = lines(report)
        return context | {
            "decisions": DecisionForm(terms, user=self.request.user),
            "file_notes": report["notes"],
            "has_errors": bool(report["errors"]),
            "has_conflicts": any(line.conflicts for line in found),
            "can_apply": changes_anything(found),
            **shown_lines(found, self.request.GET),
        }


class DecideView(WaitingView):
    """Keep what was decided about unknown words, for all rows."""

    def act(self, request: HttpRequest) -> None:
        form = DecisionForm(restored_terms(self.upload.preview["unknown"]), request.POST, user=request.user)
        # What can be, is decided; of a hundred words one may be mistyped.
        for message in dict.fromkeys(str(error) for errors in form.errors.values() for error in errors):
            messages.error(request, message)
        decisions = self.upload.options["decisions"]
        for vocabulary, words in form.decisions.items():
            decisions.setdefault(vocabulary, {}).update(words)
        self.keep_options()


class ResolveView(WaitingView):
    """Keep where the file is to win over what somebody edited since the last import."""

    def act(self, request: HttpRequest) -> None:
        conflicts = {
            f"{line.actor_key}:{change['key']}"
            for line in lines(self.upload.preview["report"])
            for change in line.conflicts
        }
        chosen = conflicts if "all" in request.POST else conflicts & set(request.POST.getlist("take"))
        overwrite = self.upload.options["overwrite"]
        for key, column in (choice.split(":") for choice in sorted(chosen)):
            overwrite.setdefault(key, []).append(column)
        self.keep_options()


class ApplyView(WaitingView):
    """Import, outside the request where a worker is at hand; all or nothing."""

    def act(self, request: HttpRequest) -> None:
        options = self.upload.options | {"skip_invalid": "skip_invalid" in request.POST}
        if self.upload.preview["report"]["errors"] and not options["skip_invalid"]:
            messages.error(request, _("Nothing was imported: there are rows with errors."))
            return
        # Of two clicks at once only one gets it.
        waiting = ImportUpload.objects.filter(pk=self.upload.pk, state=self.upload.state)
        if waiting.update(state=UploadState.RUNNING, options=options):
            transaction.on_commit(partial(run_import.enqueue, self.upload.pk))
