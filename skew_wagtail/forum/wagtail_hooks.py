from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .presentation import events_of
from .registration import hooks as _registration  # noqa: F401  (registers its own)
from .viewsets import EventSeriesViewSet, ForumListingViewSet, WorkshopListingViewSet

hooks.register("register_skew_inventory_events", events_of)
register_snippet(EventSeriesViewSet)


@hooks.register("register_admin_viewset")
def register_event_listings():
    return [ForumListingViewSet(), WorkshopListingViewSet()]
