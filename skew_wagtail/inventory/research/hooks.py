"""What the admin and the rooms below learn of research lists."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from ..models import InventoryProjectPage
from ..rights import projects_for
from .retention_rules import RULES
from .subjects import subject_records
from .viewsets import InterviewGuideViewSet

register_snippet(InterviewGuideViewSet)
hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


class ResearchMenuItem(MenuItem):
    """The way to the lists, for who may work on one."""

    def is_shown(self, request):
        return request.user.is_superuser or projects_for(request.user).exists()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/inventory/research/", include("skew_wagtail.inventory.research.admin_urls"))]


@hooks.register("register_skew_menu_item")
def register_menu_item():
    url = reverse("skew_research:projects")
    return ResearchMenuItem(_("Research"), url, name="skew-research", icon_name="list-ul", order=205)


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, InventoryProjectPage) and page.permissions_for_user(user).can_edit():
        url = reverse("skew_research:list", args=[page.pk])
        yield Button(_("Research list"), url=url, icon_name="list-ul", priority=13)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    if (
        isinstance(page.specific_deferred, InventoryProjectPage)
        and page.permissions_for_user(user).can_edit()
    ):
        url = reverse("skew_research:list", args=[page.pk])
        yield Button(_("Research list"), url=url, icon_name="list-ul", priority=25)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("set_up_research", _("Set up the research"), _("Team, guide or directory of the research changed")),
        ("add_entries", _("Add entries"), _("Entries added to the research list")),
        ("add_entry", _("Add an entry"), _("Entry added")),
        ("edit_entry", _("Edit an entry"), _("Entry edited")),
        ("change_entry_state", _("Change the state of an entry"), _("State of the entry")),
        ("delete_entry", _("Delete an entry"), _("Entry deleted")),
        ("save_interview", _("Save an interview"), _("Interview saved")),
        ("make_draft", _("Make the draft of a profile"), _("Draft of the profile made")),
        ("update_draft", _("Fill the draft of a profile"), _("Draft of the profile filled")),
        ("ask_approval", _("Ask for the approval"), _("Asked for the approval")),
        ("answer_approval", _("Answer by link"), _("Answered by the link")),
        ("record_approval", _("Record an approval"), _("Answer recorded by hand")),
    ):
        actions.register_action(f"skew_inventory.{name}", label, done)
