from wagtail import hooks

from .viewsets import ForumListingViewSet


@hooks.register("register_admin_viewset")
def register_forum_listing():
    return ForumListingViewSet()
