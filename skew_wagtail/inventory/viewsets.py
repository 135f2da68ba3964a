"""Inventories in the admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import DayColumn, SafeSearch

from .models import InventoryProjectPage


class InventoryListingView(SafeExport, SafeSearch, IndexView):
    """The listing of inventories."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages).prefetch_related("municipality", "steps__state")


class InventoryListingViewSet(PageListingViewSet):
    """All inventories (Bestandsaufnahmen) and how far they are."""

    model = InventoryProjectPage
    name = "skew_inventory"
    url_prefix = "skew/inventories"
    icon = "clipboard-list"
    menu_label = _("Inventories")
    menu_name = "skew-inventories"
    menu_order = 200
    menu_hook = "register_skew_menu_item"
    index_view_class = InventoryListingView
    columns = [
        *PageListingViewSet.columns[:2],
        Column("municipality", label=_("Municipality"), sort_key="municipality__name"),
        DayColumn("start_date", label=_("Begins"), sort_key="start_date"),
        Column("progress", label=_("Progress"), accessor="progress_text"),
        *PageListingViewSet.columns[2:],
    ]
    list_filter = ["municipality", "start_date"]
    list_export = [
        "title",
        "municipality",
        "start_date",
        "end_date",
        "progress_text",
        "contractors",
        "status_string",
    ]
    export_headings = {"status_string": _("Status")}
    export_filename = "bestandsaufnahmen"
