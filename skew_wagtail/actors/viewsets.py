"""Profiles and tags in the admin."""

from collections import OrderedDict
from itertools import chain
from typing import Any

from django.db.models import Count, QuerySet, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import DayColumn, SafeChooserViewSet, SafeSearch

from .filters import ActorFilterSet
from .models import ActorProfilePage, ActorTag

_EXPORTED_FIELDS = (
    "external_id", "title", "short_name", "kind", "sector", "legal_form", "is_charitable", "founded_year",
    "member_band", "volunteer_count", "staff_count", "summary", "topics", "tags", "sdgs", "target_groups",
    "engagement_countries", "activity_areas", "spoken_languages", "cooperation_needs", "cooperation_offers",
    "entry_depth", "data_as_of", "live",
)  # fmt: skip


class ActorIndexView(SafeExport, SafeSearch, IndexView):
    """The listing of profiles; its export writes labels, several of them separated by semicolons."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Wagtail fetches the specific pages itself, so the kinds are joined afterwards, in one query.
        prefetch_related_objects(context["object_list"], "kind")
        # The bulk actions of profiles, not those of any page.
        return context | {"model_opts": ActorProfilePage._meta}

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons, and those of higher rooms (hook ``register_skew_profile_buttons``)."""
        added = [register(self.request.user) for register in hooks.get_hooks("register_skew_profile_buttons")]
        return [*super().header_more_buttons, *chain.from_iterable(added)]

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        if field == "title":
            return str(_("Name of the organisation"))
        definition = ActorProfilePage._meta.get_field(field)
        label = (
            getattr(definition, "verbose_name", None) or definition.related_model._meta.verbose_name_plural
        )
        return capfirst(str(label))

    def to_row_dict(self, item: ActorProfilePage) -> OrderedDict[str, Any]:
        return OrderedDict((field, _exported(item, field)) for field in self.list_export)


def _exported(page: ActorProfilePage, field: str) -> Any:
    """A field as people read it."""
    display = getattr(page, f"get_{field}_display", None)
    value = display() if display else getattr(page, field)
    if hasattr(value, "all"):
        return "; ".join(str(related) for related in value.all())
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return "" if value is None else value


class ActorListingViewSet(PageListingViewSet):
    """All profiles (Steckbriefe) with filters, bulk actions and export."""

    model = ActorProfilePage
    name = "skew_actors"
    url_prefix = "skew/actors"
    icon = "group"
    menu_label = _("Profiles")
    menu_name = "skew-actors"
    menu_order = 100
    menu_hook = "register_skew_menu_item"
    index_view_class = ActorIndexView
    filterset_class = ActorFilterSet
    columns = [
        *PageListingViewSet.columns[:2],
        Column("kind", label=_("Kind of actor"), accessor="kind", sort_key="kind__sort_order"),
        DayColumn("data_as_of", label=_("Data as of"), sort_key="data_as_of"),
        *PageListingViewSet.columns[2:],
    ]
    list_export = list(_EXPORTED_FIELDS)
    export_filename = "profile"


class ActorTagViewSet(SnippetViewSet):
    """Tags (Schlagwörter): renaming one here renames it everywhere."""

    model = ActorTag
    chooser_viewset_class = SafeChooserViewSet
    icon = "tag"
    menu_label = _("Tags")
    menu_name = "skew-tags"
    menu_order = 800
    menu_hook = "register_skew_menu_item"
    list_display = ["name", Column("profiles", label=_("Profiles"), accessor="profiles", sort_key="profiles")]
    list_per_page = 100
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug")]

    def get_queryset(self, request: Any) -> QuerySet:
        return ActorTag.objects.annotate(profiles=Count("tagged_actors"))
