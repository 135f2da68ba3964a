"""The register of imports in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from skew_wagtail.modeladmin import ReadOnlyPermissionHelper, RegisterAdmin, RegisterInspectView

from .importing.preview import lines, shown_lines
from .importing.rights import may_import
from .importing.undo_plan import can_be_undone
from .models import ImportRun, ImportUndo

_OPTIONS = {
    "publish": _("profiles published"),
    "create_tags": _("new tags made"),
    "skip_invalid": _("rows with errors left out"),
}


class ImportRunInspectView(RegisterInspectView):
    """One import with what it did to which profile."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.instance.report
        undo = ImportUndo.objects.filter(run=self.instance).exclude(finished_at=None).first()
        may_undo = may_import(self.request.user) and can_be_undone(self.instance)
        return super().get_context_data(**kwargs) | {
            "run": self.instance,
            "undone": undo and undo.report | {"day": undo.finished_at, "by": undo.user},
            "may_undo": may_undo,
            "file_notes": report.get("notes", []),
            **shown_lines(lines(report), self.request.GET),
        }


class ImportPermissionHelper(ReadOnlyPermissionHelper):
    """Whoever may add imports gets the button that leads to the upload."""

    def get_all_model_permissions(self) -> QuerySet:
        names = [self.get_perm_codename("view"), self.get_perm_codename("add")]
        return super(ReadOnlyPermissionHelper, self).get_all_model_permissions().filter(codename__in=names)

    def user_can_create(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("add"))


class ImportRunAdmin(RegisterAdmin):
    """Imports (Importläufe): which file did what."""

    model = ImportRun
    permission_helper_class = ImportPermissionHelper
    menu_label = _("Imports")
    menu_item_name = "skew-imports"
    menu_icon = "upload"
    menu_order = 850
    list_display = (
        "file_name", "started_at", "user", "directory_title", "state", "created_count", "updated_count",
        "unchanged_count", "skipped_count",
    )  # fmt: skip
    list_filter = ("state",)
    list_export = (*list_display, "error_count", "finished_at", "chosen_options", "sha256")
    list_select_related = ("user",)
    search_fields = ("file_name", "directory_title")
    export_filename = "importe"
    inspect_view_fields = [
        "file_name", "state", "started_at", "finished_at", "user", "directory_title", "chosen_options",
        "created_count", "updated_count", "unchanged_count", "skipped_count", "error_count", "sha256",
    ]  # fmt: skip
    inspect_view_class = ImportRunInspectView
    index_template_name = "skew_wagtail/exchange/import_run_index.html"
    inspect_template_name = "skew_wagtail/exchange/import_run_inspect.html"

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """A new import begins with a file."""
        if not self.permission_helper.user_can_create(request.user):
            raise PermissionDenied
        return redirect("skew_exchange:upload")

    def chosen_options(self, run: ImportRun) -> str:
        """The options of an import in words."""
        return ", ".join(str(label) for name, label in _OPTIONS.items() if run.options.get(name))

    chosen_options.short_description = _("options")
