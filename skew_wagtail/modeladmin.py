"""The base of every register (incoming, append-only records listed in the admin)."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView


class ReadOnlyPermissionHelper(PermissionHelper):
    """Rows are written by the product; people look at them."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


class RegisterIndexView(IndexView):
    """A listing that ignores parameters it does not know instead of failing on them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(request.path)


class RegisterAdmin(ModelAdmin):
    """A register: list, filter, inspect and export; no adding, editing or deleting by hand.

    It joins our own menu. A room whose register people may edit sets ``permission_helper_class``.
    """

    add_to_admin_menu = False
    inspect_view_enabled = True
    history_view_enabled = False
    index_view_class = RegisterIndexView
    permission_helper_class = ReadOnlyPermissionHelper
    list_per_page = 50
    inspect_template_name = "skew_wagtail/modeladmin/inspect.html"
