"""What an import would do, as plain data for the page on which an editor decides."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from ..cells.columns import COLUMNS
from .results import ImportResult, Outcome
from .unknown_words import kept_terms

LINES_PER_PAGE = 100


def kept_preview(result: ImportResult) -> dict[str, Any]:
    """What an import would do, as data for JSON, so that it need not be found out at each look.

    ``seen`` tells by actor key the revision with which a row was compared. Wrong values of people are in
    it: it lives as long as the uploaded file.
    """
    seen = {row.actor_key: row.revision_id for row in result.rows if row.changed}
    return {"report": result.report(in_full=True), "unknown": kept_terms(result), "seen": seen}


@dataclass(frozen=True)
class Line:
    """A row of a file as people look at it; each change has header, texts before and now, and whether it is kept."""

    row: int
    name: str
    outcome: Outcome
    changes: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    messages: list[str]
    actor_key: str = ""


def lines(report: dict[str, Any]) -> list[Line]:
    """The rows of a report in their order, those with errors among them."""
    found = [
        Line(
            row["row"],
            row["name"],
            Outcome(row["outcome"]),
            _changes(row.get("changed", {})),
            _changes(row.get("conflicts", {})),
            list(row.get("notes", ())),
            row.get("actor_key", ""),
        )
        for row in report.get("rows", ())
    ]
    wrong: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for error in report.get("errors", ()):
        wrong[error["row"]].append(error)
    for number, errors in wrong.items():
        is_refused = any(error["outcome"] == Outcome.REFUSED for error in errors)
        outcome = Outcome.REFUSED if is_refused else Outcome.ERROR
        found.append(Line(number, errors[0]["name"], outcome, [], [], [_advice(error) for error in errors]))
    return sorted(found, key=lambda line: line.row)


def _changes(changed: dict[str, Any]) -> list[dict[str, Any]]:
    # A column of an old report may be gone.
    return [
        {"key": key, "header": COLUMNS[key].header if key in COLUMNS else key, "texts": texts}
        for key, texts in changed.items()
    ]


def _advice(error: dict[str, Any]) -> str:
    if error["proposal"]:
        return _("%(column)s: %(message)s Did you mean “%(proposal)s”?") % error
    return _("%(column)s: %(message)s") % error


def counts(found: list[Line]) -> list[tuple[Outcome, int]]:
    """How many rows there are of each outcome, the most pressing first; those that do not occur are left out."""
    numbers = Counter(line.outcome for line in found)
    return [(outcome, numbers[outcome]) for outcome in Outcome if numbers[outcome]]


def changes_anything(found: list[Line]) -> bool:
    """Whether there is something to import."""
    return any(line.changes or line.outcome in (Outcome.NEW, Outcome.SUSPECTED) for line in found)


def shown_lines(found: list[Line], query: Mapping[str, str]) -> dict[str, Any]:
    """For a template: a page of the rows, of one outcome where the query says which, and how many there are of each."""
    shown = query.get("show", "")
    chosen = [line for line in found if not shown or line.outcome == shown]
    return {
        "lines": Paginator(chosen, LINES_PER_PAGE).get_page(query.get("p")),
        "counts": counts(found),
        "shown": shown,
    }
