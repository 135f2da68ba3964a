"""Forums in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import DayColumn, SafeSearch

from .filters import ForumFilterSet
from .models import ForumPage


class ForumListingView(SafeExport, SafeSearch, IndexView):
    """The listing of forums."""


class ForumListingViewSet(PageListingViewSet):
    """All networking forums (Vernetzungsforen)."""

    model = ForumPage
    name = "skew_forum"
    url_prefix = "skew/forums"
    icon = "calendar-alt"
    menu_label = _("Forums")
    menu_name = "skew-forums"
    menu_order = 300
    menu_hook = "register_skew_menu_item"
    index_view_class = ForumListingView
    filterset_class = ForumFilterSet
    columns = [
        *PageListingViewSet.columns[:2],
        DayColumn("starts_at", label=_("Begins"), sort_key="starts_at"),
        Column("venue_name", label=_("Venue"), sort_key="venue_name"),
        *PageListingViewSet.columns[2:],
    ]
    list_export = [
        "title", "starts_at", "ends_at", "venue_name", "organiser", "moderation", "attendance_number",
        "attendance_text", "status_string",
    ]  # fmt: skip
    export_headings = {"status_string": _("Status")}
    export_filename = "foren"
