"""What the spreadsheet for contractors says about each column, taken from columns, models and vocabulary."""

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorProfilePage, ActorTag
from skew_wagtail.vocabulary.models import CooperationKind, SpokenLanguage, Term

from ..cells.columns import Column
from ..cells.groups import grouped_columns
from ..cells.lines import Projects, Statements
from ..cells.parsing import Cell, Channels, Choice, Coordinate, Date, Links, LongText, Number, RichText
from ..cells.pictures import PictureFile
from ..cells.terms import LanguageCode, OneTerm, Tags, Terms

_EXAMPLE = Path(__file__).parent / "data" / "template_example.json"
REQUIRED = ("title", "kind")
#: What goes into a cell, by its kind; the first that fits.
_HELP: tuple[tuple[type[Cell] | tuple[type[Cell], ...], Any], ...] = (
    (OneTerm, _("One entry of the list.")),
    (LanguageCode, _("One entry of the list; only if the name is not German.")),
    (Terms, _("Several entries of the list, separated by semicolons.")),
    (Tags, _("Free words, separated by semicolons; please use those of the list where they fit.")),
    (Channels, _("To what the person agreed, separated by semicolons; “nein” if to nothing.")),
    (Choice, _("One entry of the list.")),
    (Projects, _("Title | country | partner | years; one project in each line of the cell.")),
    (
        Statements,
        _("Kind: own words; one in each line of the cell. Behind it perhaps “| topic” and “| intern”."),
    ),
    (
        PictureFile,
        _("The name of the picture's file; the file itself goes into a zip beside the spreadsheet."),
    ),
    (Links, _("Web addresses, one in each line of the cell.")),
    (Date, _("A day, e.g. 31.12.2026.")),
    (Number, _("A whole number, without “about”.")),
    (Coordinate, _("Degrees, e.g. 50,6213.")),
    ((RichText, LongText), _("Text; a new line in the cell begins a new paragraph.")),
)


@dataclass(frozen=True)
class ColumnGuide:
    """What is said of one column; ``choices`` are its words, ``is_strict`` whether it holds exactly one of them."""

    column: Column
    group: str
    what: str
    example: str
    choices: tuple[str, ...]
    is_strict: bool

    @property
    def is_required(self) -> bool:
        """Whether a new organisation needs it."""
        return self.column.key in REQUIRED


def guides() -> list[ColumnGuide]:
    """All columns in order, with the vocabulary as it is offered now."""
    found = []
    for group, column in ((group, column) for group, columns in grouped_columns() for column in columns):
        choices = _choices(column.cell)
        is_strict = isinstance(column.cell, OneTerm | LanguageCode) or (
            isinstance(column.cell, Choice) and not isinstance(column.cell, Channels)
        )
        found.append(ColumnGuide(column, group, _what(column), _example(column, choices), choices, is_strict))
    return found


def _choices(cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, OneTerm | Terms):
        return _labels(cell.model)
    if isinstance(cell, LanguageCode):
        return _labels(SpokenLanguage)
    if isinstance(cell, Statements):
        return _labels(CooperationKind)
    if isinstance(cell, Tags):
        return tuple(ActorTag.objects.values_list("name", flat=True))
    if isinstance(cell, Channels):
        return (*cell.spelled.values(), *list(cell.refusals.values())[:1])
    return tuple(dict.fromkeys(cell.spelled.values())) if isinstance(cell, Choice) else ()


def _labels(model: type[Term]) -> tuple[str, ...]:
    return tuple(term.label for term in model.objects.active())


def _what(column: Column) -> str:
    texts = [text for kinds, text in _HELP if isinstance(column.cell, kinds)][:1]
    model = getattr(getattr(column.cell, "field", None), "model", ActorProfilePage)
    with suppress(FieldDoesNotExist):
        texts.append(getattr(model._meta.get_field(column.name), "help_text", ""))
    if column.is_kept:
        texts.append(_("An empty cell leaves what is there."))
    return "\n".join(str(text) for text in texts if text)


@cache
def _texts() -> dict[str, str]:
    return json.loads(_EXAMPLE.read_text(encoding="utf-8"))


def _example(column: Column, choices: tuple[str, ...]) -> str:
    """What the invented organisation has in the column; terms are those that the site offers first."""
    if isinstance(column.cell, OneTerm):
        return next(iter(choices), "")
    if isinstance(column.cell, Terms):
        return "; ".join(choices[:2])
    if isinstance(column.cell, Statements):
        return f"{choices[0]}: Probenraum für 20 Personen" if choices else ""
    return _texts()[column.key]
