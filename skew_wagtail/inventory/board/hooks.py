"""What the admin learns of the board."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .panels import BoardPanel
from .rights import may_open_board


class BoardMenuItem(MenuItem):
    """The way to the board, for whom it shows something."""

    def is_shown(self, request):
        return may_open_board(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/inventories/board/", include("skew_wagtail.inventory.board.admin_urls"))]


@hooks.register("register_skew_menu_item")
def register_menu_item():
    url = reverse("skew_board:board")
    return BoardMenuItem(_("Board"), url, name="skew-board", icon_name="tasks", order=195)


@hooks.register("construct_homepage_panels")
def add_board_panel(request, panels):
    if may_open_board(request.user):
        panels.append(BoardPanel())


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="skew_inventory", codename="view_inventoryprojectpage"
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        "skew_inventory.subscribe_digest", _("Ask for reminders"), _("Reminders by mail switched on")
    )
    actions.register_action(
        "skew_inventory.unsubscribe_digest", _("Stop reminders"), _("Reminders by mail switched off")
    )
    actions.register_action(
        "skew_inventory.make_role", _("Make a role"), _("Group of a role made or extended")
    )
