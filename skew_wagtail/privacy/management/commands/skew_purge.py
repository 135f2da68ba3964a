"""Remove records whose retention period is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.privacy.retention.purge import Purged, purge
from skew_wagtail.terminal import table


class Command(BaseCommand):
    help = "Removes records whose retention period is over; may be interrupted and repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count, change nothing")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        last = _("Would be removed") if dry_run else _("Removed")
        rows = [(_("Type"), _("Retention period"), _("Due"), last)]
        rows += [_row(result, dry_run) for result in purge(dry_run=dry_run)]
        for line in table(rows, numbers=(1, 2, 3)):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write(_("Dry run: nothing was changed."))


def _row(result: Purged, dry_run: bool) -> tuple[str, ...]:
    """A line of the table: type, period, how many are due, how many went."""
    removed = result.due if dry_run else result.removed
    return capfirst(str(result.rule.label)), period(result.days), str(result.due), str(removed)


def period(days: int) -> str:
    """A period in words; none means at once."""
    return ngettext("%(num)d day", "%(num)d days", days) % {"num": days} if days else _("at once")
