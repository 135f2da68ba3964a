from wagtail import hooks

from .advice import hooks as _advice  # noqa: F401  (registers its own)
from .interest import hooks as _interest  # noqa: F401  (registers its own)
from .selection import hooks as _selection  # noqa: F401  (registers its own)
from .stories.viewsets import StoryListingViewSet
from .viewsets import CallListingViewSet, ProgrammeListingViewSet


@hooks.register("register_admin_viewset")
def register_programme_listings():
    return [ProgrammeListingViewSet(), CallListingViewSet(), StoryListingViewSet()]
