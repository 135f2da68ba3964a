"""Lines that somebody pastes: one organisation each."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import ResearchEntry

#: More are better imported in several goes, so that somebody reads what is told about them.
MOST_LINES = 2000
_COLUMNS = ("name", "town", "found_in")


@dataclass
class Pasted:
    """What a text says: entries that are not saved, and what is wrong, by line."""

    entries: list[ResearchEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_lines(text: str, project: Any) -> Pasted:
    """Read “Name; Ort; Quelle” lines, or such with tabs; empty ones do not count."""
    pasted = Pasted()
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        message = ngettext(
            "At most %(most)d line goes at once.", "At most %(most)d lines go at once.", MOST_LINES
        )
        pasted.problems.append(message % {"most": MOST_LINES})
        return pasted
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        while cells and not cells[-1]:
            cells.pop()
        if problem := _problem(cells):
            pasted.problems.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": problem})
        else:
            pasted.entries.append(ResearchEntry(project=project, **dict(zip(_COLUMNS, cells, strict=False))))
    return pasted


def _problem(cells: list[str]) -> str:
    if not cells or not cells[0]:
        return _("the name is missing.")
    if len(cells) > len(_COLUMNS):
        return _("more than name, place and source. Please remove a semicolon.")
    for name, cell in zip(_COLUMNS, cells, strict=False):
        column = ResearchEntry._meta.get_field(name)
        if len(cell) > column.max_length:
            values = {"field": column.verbose_name, "most": column.max_length}
            return _("%(field)s is longer than %(most)d letters.") % values
        if "\x00" in cell:
            return _("it holds a character that is no letter.")
    return ""
