"""How long records are kept (Aufbewahrungsfristen): each room says it of its own by ``register_skew_retention``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, QuerySet, Value
from wagtail import hooks

#: Shortest and longest period that may be chosen, in days.
SHORTEST, LONGEST = 1, 36_500
#: For records that are due as soon as they are what they are, under a rule of no days.
LONG_AGO = Value(date(1970, 1, 1), output_field=DateField())


def delete(records: QuerySet) -> None:
    """Remove rows, with all that hangs on them."""
    records.delete()


def blank(*names: str) -> Callable[[QuerySet], None]:
    """Empty these texts and keep the rows."""

    def empty(records: QuerySet) -> None:
        records.update(**dict.fromkeys(names, ""))

    return empty


@dataclass(frozen=True)
class RetentionRule:
    """When records of one kind go, and how.

    ``records`` gives all that will ever go under the rule, each annotated with ``starts_on``, the day its period
    starts; what it leaves out is never touched. ``remove`` takes a queryset of up to a hundred of them; afterwards
    ``records`` must not give them any more. ``label`` is a plural that can begin a sentence, ``days`` the default,
    ``help_text`` may hold ``%(days)d`` for it. Who may choose the period is ``is_editable``'s matter: a rule that
    only tidies up has none.
    """

    slug: str
    label: Any
    help_text: Any
    days: int
    records: Callable[[], QuerySet]
    remove: Callable[[QuerySet], None] = delete
    is_editable: bool = True

    def due(self, days: int, on: date) -> QuerySet:
        """The records whose period of so many days is over on a day."""
        return self.records().filter(starts_on__lte=on - timedelta(days=days))


def retention_rules() -> list[RetentionRule]:
    """The rules of all rooms, lower rooms first; of two with the same slug the later counts."""
    rules = [rule for register in hooks.get_hooks("register_skew_retention") for rule in register()]
    return list({rule.slug: rule for rule in rules}.values())


def editable_rules() -> list[RetentionRule]:
    """The rules whose period a municipality chooses."""
    return [rule for rule in retention_rules() if rule.is_editable]
