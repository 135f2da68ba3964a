"""Stories of good practice in the admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import SafeSearch

from .models import StoryPage


class StoryListingView(SafeExport, SafeSearch, IndexView):
    """The listing of stories."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        # Wagtail asks for the pages once more, by type; what was selected with them would be lost.
        return super().annotate_queryset(pages).prefetch_related("municipality")


class StoryListingViewSet(PageListingViewSet):
    """All stories of good practice (gute Beispiele)."""

    model = StoryPage
    name = "skew_stories"
    url_prefix = "skew/stories"
    icon = "pick"
    menu_label = _("Good practice")
    menu_name = "skew-stories"
    menu_order = 348
    menu_hook = "register_skew_menu_item"
    index_view_class = StoryListingView
    columns = [
        *PageListingViewSet.columns[:2],
        Column("municipality", label=_("Municipality"), sort_key="municipality__name"),
        *PageListingViewSet.columns[2:],
    ]
    list_filter = ["topics", "municipality"]
    list_export = [
        "title", "municipality", "start_year", "end_year", "summary", "partners", "office", "office_email",
        "status_string",
    ]  # fmt: skip
    export_headings = {"status_string": _("Status")}
    export_filename = "gute-beispiele"
