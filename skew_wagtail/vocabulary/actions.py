"""Loading the vocabulary that the package ships."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction

from .models import VOCABULARIES, Term

DATA = Path(__file__).parent / "data"


@dataclass
class LoadResult:
    """What a load did to one vocabulary, in terms."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@transaction.atomic
def load_vocabulary() -> dict[str, LoadResult]:
    """Bring every vocabulary up to what the package ships, by vocabulary name.

    A field that still holds what was shipped last follows the new data; a field that the municipality
    changed stays as it is. Terms that we do not ship are left alone. A second run changes nothing.
    """
    return {name: _load(model, _read(name)) for name, model in VOCABULARIES.items()}


def _read(name: str) -> list[dict[str, Any]]:
    rows = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [{"sort_order": (position + 1) * 10} | row for position, row in enumerate(rows)]


def _load(model: type[Term], rows: list[dict[str, Any]]) -> LoadResult:
    result = LoadResult()
    terms = {term.slug: term for term in model.objects.all()}
    for row in rows:
        term = terms.get(row["slug"])
        if term is None:
            terms[row["slug"]] = model.objects.create(**_resolve(model, row), shipped=row)
            result.created += 1
        elif _follow(term, row):
            result.updated += 1
        else:
            result.unchanged += 1
    return result


def _follow(term: Term, row: dict[str, Any]) -> bool:
    """Give a term the new shipped values where nobody changed the old ones; whether anything changed."""
    if term.shipped == row:
        return False
    for name, value in _resolve(type(term), row).items():
        known = name in term.shipped
        shipped = _resolve(type(term), {name: term.shipped[name]})[name] if known else value
        if getattr(term, name) == shipped or (not known and not getattr(term, name)):
            setattr(term, name, value)
    term.shipped = row
    term.save()
    return True


def _resolve(model: type[Term], row: dict[str, Any]) -> dict[str, Any]:
    """The row with slugs of other terms replaced by the terms."""
    resolved = dict(row)
    for name, value in row.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and value is not None:
            resolved[name] = field.related_model.objects.get(slug=value)
    return resolved
