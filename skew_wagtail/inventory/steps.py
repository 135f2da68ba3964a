"""The standard steps of an inventory, as the package ships them (``data/steps.json``)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

_DATA = Path(__file__).parent / "data" / "steps.json"


@cache
def _steps() -> list[dict[str, Any]]:
    return json.loads(_DATA.read_text(encoding="utf-8"))


def standard_steps(language: str) -> list[dict[str, Any]]:
    """The nine steps in order: ``key``, ``title``, ``description``, ``responsible``, ``is_public``.

    ``language`` is a code such as ``en`` or ``de-simple``; texts that it lacks are German.
    """
    language = language.split("-")[0]
    return [
        {
            "key": step["key"],
            "title": step.get(f"title_{language}", step["title_de"]),
            "description": step.get(f"description_{language}", step["description_de"]),
            "responsible": step["responsible"],
            "is_public": step["is_public"],
        }
        for step in _steps()
    ]


def standard_step_choices() -> list[tuple[str, str]]:
    """Key and title of each standard step, in the active language."""
    return [(step["key"], step["title"]) for step in standard_steps(get_language() or "de")]
