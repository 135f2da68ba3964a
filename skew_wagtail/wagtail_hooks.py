from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup


class SkewGroup(ViewSetGroup):
    """Our menu; each room adds its items by the hook ``register_skew_menu_item``."""

    items = ()
    menu_label = _("Migration and development")
    menu_name = "skew"
    menu_icon = "globe"
    menu_order = 150
    submenu_hook = "register_skew_menu_item"


@hooks.register("register_admin_viewset")
def register_skew_group():
    return SkewGroup()
