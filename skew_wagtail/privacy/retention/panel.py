"""What will go and when, on the start page of the admin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from ..models import RetentionSettings
from .rule import RetentionRule, retention_rules

#: How far the outlook goes, in days.
AHEAD = 30


@dataclass(frozen=True)
class Outlook:
    """Under one rule: how many records are due today, how many more within a month, and when the first is."""

    rule: RetentionRule
    days: int
    due: int
    soon: int
    first_on: date | None


def outlooks() -> list[Outlook]:
    """The outlook for every rule; one query for each, however many records there are."""
    today = timezone.localdate()
    chosen = RetentionSettings.current()
    return [_outlook(rule, chosen.days_of(rule), today) for rule in retention_rules()]


def _outlook(rule: RetentionRule, days: int, today: date) -> Outlook:
    is_over, is_over_soon = today - timedelta(days), today + timedelta(AHEAD - days)
    numbers = rule.records().aggregate(
        due=Count("pk", filter=Q(starts_on__lte=is_over)),
        soon=Count("pk", filter=Q(starts_on__gt=is_over, starts_on__lte=is_over_soon)),
        start=Min("starts_on"),
    )
    start = numbers["start"]
    first_on = max(start + timedelta(days), today) if start else None
    return Outlook(rule, days, numbers["due"], numbers["soon"], first_on)


class RetentionPanel(Component):
    """The table on the start page; for those who may see the consents."""

    name = "skew_retention"
    template_name = "skew_wagtail/privacy/retention_panel.html"
    order = 290

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = [outlook for outlook in outlooks() if outlook.first_on]
        return {
            "outlooks": rows,
            "is_something_due": any(outlook.due or outlook.soon for outlook in rows),
            "ahead": AHEAD,
        }
