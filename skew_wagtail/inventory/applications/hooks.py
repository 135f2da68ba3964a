"""What the admin and the rooms below learn of applications and suggestions."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import InventoryApplicationAdmin, InventorySuggestionAdmin
from .retention_rules import RULES
from .subjects import subject_records

modeladmin_register(InventoryApplicationAdmin)
modeladmin_register(InventorySuggestionAdmin)
hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/inventory/", include("skew_wagtail.inventory.applications.admin_urls"))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("begin_application", _("Begin an application"), _("Application begun")),
        ("finish_application", _("Finish an application"), _("Application filled in")),
        ("change_application", _("Work on an application"), _("State of the application changed")),
        ("make_project", _("Make an inventory"), _("Inventory made from the application")),
        ("receive_suggestion", _("Receive a suggestion"), _("Suggestion received")),
        ("change_suggestion", _("Work on a suggestion"), _("State of the suggestion changed")),
    ):
        actions.register_action(f"skew_inventory.{name}", label, done)
