from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import ImportRunAdmin
from .retention_rules import RULES

modeladmin_register(ImportRunAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/imports/", include("skew_wagtail.exchange.admin_urls"))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_exchange.import", _("Import a spreadsheet"), _("Spreadsheet imported"))


@hooks.register("register_skew_retention")
def register_retention():
    return RULES
