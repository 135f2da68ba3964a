from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from skew_wagtail.privacy.refusals import Refusals, refusal_message

from .bulk_actions import BULK_ACTIONS
from .duplicates.pairs import may_edit_profiles
from .models import ActorProfilePage
from .retention_rules import RULES
from .subjects import subject_records
from .viewsets import ActorListingViewSet, ActorTagViewSet

register_snippet(ActorTagViewSet)
hooks.register("register_skew_subject_records", subject_records)

for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)


@hooks.register("register_admin_viewset")
def register_actor_listing():
    return ActorListingViewSet()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/actors/duplicates/", include("skew_wagtail.actors.admin_urls"))]


@hooks.register("register_skew_profile_buttons")
def register_profile_buttons(user):
    button = Button(_("Possible duplicates"), url=reverse("skew_duplicates:pairs"))
    button.icon_name, button.priority = "copy", 300
    return [button] if may_edit_profiles(user) else []


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_actors.set_review_date", _("Set review date"), _("Review date set"))
    actions.register_action(
        "skew_actors.merge", _("Merge profiles"), _("Another profile merged into this one")
    )
    actions.register_action("skew_actors.merge_tags", _("Merge tags"), _("Tag merged into this one"))


@hooks.register("before_bulk_action")
def refuse_bulk_publishing(request, action_type, objects, action_class_instance):
    """Nothing is published when one of the profiles must not be; the message names each."""
    if action_type != "publish":
        return None
    refusals = Refusals()
    profiles = [page.specific for page in objects if issubclass(page.specific_class, ActorProfilePage)]
    refused = [
        found for page in profiles if (found := refusals.find([page.draft_title], page.translation_key))
    ]
    for refusal in refused:
        messages.error(request, refusal_message(refusal))
    return redirect(action_class_instance.next_url) if refused else None


@hooks.register("register_skew_retention")
def register_retention():
    return RULES
