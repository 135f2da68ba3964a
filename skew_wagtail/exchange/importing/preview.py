"""What an import would do, as plain data for the page on which an editor decides."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.vocabulary.models import VOCABULARIES

from ..cells.columns import COLUMNS
from .results import ImportResult, Outcome

LINES_PER_PAGE = 100


@dataclass
class UnknownTerm:
    """A word that no vocabulary knows: in which rows it stands, and what could be meant."""

    vocabulary: str
    label: str
    text: str
    rows: list[int] = field(default_factory=list)
    #: Slug (of a tag the name) of what looks most like it; pairs of slug and label of all there is.
    proposal: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)


def unknown_terms(result: ImportResult) -> list[UnknownTerm]:
    """The unknown words of a file, each once, in the order of the rows."""
    found: dict[tuple[str, str], UnknownTerm] = {}
    choices: dict[str, list[tuple[str, str]]] = {}
    for error in result.errors:
        problem = error.problem
        if not problem.vocabulary:
            continue
        name = problem.vocabulary
        if name not in choices:
            choices[name] = _choices(name)
        key = (name, problem.value)
        if key not in found:
            by_label = {label: slug for slug, label in choices[name]}
            proposal = by_label.get(problem.proposal, "")
            found[key] = UnknownTerm(name, error.column.header, problem.value, [], proposal, choices[name])
        if error.row not in found[key].rows:
            found[key].rows.append(error.row)
    return list(found.values())


def _choices(vocabulary: str) -> list[tuple[str, str]]:
    if vocabulary == ActorTag.__name__:
        return [(name, name) for name in ActorTag.objects.order_by("name").values_list("name", flat=True)]
    model = next(model for model in VOCABULARIES.values() if model.__name__ == vocabulary)
    return [(term.slug, term.label) for term in model.objects.all()]


def kept_preview(result: ImportResult) -> dict[str, Any]:
    """What an import would do, as data for JSON, so that it need not be found out at each look.

    ``seen`` tells by actor key the revision with which a row was compared. Wrong values of people are in
    it: it lives as long as the uploaded file.
    """
    seen = {row.actor_key: row.revision_id for row in result.rows if row.changed}
    unknown = [vars(term) | {"choices": []} for term in unknown_terms(result)]
    return {"report": result.report(in_full=True), "unknown": unknown, "seen": seen}


def kept_terms(preview: dict[str, Any]) -> list[UnknownTerm]:
    """The unknown words of a kept preview, with what could be meant."""
    choices = {name: _choices(name) for name in {term["vocabulary"] for term in preview["unknown"]}}
    return [UnknownTerm(**term | {"choices": choices[term["vocabulary"]]}) for term in preview["unknown"]]


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
