"""Programmes and calls in the admin."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import DayColumn, SafeSearch

from .models import CallPage, ProgrammePage
from .states import state_labels


class StateColumn(Column):
    """Where a call stands now."""

    def get_cell_context_data(self, instance: CallPage, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        if not hasattr(request, "skew_call_states"):
            request.skew_call_states = state_labels()
        context["value"] = request.skew_call_states[instance.state_at(timezone.now())]
        return context


class ProgrammeListingView(SafeExport, SafeSearch, IndexView):
    """The listing of programmes."""


class ProgrammeListingViewSet(PageListingViewSet):
    """All programmes (Programme) and pilot projects."""

    model = ProgrammePage
    name = "skew_programmes"
    url_prefix = "skew/programmes"
    icon = "tasks"
    menu_label = _("Programmes")
    menu_name = "skew-programmes"
    menu_order = 340
    menu_hook = "register_skew_menu_item"
    index_view_class = ProgrammeListingView
    columns = [
        *PageListingViewSet.columns[:2],
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        *PageListingViewSet.columns[2:],
    ]
    list_filter = ["kind", "topics"]
    list_export = ["title", "get_kind_display", "summary", "office", "office_email", "status_string"]
    export_headings = {"get_kind_display": _("Kind"), "status_string": _("Status")}
    export_filename = "programme"


class CallListingView(SafeExport, SafeSearch, IndexView):
    """The listing of calls."""


class CallListingViewSet(PageListingViewSet):
    """All calls (Aufrufe) and where they stand."""

    model = CallPage
    name = "skew_calls"
    url_prefix = "skew/calls"
    icon = "time"
    menu_label = _("Calls")
    menu_name = "skew-calls"
    menu_order = 345
    menu_hook = "register_skew_menu_item"
    index_view_class = CallListingView
    columns = [
        *PageListingViewSet.columns[:2],
        StateColumn("state", label=_("State"), accessor="pk"),
        DayColumn("opens_at", label=_("Opens"), sort_key="opens_at"),
        DayColumn("closes_at", label=_("Deadline"), sort_key="closes_at"),
        DayColumn("extended_to", label=_("Extended to"), sort_key="extended_to"),
        *PageListingViewSet.columns[2:],
    ]
    list_export = [
        "title", "opens_at", "closes_at", "extended_to", "phase", "seats_planned", "selection_published",
        "status_string",
    ]  # fmt: skip
    list_filter = ["closes_at", "selection_published"]
    export_headings = {"status_string": _("Status")}
    export_filename = "aufrufe"
