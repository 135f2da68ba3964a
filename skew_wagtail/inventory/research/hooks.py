"""What the admin and the rooms below learn of research lists."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .retention_rules import RULES
from .subjects import subject_records

hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("set_up_research", _("Set up the research"), _("Team, guide or directory of the research changed")),
        ("add_entries", _("Add entries"), _("Entries added to the research list")),
        ("add_entry", _("Add an entry"), _("Added")),
        ("edit_entry", _("Edit an entry"), _("Edited")),
        ("change_entry_state", _("Change the state of an entry"), _("State changed")),
        ("delete_entry", _("Delete an entry"), _("Deleted")),
        ("save_interview", _("Save an interview"), _("Interview saved")),
        ("make_draft", _("Make the draft of a profile"), _("Draft of the profile made")),
        ("update_draft", _("Fill the draft of a profile"), _("Draft of the profile filled")),
        ("ask_approval", _("Ask for the approval"), _("Asked for the approval")),
        ("answer_approval", _("Answer by link"), _("Answered by the link")),
        ("record_approval", _("Record an approval"), _("Answer recorded by hand")),
    ):
        actions.register_action(f"skew_inventory.{name}", label, done)
