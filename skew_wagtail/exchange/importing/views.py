"""Import a spreadsheet in the admin: upload, decide about unknown words, look, import."""

from functools import cached_property, partial
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import ImportUpload, UploadState
from ..reading import UnreadableFile
from .actions import ImportOptions, import_actors
from .forms import DecisionForm, UploadForm, importable_directories
from .preview import changes_for_people, unknown_terms
from .results import ImportResult
from .tasks import progress_key, run_import

#: An import makes profiles, people and rows of the register.
PERMISSIONS = (
    "skew_exchange.add_importrun",
    "skew_privacy.add_contactperson",
    "skew_privacy.change_contactperson",
)
_REGISTER = "skew_exchange_importrun_modeladmin_index"


class ImportView(WagtailAdminTemplateMixin):
    """A step of the import: for who may import, and with a directory to import into."""

    header_icon = "upload"
    page_title = gettext_lazy("Import a spreadsheet")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms(PERMISSIONS) or not importable_directories(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        register = {"url": reverse(_REGISTER), "label": _("Imports")}
        return [*self.breadcrumbs_items, register, {"url": "", "label": self.get_page_title()}]


class UploadView(ImportView, FormView):
    """The file, and what the import may do."""

    form_class = UploadForm
    template_name = "skew_wagtail/exchange/import_upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"register_url": reverse(_REGISTER)}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        directory = form.directories[form.cleaned_data["directory"]]
        data = file.read()
        try:
            import_actors(data, file.name, directory, ImportOptions(**form.options), dry_run=True)
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


class UploadedView(ImportView):
    """A step with a file that this account has uploaded."""

    @cached_property
    def upload(self) -> ImportUpload:
        """The file."""
        uploads = ImportUpload.objects.select_related("directory", "run")
        return get_object_or_404(uploads, pk=self.kwargs["pk"], user=self.request.user)

    @cached_property
    def result(self) -> ImportResult:
        """What importing it would do now."""
        # Of a file with errors, too, the rows without are shown.
        options = ImportOptions(**self.upload.options | {"skip_invalid": True})
        data = bytes(self.upload.data)
        user = self.request.user
        return import_actors(
            data, self.upload.file_name, self.upload.directory, options, user=user, dry_run=True
        )


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
            "register_url": reverse(_REGISTER),
        }
        if self.upload.state == UploadState.RUNNING:
            return context | {"percent": cache.get(progress_key(self.upload.pk), 0)}
        terms = unknown_terms(self.result)
        form = DecisionForm(terms)
        return context | {
            "result": self.result,
            "changed": changes_for_people(self.result.updated),
            "decisions": list(zip(form, terms, strict=True)),
            "has_failed": self.upload.state == UploadState.FAILED,
            "can_apply": bool(self.result.created or self.result.updated),
        }


class WaitingView(UploadedView, View):
    """Something done to an upload that waits; in any case the preview says how it stands."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("skew_exchange:preview", self.upload.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.is_waiting:
            self.act(request)
        return redirect("skew_exchange:preview", self.upload.pk)

    def act(self, request: HttpRequest) -> None:
        """Do it."""
        raise NotImplementedError


class DecideView(WaitingView):
    """Keep what was decided about unknown words, for all rows."""

    def act(self, request: HttpRequest) -> None:
        form = DecisionForm(unknown_terms(self.result), request.POST)
        if not form.is_valid():
            text = _("Something that you chose does not exist any more. Please choose again.")
            messages.error(request, text)
            return
        decisions = self.upload.options["decisions"]
        for vocabulary, words in form.decisions.items():
            decisions.setdefault(vocabulary, {}).update(words)
        self.upload.save(update_fields=["options"])


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
