from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from .applications import hooks as _applications  # noqa: F401  (registers its own)
from .board import hooks as _board  # noqa: F401  (registers its own)
from .models import InventoryProjectPage
from .order import order_hints
from .presentation import statistics_links
from .research import hooks as _research  # noqa: F401  (registers its own)
from .retention_rules import RULES
from .viewsets import InventoryListingViewSet

hooks.register("register_skew_directory_downloads", statistics_links)


@hooks.register("register_admin_viewset")
def register_inventory_listing():
    return InventoryListingViewSet()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/inventories/notes/", include("skew_wagtail.inventory.admin_urls"))]


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, InventoryProjectPage) and page.permissions_for_user(user).can_edit():
        url = reverse("skew_inventory_notes:notes", args=[page.pk])
        yield Button(_("Internal notes"), url=url, icon_name="clipboard-list", priority=14)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    if (
        isinstance(page.specific_deferred, InventoryProjectPage)
        and page.permissions_for_user(user).can_edit()
    ):
        url = reverse("skew_inventory_notes:notes", args=[page.pk])
        yield Button(_("Internal notes"), url=url, icon_name="clipboard-list", priority=26)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def hint_at_the_order_of_steps(request, page):
    # Autosaving asks for JSON and would show the hints at some later page.
    if isinstance(page, InventoryProjectPage) and request.accepts("text/html"):
        for hint in order_hints(page.steps.all()):
            messages.warning(request, hint)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_inventory.note", _("Note on a step"), _("Internal notes changed"))


@hooks.register("register_skew_retention")
def register_retention():
    return RULES
