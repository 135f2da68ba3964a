"""What an import found, and how it tells of it; nothing here holds a personal value longer than the import lasts."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.actors.models import ActorProfilePage

from ..cells.columns import Column
from ..cells.parsing import Problem
from ..models import ImportRun
from .people import ContactPlan

_LEFT_OUT = gettext_lazy("“%(value)s” was left out as decided.")
_SHOWN = 100


class Outcome(TextChoices):
    """What becomes of a row, the most pressing first."""

    ERROR = "error", gettext_lazy("error")
    REFUSED = "refused", gettext_lazy("does not want to be listed")
    CONFLICT = "conflict", gettext_lazy("edited here since the last import")
    SUSPECTED = "suspected", gettext_lazy("perhaps a duplicate")
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell of a row; ``name`` is the organisation's."""

    row: int
    column: Column
    problem: Problem
    outcome: Outcome = Outcome.ERROR
    name: str = ""

    def __str__(self) -> str:
        return _sentence(self.row, self.column, self.problem.message(), self.problem.proposal)

    def as_dict(self, *, in_full: bool = False) -> dict[str, Any]:
        """For reports: unless in full, what a personal column holds is left out, and who refused when and why."""
        hide = self.column.is_personal and not in_full
        message = self.problem.message(hide=hide)
        if self.outcome is Outcome.REFUSED and not in_full:
            message = _("This organisation must not be listed.")
        return {
            "row": self.row,
            "name": self.name,
            "outcome": self.outcome.value,
            "column": self.column.header,
            "value": "" if hide else self.problem.value,
            "message": message,
            "proposal": "" if hide else self.problem.proposal,
        }


def _sentence(row: int, column: Column, message: str, proposal: str) -> str:
    parts = {"row": row, "column": column.header, "message": message, "proposal": proposal}
    if proposal:
        return _("Row %(row)s, column “%(column)s”: %(message)s Did you mean “%(proposal)s”?") % parts
    return _("Row %(row)s, column “%(column)s”: %(message)s") % parts


@dataclass(slots=True)
class RowPlan:
    """What a row will do.

    ``page`` is the profile's latest draft, nothing for a new one; ``changed`` holds old and new text by the
    key of the column, ``None`` for a personal column; ``conflicts`` likewise what would overwrite an editor's change
    and stays as it is; ``records`` are those outside the page to save, ``before`` what they held.
    """

    row: int
    page: ActorProfilePage | None
    values: dict[str, Any]
    changed: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    contact: ContactPlan = field(default_factory=ContactPlan)
    publish: bool = False
    # Words that are left out as decided, each with its column.
    left_out: list[tuple[Column, str]] = field(default_factory=list)
    # A hint at an organisation that may be the same.
    suspicion: str = ""
    # The site's images that were made for it.
    images: list[int] = field(default_factory=list)
    actor_key: UUID = field(default_factory=uuid4)
    page_id: int | None = None
    # The profile's latest revision when the row was compared with it, and the one that was written, if any was.
    seen_revision: int | None = None
    revision_id: int | None = None
    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.page is None
        if self.page is not None:
            self.page_id, self.actor_key = self.page.pk, self.page.translation_key
            self.seen_revision = self.page.latest_revision_id


@dataclass(frozen=True)
class RowResult:
    """What became of a row; texts of personal columns are ``None``, ``actor_key`` is empty for a new profile.

    ``revision_id`` is the profile's latest revision when the row was compared with it.
    """

    row: int
    name: str
    outcome: Outcome
    changed: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    actor_key: str = ""
    revision_id: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """For reports: what is there, and nothing empty."""
        told = vars(self) | {"outcome": self.outcome.value}
        return {key: value for key, value in told.items() if value and key != "revision_id"}


@dataclass
class ImportResult:
    """What an import did, or would do in a dry run."""

    file_name: str
    sha256: str
    rows: list[RowResult] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    #: What is to be told of the file as a whole.
    file_notes: list[str] = field(default_factory=list)
    run: ImportRun | None = None

    @property
    def created(self) -> list[dict[str, Any]]:
        """The rows that make a profile."""
        found = [row for row in self.rows if row.outcome in (Outcome.NEW, Outcome.SUSPECTED)]
        return [{"row": row.row, "name": row.name} for row in found]

    @property
    def updated(self) -> list[dict[str, Any]]:
        """The rows that change a profile."""
        return [
            {"row": row.row, "name": row.name, "changed": row.changed} for row in self.rows if row.changed
        ]

    @property
    def conflicts(self) -> list[RowResult]:
        """The rows that say other than what somebody edited since the last import."""
        return [row for row in self.rows if row.conflicts]

    @property
    def unchanged(self) -> int:
        """How many rows change nothing."""
        return len(self.rows) - len(self.created) - len(self.updated)

    @property
    def skipped(self) -> int:
        """How many rows have errors."""
        return len({error.row for error in self.errors})

    @property
    def notes(self) -> list[str]:
        """What is to be told beside errors: of the file, then row by row."""
        return [
            *self.file_notes,
            *(
                _("Row %(row)s: %(note)s") % {"row": row.row, "note": note}
                for row in self.rows
                for note in row.notes
            ),
        ]

    def add(self, plan: RowPlan) -> None:
        """Count a row."""
        left_out = [
            _("%(column)s: %(message)s")
            % {
                "column": column.header,
                "message": Problem(_LEFT_OUT, word[:_SHOWN]).message(hide=column.is_personal),
            }
            for column, word in plan.left_out
        ]
        notes = tuple(filter(None, (*left_out, plan.suspicion, plan.contact.note)))
        changed = {} if plan.is_new else plan.changed
        key = "" if plan.is_new else str(plan.actor_key)
        self.rows.append(
            RowResult(
                plan.row,
                plan.values["title"],
                _outcome(plan),
                changed,
                plan.conflicts,
                notes,
                key,
                plan.seen_revision,
            )
        )

    def report(self, *, in_full: bool = False) -> dict[str, Any]:
        """The result as data for JSON; in full it holds personal values that are wrong."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "rows": [row.as_dict() for row in self.rows],
            "errors": [error.as_dict(in_full=in_full) for error in self.errors],
            "notes": self.file_notes,
        }


def _outcome(plan: RowPlan) -> Outcome:
    if plan.is_new:
        return Outcome.SUSPECTED if plan.suspicion else Outcome.NEW
    if plan.conflicts:
        return Outcome.CONFLICT
    return Outcome.CHANGED if plan.changed else Outcome.UNCHANGED
