from django.contrib.auth.models import Permission
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .free_text.hints import hint_at_personal_texts
from .modeladmin import ConsentAdmin, ListingRefusalAdmin
from .outbox import hooks as _outbox  # noqa: F401  (registers its own)
from .retention.panel import RetentionPanel
from .retention.rules import RULES
from .viewsets import ConsentWordingViewSet, ContactPersonViewSet

register_snippet(ContactPersonViewSet)
register_snippet(ConsentWordingViewSet)
modeladmin_register(ConsentAdmin)
modeladmin_register(ListingRefusalAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/privacy/", include("skew_wagtail.privacy.admin_urls"))]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="skew_privacy", codename="lift_listingrefusal")


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_privacy.consent", _("Record consent"), _("Consent recorded"))
    actions.register_action("skew_privacy.withdraw", _("Record withdrawal"), _("Consent withdrawn"))
    actions.register_action("skew_privacy.hide_address", _("Hide address"), _("Address hidden"))
    actions.register_action("skew_privacy.refuse", _("Record refusal"), _("Refusal recorded"))
    actions.register_action("skew_privacy.lift_refusal", _("Lift refusal"), _("Refusal lifted"))
    actions.register_action("skew_privacy.erase", _("Erase person"), _("Person erased on request"))
    actions.register_action("skew_privacy.purge", _("Purge"), _("Records removed whose period was over"))


@hooks.register("register_skew_retention")
def register_retention():
    return RULES


@hooks.register("construct_homepage_panels")
def add_retention_panel(request, panels):
    if request.user.has_perm("skew_privacy.view_consent"):
        panels.append(RetentionPanel())


hooks.register("after_create_page", hint_at_personal_texts)
hooks.register("after_edit_page", hint_at_personal_texts)
