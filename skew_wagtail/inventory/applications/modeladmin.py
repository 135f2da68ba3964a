"""The registers of applications and of suggestions in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from skew_wagtail.modeladmin import RegisterAdmin, RegisterInspectView

from .answers import proposed_answers
from .groups import GROUPS
from .models import ApplicationState, InventoryApplication, InventorySuggestion
from .settings import ApplicationSettings


class RecordInspectView(RegisterInspectView):
    """One record, with what the user may do with it."""

    state_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.model_admin.get_queryset(request).filter(pk=self.instance.pk).exists():
            # A draft belongs to who is filling it in.
            raise Http404

    def may_change(self) -> bool:
        """Whether the user may work on records of this kind."""
        return self.request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse(self.state_url_name, args=[self.instance.pk]) if self.may_change() else ""
        return super().get_context_data(**kwargs) | {"state_url": url}


class ApplicationInspectView(RecordInspectView):
    """One application; who may, makes the inventory from it."""

    state_url_name = "skew_applications:application_state"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = self.instance.project
        approved = self.instance.state == ApplicationState.APPROVED and self.may_change()
        make = reverse("skew_applications:project", args=[self.instance.pk])
        may_edit = bool(made) and made.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(**kwargs) | {
            "make_url": make if approved and not made else "",
            "made_url": reverse("wagtailadmin_pages:edit", args=[made.pk]) if may_edit else "",
        }


class InventoryApplicationAdmin(RegisterAdmin):
    """Applications (Anträge) that were filled in; drafts are nobody's business but their writer's."""

    model = InventoryApplication
    menu_label = gettext_lazy("Applications")
    menu_item_name = "skew-applications"
    menu_icon = "form"
    menu_order = 210
    list_display = ("municipality_name", "reference", "state", "completed_at", "received_on", "decided_on")
    list_filter = ("state",)
    list_export = (*list_display, "federal_state", "inhabitants", "official_key", "wished_period")
    list_select_related = ("federal_state",)
    search_fields = ("municipality_name", "official_key", "department")
    export_filename = "antraege"
    inspect_view_fields = [
        "reference", "state", "state_since", "completed_at", "received_on", "decided_on", "decision_text",
        "register_notes", "project", *(name for group in GROUPS for name in group.fields),
    ]  # fmt: skip
    inspect_view_class = ApplicationInspectView
    inspect_template_name = "skew_wagtail/inventory/applications/admin/application.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(state=ApplicationState.DRAFT)

    def reference(self, application: InventoryApplication) -> str:
        """What stands on the letter."""
        return application.reference

    reference.short_description = gettext_lazy("reference")


class SuggestionInspectView(RecordInspectView):
    """One suggestion, with texts to answer it."""

    state_url_name = "skew_applications:suggestion_state"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        settings = ApplicationSettings.for_request(self.request)
        return super().get_context_data(**kwargs) | {"answers": proposed_answers(settings, self.instance)}


class InventorySuggestionAdmin(RegisterAdmin):
    """Suggestions (Anregungen) from civil society."""

    model = InventorySuggestion
    menu_label = gettext_lazy("Suggestions")
    menu_item_name = "skew-suggestions"
    menu_icon = "comment"
    menu_order = 211
    list_display = ("organisation", "state", "created_at", "state_since")
    list_filter = ("state",)
    list_export = (*list_display, "wish")
    search_fields = ("organisation", "wish")
    export_filename = "anregungen"
    inspect_view_fields = [
        "organisation", "state", "created_at", "state_since", "wish", "sender_name", "sender_email", "register_notes",
    ]  # fmt: skip
    inspect_view_class = SuggestionInspectView
    inspect_template_name = "skew_wagtail/inventory/applications/admin/suggestion.html"
