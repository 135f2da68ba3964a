from wagtail import hooks

from .selection import hooks as _selection  # noqa: F401  (registers its own)
from .viewsets import CallListingViewSet, ProgrammeListingViewSet


@hooks.register("register_admin_viewset")
def register_programme_listings():
    return [ProgrammeListingViewSet(), CallListingViewSet()]
