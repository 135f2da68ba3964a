"""The form in which an editor assigns the columns of a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..cells.columns import COLUMNS
from ..cells.groups import grouped_columns
from ..models import ColumnMapping
from .assigning import Assignment, FileColumn


class ColumnsForm(forms.Form):
    """For each column of the file the one of ours, or leave it out; and under which name that is remembered."""

    name = forms.CharField(
        label=gettext_lazy("Remember this assignment as"),
        max_length=ColumnMapping._meta.get_field("name").max_length,
        required=False,
        help_text=gettext_lazy(
            "If you like: e.g. Büro Weitblick 2026. It is proposed for the next file with these headers. A name that "
            "exists already is overwritten."
        ),
    )

    def __init__(self, assignment: Assignment, chosen: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        choices = [("", _("leave it out")), *_choices()]
        for column in assignment.columns:
            proposal = chosen.get(str(column.index), column.proposal.key)
            self.fields[_name(column)] = forms.ChoiceField(
                label=_("Column %(letter)s") % {"letter": column.letter},
                choices=choices,
                required=False,
                initial=proposal,
            )

    @property
    def rows(self) -> list[tuple[FileColumn, forms.BoundField]]:
        """Each column of the file with its list."""
        return [(column, self[_name(column)]) for column in self.assignment.columns]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        letters: dict[str, str] = {}
        for column in self.assignment.columns:
            key = data.get(_name(column))
            if key and letters.setdefault(key, column.letter) != column.letter:
                text = _(
                    "The columns %(first)s and %(second)s are both assigned to “%(column)s”. Please choose one of them."
                )
                values = {"first": letters[key], "second": column.letter, "column": COLUMNS[key].header}
                self.add_error(_name(column), ValidationError(text % values))
        if "title" not in letters:
            text = _("No column is assigned to “%(column)s”. Without it nothing can be imported.")
            raise ValidationError(text % {"column": COLUMNS["title"].header})
        return data

    @cached_property
    def keys(self) -> dict[str, str]:
        """What was assigned, as ``ImportOptions.columns`` holds it."""
        return {str(column.index): self.cleaned_data[_name(column)] for column in self.assignment.columns}

    @property
    def mapping(self) -> str:
        """Under which name this is remembered: now, or before and nothing was changed since."""
        is_unchanged = self.keys == self.assignment.keys
        return self.cleaned_data["name"] or (self.assignment.mapping if is_unchanged else "")


def _name(column: FileColumn) -> str:
    return f"column-{column.index}"


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Our columns in their groups."""
    return [
        (group, [(column.key, column.header) for column in columns]) for group, columns in grouped_columns()
    ]
