from wagtail import hooks

from .presentation import events_of
from .viewsets import ForumListingViewSet

hooks.register("register_skew_inventory_events", events_of)


@hooks.register("register_admin_viewset")
def register_forum_listing():
    return ForumListingViewSet()
