"""What the admin and the rooms below learn of registrations."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..models import EventPage
from .retention_rules import RULES
from .rights import may_see_registrations
from .subjects import subject_records

hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/registrations/", include("skew_wagtail.forum.registration.admin_urls"))]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="skew_forum", codename="view_accessneed")


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, EventPage) and page.pk and may_see_registrations(page, user):
        url = reverse("skew_registrations:overview", args=[page.pk])
        yield Button(_("Registrations"), url=url, icon_name="group", priority=12)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    if isinstance(page.specific_deferred, EventPage) and may_see_registrations(page, user):
        url = reverse("skew_registrations:overview", args=[page.pk])
        yield Button(_("Registrations"), url=url, icon_name="group", priority=25)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("register", _("Register"), _("Registration received")),
        ("confirm_registration", _("Confirm a registration"), _("Registration confirmed")),
        ("add_registration", _("Add a registration"), _("Registration added by hand")),
        ("cancel_registration", _("Cancel a registration"), _("Registration cancelled")),
        ("move_up", _("Move up"), _("Seats given to those who waited")),
        ("attendance", _("Note attendance"), _("Attendance noted")),
        ("write_to_registered", _("Write to the registered"), _("Letter to the registered sent")),
    ):
        actions.register_action(f"skew_forum.{name}", label, done)
