"""What an import would do, as plain data for the page on which an editor decides."""

from dataclasses import dataclass, field
from typing import Any

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.vocabulary.models import VOCABULARIES

from ..cells.columns import COLUMNS
from .results import ImportResult


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


def changes_for_people(updated: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that change a profile, as in an import's report, with ``changes``: header and texts of each field.

    The texts are those before and after; personal fields, whose values stand in no report, have none.
    """
    return [
        entry | {"changes": [_change(key, texts) for key, texts in entry["changed"].items()]}
        for entry in updated
    ]


def _change(key: str, texts: Any) -> dict[str, Any]:
    # A column of an old report may be gone.
    return {"header": COLUMNS[key].header if key in COLUMNS else key, "texts": texts}
