from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .bulk_actions import BULK_ACTIONS
from .viewsets import ActorListingViewSet, ActorTagViewSet

register_snippet(ActorTagViewSet)

for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)


@hooks.register("register_admin_viewset")
def register_actor_listing():
    return ActorListingViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_actors.set_review_date", _("Set review date"), _("Review date set"))
    actions.register_action("skew_actors.merge_tags", _("Merge tags"), _("Tag merged into this one"))
