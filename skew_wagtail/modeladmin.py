"""The base of every register (incoming, append-only records listed in the admin)."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.utils import label_for_field, lookup_field, quote, unquote
from django.core.exceptions import ValidationError
from django.db.models import Manager, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from .spreadsheets import SafeExport

#: Parameters of the filters that Django makes for a field's name.
_FIELD_LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")


class ReadOnlyPermissionHelper(PermissionHelper):
    """Rows are written by the product; people with the permission to view them look at them."""

    def get_all_model_permissions(self) -> QuerySet:
        return super().get_all_model_permissions().filter(codename=self.get_perm_codename("view"))

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


def displayed(admin: ModelAdmin, name: str, instance: Model) -> Any:
    """A field, method or property as people read it: labels for codes, yes and no, local times to the second."""
    field, _attribute, value = lookup_field(name, instance, admin)
    if field is not None and getattr(field, "flatchoices", None):
        value = getattr(instance, f"get_{name}_display")()
    if isinstance(value, Manager):
        return "; ".join(str(related) for related in value.all())
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return timezone.make_naive(value).replace(microsecond=0)
    return "" if value is None else value


def short(value: Any) -> Any:
    """A moment as it fits into a column: the day and the time in digits; anything else as it is."""
    return date_format(value, "SHORT_DATETIME_FORMAT") if isinstance(value, datetime) else value


class RegisterView:
    """What the listing and the page of one record share: Wagtail's header with the way back."""

    def breadcrumbs(self) -> list[dict[str, Any]]:
        """The way here, last step without an address."""
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": "", "label": self.model_admin.get_menu_label()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.breadcrumbs()
        header = {
            "breadcrumbs_items": items,
            "header_title": items[-1]["label"],
            "header_icon": self.header_icon,
        }
        return super().get_context_data(**kwargs) | header

    def label(self, name: str) -> str:
        """The name of a field, method or property."""
        return capfirst(str(label_for_field(name, self.model, self.model_admin)))


class RegisterIndexView(SafeExport, RegisterView, IndexView):
    """A listing that ignores parameters it does not know; wagtail-modeladmin answers them with an error or,
    where they name a field of a related table, with an answer about it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        params = request.GET.copy()
        for name, values in request.GET.lists():
            # PostgreSQL takes no such character in a text.
            params.setlist(name, [value.replace("\x00", "") for value in values])
        request.GET = params
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(request.path)

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        known = set()
        for item in self.list_filter:
            field = item[0] if isinstance(item, tuple | list) else item
            known |= {
                getattr(item, "parameter_name", None),
                *(f"{field}__{lookup}" for lookup in _FIELD_LOOKUPS),
            }
        given = super().get_filters_params(params)
        return {name: value for name, value in given.items() if name in known}

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        return self.label(field)

    def to_row_dict(self, item: Model) -> OrderedDict[str, Any]:
        return OrderedDict((name, displayed(self.model_admin, name, item)) for name in self.list_export)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "url": self.url_helper.get_action_url("inspect", quote(item.pk)),
                "cells": [short(displayed(self.model_admin, name, item)) for name in self.list_display],
            }
            for item in context["object_list"]
        ]
        filters = [{"title": spec.title, "choices": list(spec.choices(self))} for spec in self.filter_specs]
        return context | {"headers": list(result_headers(self)), "rows": rows, "register_filters": filters}


class RegisterInspectView(RegisterView, InspectView):
    """One record, read only; below it what the user may do with it."""

    def breadcrumbs(self) -> list[dict[str, Any]]:
        *above, register = super().breadcrumbs()
        return [*above, register | {"url": self.index_url}, {"url": "", "label": str(self.instance)}]

    def get_dict_for_field(self, field_name: str) -> dict[str, Any]:
        return {
            "label": self.label(field_name),
            "value": displayed(self.model_admin, field_name, self.instance),
        }


class RegisterAdmin(ModelAdmin):
    """A register: list, filter, inspect and export; no adding, editing or deleting by hand.

    A room registers its subclass with ``modeladmin_register``; it joins our own menu. A room whose register
    people may edit sets ``permission_helper_class``.
    """

    add_to_admin_menu = False
    inspect_view_enabled = True
    history_view_enabled = False
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    permission_helper_class = ReadOnlyPermissionHelper
    list_per_page = 50
    index_template_name = "skew_wagtail/modeladmin/index.html"
    inspect_template_name = "skew_wagtail/modeladmin/inspect.html"

    def register_with_wagtail(self) -> None:
        super().register_with_wagtail()
        hooks.register("register_skew_menu_item", self.get_menu_item)

    def get_menu_label(self) -> str:
        return self.menu_label or capfirst(self.opts.verbose_name_plural)

    def get_inspect_view_fields(self) -> list[str]:
        return [name for name in super().get_inspect_view_fields() if name != self.opts.pk.name]

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._check_key(instance_pk)
        return super().inspect_view(request, instance_pk)

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._check_key(instance_pk)
        return super().edit_view(request, instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._check_key(instance_pk)
        return super().delete_view(request, instance_pk)

    def _check_key(self, key: str) -> None:
        """The address may hold something that is no key."""
        try:
            self.opts.pk.to_python(unquote(key))
        except ValidationError as error:
            raise Http404 from error
