"""What the engine found in the texts, told by profile."""

from collections.abc import Iterable
from typing import Any

from skew_wagtail.pdf.scrubbing import Problem as Finding

from .content.selection import Problem, problem


def problems_of(findings: Iterable[Finding], data: dict[str, Any]) -> list[Problem]:
    """One line for each finding, with the profile in which it lies; what is found in a profile twice is told once."""
    found = [_problem(finding, data) for finding in findings]
    return [line for number, line in enumerate(found) if line not in found[:number]]


def _problem(finding: Finding, data: dict[str, Any]) -> Problem:
    """The way to the text leads past the profile that holds it."""
    place: Any = data
    page_id, name = None, finding.owner
    for step in finding.path.split("."):
        place = place[int(step)] if isinstance(place, list) else place.get(step)
        if isinstance(place, dict) and "id" in place:
            page_id, name = int(place["id"][1:]), place["name"]
        if not isinstance(place, dict | list):
            break
    return problem(finding.message, profile=name, page_id=page_id)
