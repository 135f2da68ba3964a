"""The register of imports in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from skew_wagtail.modeladmin import RegisterAdmin, RegisterInspectView

from .columns import COLUMNS
from .models import ImportRun

_OPTIONS = {
    "publish": _("profiles published"),
    "create_tags": _("new tags made"),
    "skip_invalid": _("rows with errors left out"),
}


class ImportRunInspectView(RegisterInspectView):
    """One import with what it did to which profile."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.instance.report
        updated = [entry | {"changes": _changes(entry["changed"])} for entry in report["updated"]]
        return super().get_context_data(**kwargs) | {"report": report | {"updated": updated}}


def _changes(changed: dict[str, list[str] | None]) -> list[dict[str, Any]]:
    """Changed fields by the headers of their columns, personal ones without texts."""
    return [
        {"header": COLUMNS[key].header if key in COLUMNS else key, "texts": texts}
        for key, texts in changed.items()
    ]


class ImportRunAdmin(RegisterAdmin):
    """Imports (Importläufe): which file did what."""

    model = ImportRun
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

    def chosen_options(self, run: ImportRun) -> str:
        """The options of an import in words."""
        return ", ".join(str(label) for name, label in _OPTIONS.items() if run.options.get(name))

    chosen_options.short_description = _("options")
