"""Events and their series in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import DayColumn, SafeChooserViewSet, SafeSearch

from .filters import EventFilterSet
from .models import EventSeries, ForumPage, NetworkingWorkshopPage


class EventListingView(SafeExport, SafeSearch, IndexView):
    """A listing of events."""


class EventListingViewSet(PageListingViewSet):
    """All events of one kind."""

    icon = "calendar-alt"
    menu_hook = "register_skew_menu_item"
    index_view_class = EventListingView
    filterset_class = EventFilterSet
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


class ForumListingViewSet(EventListingViewSet):
    """All networking forums (Vernetzungsforen)."""

    model = ForumPage
    name = "skew_forum"
    url_prefix = "skew/forums"
    menu_label = _("Forums")
    menu_name = "skew-forums"
    menu_order = 300
    export_filename = "foren"


class WorkshopListingViewSet(EventListingViewSet):
    """All networking workshops (Vernetzungsworkshops)."""

    model = NetworkingWorkshopPage
    name = "skew_workshops"
    url_prefix = "skew/workshops"
    menu_label = _("Workshops")
    menu_name = "skew-workshops"
    menu_order = 310
    export_filename = "workshops"


class EventSeriesViewSet(SnippetViewSet):
    """Series of events (Veranstaltungsreihen)."""

    model = EventSeries
    chooser_viewset_class = SafeChooserViewSet
    icon = "list-ul"
    search_fields = ["title"]
    search_backend_name = None
    list_display = ["title"]
    panels = [FieldPanel("title"), FieldPanel("description")]
    menu_label = _("Series of events")
    menu_name = "skew-event-series"
    menu_order = 320
    menu_hook = "register_skew_menu_item"
