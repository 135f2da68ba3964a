"""What the admin learns of the day of a workshop."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..models import NetworkingWorkshopPage
from .rights import may_moderate


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/workshop/", include("skew_wagtail.forum.workshop.admin_urls"))]


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, NetworkingWorkshopPage) and may_moderate(user, page):
        url = reverse("skew_workshop:overview", args=[page.pk])
        yield Button(_("On the day"), url=url, icon_name="group", priority=14)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    page = page.specific_deferred
    if isinstance(page, NetworkingWorkshopPage) and may_moderate(user, page):
        url = reverse("skew_workshop:overview", args=[page.pk])
        yield Button(_("On the day"), url=url, icon_name="group", priority=26)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("workshop_present", _("Note who is present"), _("Organisations noted as present")),
        ("workshop_absent", _("Take off the list"), _("Organisation taken off the list of the workshop")),
        ("workshop_record", _("Write down needs and offers"), _("Needs and offers written down")),
        ("workshop_agree", _("Write down an agreement"), _("Agreement written down")),
        ("workshop_disagree", _("Remove an agreement"), _("Agreement removed")),
        (
            "workshop_profile",
            _("Take over into the profile"),
            _("Needs and offers taken over into a profile"),
        ),
        ("workshop_outcomes", _("Make outcomes"), _("Agreements taken over as outcomes")),
    ):
        actions.register_action(f"skew_forum.{name}", label, done)
