"""Undo an import of a spreadsheet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.management.arguments import REFUSED, find_user
from skew_wagtail.exchange.importing.undo import undo_import
from skew_wagtail.exchange.importing.undo_plan import can_be_undone, planned_undo
from skew_wagtail.exchange.models import ImportRun


class Command(BaseCommand):
    help = "Undoes an import: profiles become what they were; what was edited since is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "run", type=int, help="number of the import, as in the address of its page in the admin"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--user", help="name of the account in whose name profiles are changed")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_user(options["user"])
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            known = ", ".join(f"{row.pk} ({row})" for row in ImportRun.objects.all()[:10])
            message = _("There is no import %(number)d. The latest are: %(known)s.")
            raise CommandError(
                message % {"number": options["run"], "known": known or "–"}, returncode=REFUSED
            )
        if not can_be_undone(run):
            raise CommandError(_("This import cannot be undone any more."), returncode=REFUSED)
        if options["dry_run"]:
            for step in planned_undo(run, user):
                self.stdout.write(f"{step.page.title}: {step.why or step.step.label}")
            self.stdout.write(_("Dry run: nothing was changed."))
            return
        report = undo_import(run, user).report
        for item in report["kept"]:
            self.stderr.write(f"{item['name']}: {item['why']}")
        self.stdout.write(
            _("%(removed)d removed, %(restored)d as before the import, %(kept)d kept.")
            % {key: len(names) for key, names in report.items()}
        )
