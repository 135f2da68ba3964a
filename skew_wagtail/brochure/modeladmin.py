"""The register of editions in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from skew_wagtail.modeladmin import RegisterAdmin, RegisterInspectView

from .downloads import described
from .models import BrochureEdition
from .rights import may_build


class EditionInspectView(RegisterInspectView):
    """One edition with its problems and files; who may build the brochure gets the button for it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.instance.brochure
        may = page is not None and may_build(page, self.request.user)
        files = self.instance.files.select_related("document", "edition").exclude(document=None)
        return super().get_context_data(**kwargs) | {
            "hints": self.instance.hints,
            "brochure": page if may else None,
            "files": [described(file) for file in files] if may else [],
        }


class BrochureEditionAdmin(RegisterAdmin):
    """Editions of brochures (Ausgaben): what was built, when and by whom, and what has to be built again."""

    model = BrochureEdition
    menu_label = _("Editions of brochures")
    menu_item_name = "skew-editions"
    menu_icon = "history"
    menu_order = 860
    list_display = ("title", "number", "state", "built_at", "built_by", "withdrawn_at", "hint_count")
    list_filter = ("state",)
    list_export = (*list_display, "started_at", "confirmed_at", "explanation", "fingerprint")
    list_select_related = ("built_by",)
    search_fields = ("title",)
    export_filename = "broschueren"
    inspect_view_fields = [
        "title", "number", "state", "started_at", "built_at", "built_by", "confirmed_at", "withdrawn_at", "explanation",
        "hint_count", "fingerprint",
    ]  # fmt: skip
    inspect_view_class = EditionInspectView
    inspect_template_name = "skew_wagtail/brochure/admin/edition_inspect.html"

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).select_related("brochure")

    def hint_count(self, edition: BrochureEdition) -> int:
        """How many hints there are for the editor."""
        return len(edition.hints)

    hint_count.short_description = _("hints")
