"""What an import found, and how it tells of it; nothing here holds a personal value longer than the import lasts."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.actors.models import ActorProfilePage

from ..cells.columns import COLUMNS, Column
from ..cells.parsing import Problem
from ..models import ImportRun
from .people import ContactPlan

_LEFT_OUT = gettext_lazy("“%(value)s” was left out as decided.")
_SHOWN = 100


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell."""

    row: int
    column: Column
    problem: Problem

    def __str__(self) -> str:
        return _sentence(self.row, self.column, self.problem.message(), self.problem.proposal)

    def as_dict(self) -> dict[str, Any]:
        """For reports: value and proposal of a personal column are left out, of the message too."""
        hide = self.column.is_personal
        return {
            "row": self.row,
            "column": self.column.header,
            "value": "" if hide else self.problem.value,
            "message": self.problem.message(hide=hide),
            "proposal": "" if hide else self.problem.proposal,
        }


def _sentence(row: int, column: Column, message: str, proposal: str) -> str:
    parts = {"row": row, "column": column.header, "message": message, "proposal": proposal}
    if proposal:
        return _("Row %(row)s, column “%(column)s”: %(message)s Did you mean “%(proposal)s”?") % parts
    return _("Row %(row)s, column “%(column)s”: %(message)s") % parts


@dataclass
class RowPlan:
    """What a row will do.

    ``page`` is the profile's latest draft, unsaved for a new one; ``changed`` holds old and new text by the
    key of the column, ``None`` for a personal column; ``records`` are those outside the page to save.
    """

    row: int
    page: ActorProfilePage
    values: dict[str, Any]
    changed: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)
    contact: ContactPlan = field(default_factory=ContactPlan)
    publish: bool = False
    # Words that are left out as decided, each with its column.
    left_out: list[tuple[Column, str]] = field(default_factory=list)
    # A hint at an organisation that may be the same.
    suspicion: str = ""
    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        # Asked again when the page has been saved.
        self.is_new = self.page.pk is None


@dataclass
class ImportResult:
    """What an import did, or would do in a dry run."""

    file_name: str
    sha256: str
    created: list[dict[str, Any]] = field(default_factory=list)
    updated: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    run: ImportRun | None = None

    @property
    def skipped(self) -> int:
        """How many rows have errors."""
        return len({error.row for error in self.errors})

    def add(self, plan: RowPlan) -> None:
        """Count a row."""
        entry = {"row": plan.row, "name": plan.values["title"]}
        if plan.is_new:
            self.created.append(entry)
        elif plan.changed:
            self.updated.append(entry | {"changed": plan.changed})
        else:
            self.unchanged += 1
        for column, word in plan.left_out:
            said = Problem(_LEFT_OUT, word[:_SHOWN]).message(hide=column.is_personal)
            self.notes.append(_sentence(plan.row, column, said, ""))
        if plan.suspicion:
            self.notes.append(_sentence(plan.row, COLUMNS["title"], plan.suspicion, ""))
        if plan.contact.note:
            self.notes.append(_sentence(plan.row, COLUMNS["consent"], plan.contact.note, ""))

    def report(self) -> dict[str, Any]:
        """The result as data for JSON."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "errors": [error.as_dict() for error in self.errors],
            "notes": self.notes,
        }
