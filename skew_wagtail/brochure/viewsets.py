"""Brochures in the admin."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from skew_wagtail.viewsets import SafeSearch

from .models import BrochureEdition, BrochurePage, EditionState


class EditionColumn(Column):
    """The state of the latest edition; it leads to all about the brochure's editions."""

    cell_template_name = "skew_wagtail/brochure/admin/edition_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: dict) -> dict:
        state = getattr(instance, "latest_state", None)
        return super().get_cell_context_data(instance, parent_context) | {
            "label": EditionState(state).label if state else _("not built yet"),
            "url": reverse("skew_brochure:overview", args=[instance.pk]),
        }


class BrochureListingView(SafeSearch, IndexView):
    """The listing of brochures."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        latest = BrochureEdition.objects.filter(brochure=OuterRef("pk")).order_by("-pk")
        return super().annotate_queryset(pages).annotate(latest_state=Subquery(latest.values("state")[:1]))


class BrochureListingViewSet(PageListingViewSet):
    """All brochures (Broschüren) and how their latest edition stands."""

    model = BrochurePage
    name = "skew_brochures"
    url_prefix = "skew/brochures"
    icon = "doc-full-inverse"
    menu_label = _("Brochures")
    menu_name = "skew-brochures"
    menu_order = 350
    menu_hook = "register_skew_menu_item"
    index_view_class = BrochureListingView
    columns = [
        *PageListingViewSet.columns[:2],
        EditionColumn("edition", label=_("Edition")),
        *PageListingViewSet.columns[2:],
    ]
