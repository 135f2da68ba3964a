"""Remove what is due (skew_purge), in steps that may be interrupted and repeated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import RetentionSettings
from .rule import RetentionRule, retention_rules

#: Records that go together in one transaction.
CHUNK = 100


@dataclass
class Purged:
    """What a purge finds and does under one rule; ``days`` is the period in force."""

    rule: RetentionRule
    days: int
    due: int
    removed: int = 0


def purge(*, dry_run: bool = False, user: Any = None) -> list[Purged]:
    """Remove the records that are due today, or only count them; one result for each rule.

    Each hundred is a transaction of its own: what an error or a power cut leaves, the next purge takes. The audit log
    gets the numbers, also of a purge that ends in an error.
    """
    today = timezone.localdate()
    chosen = RetentionSettings.current()
    results: list[Purged] = []
    try:
        for rule in retention_rules():
            days = chosen.days_of(rule)
            result = Purged(rule, days, rule.due(days, today).count())
            results.append(result)
            if not dry_run:
                for number in _remove(rule, days, today):
                    result.removed += number
    finally:
        counts = {result.rule.slug: result.removed for result in results if result.removed}
        if counts:
            log(instance=RetentionSettings.load(), action="skew_privacy.purge", user=user, data=counts)
    return results


def _remove(rule: RetentionRule, days: int, today: date) -> Iterator[int]:
    """Remove records in the order of their keys, so that each is met once; yields how many went with each step."""
    last = None
    while True:
        with transaction.atomic():
            due = rule.due(days, today).order_by("pk")
            keys = list(
                (due if last is None else due.filter(pk__gt=last)).values_list("pk", flat=True)[:CHUNK]
            )
            if keys:
                rule.remove(due.model.objects.filter(pk__in=keys))
        if not keys:
            return
        last = keys[-1]
        yield len(keys)
