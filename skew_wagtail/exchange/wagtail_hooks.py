from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from .exporting.disclosure import Scope, may_export
from .modeladmin import ImportRunAdmin
from .retention_rules import RULES

modeladmin_register(ImportRunAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/", include("skew_wagtail.exchange.admin_urls"))]


@hooks.register("register_skew_profile_buttons")
def register_profile_buttons(user):
    template = Button(_("Template for contractors (XLSX)"), url=reverse("skew_exchange:template"))
    template.icon_name, template.priority = "table", 320
    export = Button(_("Export for import and passing on"), url=reverse("skew_exchange:export"))
    export.icon_name, export.priority = "download", 310
    return [export, template] if may_export(user) else [template]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_exchange.import", _("Import a spreadsheet"), _("Spreadsheet imported"))
    actions.register_action("skew_exchange.undo", _("Undo an import"), _("Import undone"))
    actions.register_action("skew_exchange.export")(ExportFormatter)


class ExportFormatter(LogFormatter):
    """Says of an export how much went out, and in which form."""

    label = _("Export profiles")

    def format_message(self, log_entry):
        text = ngettext(
            "%(count)d profile exported (%(format)s, %(scope)s)",
            "%(count)d profiles exported (%(format)s, %(scope)s)",
            log_entry.data["count"],
        )
        shown = {"format": log_entry.data["format"].upper(), "scope": Scope(log_entry.data["scope"]).label}
        return text % (log_entry.data | shown)


@hooks.register("register_skew_retention")
def register_retention():
    return RULES
