from wagtail import hooks

from .viewsets import CallListingViewSet, ProgrammeListingViewSet


@hooks.register("register_admin_viewset")
def register_programme_listings():
    return [ProgrammeListingViewSet(), CallListingViewSet()]
