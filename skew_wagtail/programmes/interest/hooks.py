"""What the admin and the rooms below learn of expressions of interest."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .retention_rules import RULES
from .subjects import subject_records

hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("begin_interest", _("Begin an expression of interest"), _("Expression of interest begun")),
        ("submit_interest", _("Submit an expression of interest"), _("Expression of interest submitted")),
        ("change_interest", _("Change an expression of interest"), _("Expression of interest changed")),
        ("discard_interest", _("Delete a draft"), _("Draft of an expression of interest deleted")),
        ("withdraw_interest", _("Withdraw an expression of interest"), _("Expression of interest withdrawn")),
    ):
        actions.register_action(f"skew_programmes.{name}", label, done)
