"""A forum is an event: what both had stands in the table of events only, and the children belong to it."""

import copy

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

CHILDREN = {
    "ForumProgrammeItem": ("EventProgrammeItem", "programme_items"),
    "ForumParticipantGroup": ("EventParticipantGroup", "participant_groups"),
    "ForumThemeGroup": ("EventThemeGroup", "theme_groups"),
    "ForumOutcome": ("EventOutcome", "outcomes"),
    "ForumActor": ("EventActor", "linked_actors"),
}
MOVED = (
    "starts_at", "ends_at", "venue_name", "venue_address", "access", "languages", "childcare", "organiser",
    "moderation", "introduction", "attendance_number", "attendance_text", "inventory",
)  # fmt: skip


class ChangeParent(Operation):
    """Make a page type the child of another parent table that has the same keys.

    Django can state the bases of a model only when it is made. The row stays: its key, which named the old parent's
    row, names the new parent's from now on.
    """

    reversible = True

    def __init__(self, model_name, old_pointer, new_pointer, parent):
        self.model_name, self.parent = model_name, parent
        self.old_pointer, self.new_pointer = old_pointer, new_pointer

    def deconstruct(self):
        return (
            self.__class__.__qualname__,
            [self.model_name, self.old_pointer, self.new_pointer, self.parent],
            {},
        )

    def state_forwards(self, app_label, state):
        state.models[app_label, self.model_name].bases = (self.parent,)
        state.remove_field(app_label, self.model_name, self.old_pointer)
        pointer = models.OneToOneField(
            auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True,
            primary_key=True, serialize=False, to=self.parent,
        )  # fmt: skip
        state.add_field(app_label, self.model_name, self.new_pointer, pointer, preserve_default=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        before = from_state.apps.get_model(app_label, self.model_name)
        after = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, after):
            return
        renamed = copy.copy(before._meta.pk)
        names = (before._meta.db_table, renamed.column, after._meta.pk.column)
        sql = "ALTER TABLE %s RENAME COLUMN %s TO %s"
        schema_editor.execute(sql % tuple(schema_editor.quote_name(name) for name in names))
        renamed.column = after._meta.pk.column
        schema_editor.alter_field(after, renamed, after._meta.pk)

    # Django swaps the states when it goes back.
    database_backwards = database_forwards

    def describe(self):
        return f"Change the parent of {self.model_name}"


class Migration(migrations.Migration):
    dependencies = [
        ("skew_forum", "0003_forums_as_events"),
    ]

    operations = [
        *[migrations.RenameModel(old, new) for old, (new, _name) in CHILDREN.items()],
        *[
            migrations.AlterField(
                model_name=model,
                name="page",
                field=modelcluster.fields.ParentalKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name=related_name,
                    to="skew_forum.eventpage",
                ),
            )
            for model, related_name in CHILDREN.values()
        ],
        *[migrations.RemoveField(model_name="forumpage", name=name) for name in MOVED],
        ChangeParent("forumpage", "page_ptr", "eventpage_ptr", "skew_forum.eventpage"),
    ]
