"""Whether the steps of an inventory follow one another, told to who edits them; nothing is refused.

Work overlaps: a brochure may be printed while the last interview is missing. So this only asks to look again.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import InventoryStep

#: The standard step that an inventory may do without, and states after which nothing is left to do.
OPTIONAL_STEP = "networking_workshop"
CLOSED = ("done", "skipped")


def state_of(step: "InventoryStep") -> str:
    """The slug of a step's state, or nothing."""
    return step.state.slug if step.state else ""


def order_hints(steps: Sequence["InventoryStep"]) -> list[str]:
    """What an editor may want to look at again, one sentence each."""
    return [*_closed_too_early(steps), *_dates_out_of_order(steps)]


def _closed_too_early(steps: Sequence["InventoryStep"]) -> list[str]:
    hints = []
    for position, step in enumerate(steps):
        later = next((other for other in steps[position + 1 :] if state_of(other) == "done"), None)
        if later and state_of(step) not in CLOSED and step.key != OPTIONAL_STEP:
            text = _(
                "“%(later)s” is completed, but “%(step)s” before it is not. Please set “%(step)s” to completed "
                "or skipped, or move it behind."
            )
            hints.append(text % {"later": later.title, "step": step.title})
    return hints


def _dates_out_of_order(steps: Sequence["InventoryStep"]) -> list[str]:
    """Planned dates are compared with planned ones, and days on which it happened with such days."""
    hints = []
    for name in ("planned_date", "actual_date"):
        dated = [step for step in steps if getattr(step, name) and state_of(step) != "skipped"]
        for before, step in zip(dated, dated[1:], strict=False):
            if getattr(step, name) < getattr(before, name):
                text = _(
                    "“%(step)s” (%(day)s) comes after “%(before)s” (%(day_before)s), but has an earlier date. Please "
                    "check both dates, or move the step."
                )
                values = {
                    "step": step.title,
                    "day": _day(step, name),
                    "before": before.title,
                    "day_before": _day(before, name),
                }
                hints.append(text % values)
    return hints


def _day(step: "InventoryStep", name: str) -> str:
    return date_format(getattr(step, name), "SHORT_DATE_FORMAT")
