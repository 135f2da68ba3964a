from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .outcomes.queries import may_follow_up
from .presentation import events_of
from .registration import hooks as _registration  # noqa: F401  (registers its own)
from .viewsets import EventSeriesViewSet, ForumListingViewSet, WorkshopListingViewSet
from .workshop import hooks as _workshop  # noqa: F401  (registers its own)

hooks.register("register_skew_inventory_events", events_of)
register_snippet(EventSeriesViewSet)


@hooks.register("register_admin_viewset")
def register_event_listings():
    return [ForumListingViewSet(), WorkshopListingViewSet()]


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/events/outcomes/", include("skew_wagtail.forum.admin_urls"))]


class OutcomesMenuItem(MenuItem):
    """For who may edit pages."""

    def is_shown(self, request):
        return may_follow_up(request.user)


@hooks.register("register_skew_menu_item")
def register_outcomes_menu_item():
    url = reverse("skew_outcomes:list")
    return OutcomesMenuItem(_("Open next steps"), url, name="skew-outcomes", icon_name="tasks", order=330)
