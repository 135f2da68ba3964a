"""Import a contractor's spreadsheet into a directory of actors."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.actors.management.arguments import REFUSED, find_directory, find_user
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.importing.assigning import recall
from skew_wagtail.exchange.importing.headers import read_table
from skew_wagtail.exchange.importing.results import ImportResult
from skew_wagtail.exchange.management.arguments import find_mapping
from skew_wagtail.exchange.reading import UnreadableFile


class Command(BaseCommand):
    help = "Imports a spreadsheet (.xlsx or .csv) of actors into a directory; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--directory", required=True, help="path (/akteure/) or page number of the directory"
        )
        parser.add_argument("--pictures", type=Path, help="a zip of logos")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--publish", action="store_true", help="publish new and changed profiles")
        parser.add_argument("--create-tags", action="store_true", help="make tags that do not exist yet")
        parser.add_argument("--skip-invalid", action="store_true", help="leave out rows with errors")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="let the file win over what was edited since the last import",
        )
        parser.add_argument("--columns", metavar="NAME", help="use this remembered assignment of columns")
        parser.add_argument("--report", type=Path, help="write what happened to this JSON file")
        parser.add_argument("--user", help="name of the account in whose name profiles are changed")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if options["report"] and not options["report"].parent.is_dir():
            message = _("There is no folder “%(folder)s” for the report.")
            raise CommandError(message % {"folder": options["report"].parent}, returncode=REFUSED)
        flags = ImportOptions(options["publish"], options["create_tags"], options["skip_invalid"])
        file = (_read(path), path.name, find_directory(options["directory"]))
        more = {
            "pictures": _read(options["pictures"]) if options["pictures"] else b"",
            "user": find_user(options["user"]),
        }
        dry_run = options["dry_run"]
        try:
            if options["columns"]:
                flags = _with_columns(flags, file[0], path, options["columns"])
            if options["overwrite"]:
                found = import_actors(*file, flags, **more, dry_run=True)
                flags = replace(
                    flags, overwrite={row.actor_key: list(row.conflicts) for row in found.conflicts}
                )
            result = import_actors(*file, flags, **more, dry_run=dry_run, progress=self._progress)
        except UnreadableFile as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        if options["report"]:
            report = json.dumps(result.report(), ensure_ascii=False, indent=2)
            options["report"].write_text(report, encoding="utf-8")
        self._tell(result, flags, dry_run=options["dry_run"])

    def _progress(self, done: int, total: int) -> None:
        """A line every tenth of the way, for somebody who waits at a terminal."""
        if self.stdout.isatty() and done * 10 // total > (done - 1) * 10 // total:
            self.stdout.write(f"{done * 100 // total} %")

    def _tell(self, result: ImportResult, flags: ImportOptions, *, dry_run: bool) -> None:
        if result.errors and not flags.skip_invalid:
            lines = [*map(str, result.errors), _counted(result), _("Nothing was changed.")]
            raise CommandError("\n".join(lines), returncode=REFUSED)
        for line in [*map(str, result.errors), *result.notes]:
            self.stderr.write(line)
        for row in result.conflicts:
            message = _("Row %(row)d: “%(name)s” was edited here since the last import; kept: %(fields)s.")
            fields = ", ".join(COLUMNS[key].header for key in row.conflicts)
            self.stderr.write(message % {"row": row.row, "name": row.name, "fields": fields})
        if dry_run:
            for entry in result.created:
                self.stdout.write(_("Row %(row)d: “%(name)s” would be new.") % entry)
            for entry in result.updated:
                self.stdout.write(_("Row %(row)d: “%(name)s” would be changed.") % entry)
            self.stdout.write(_("Dry run: nothing was changed."))
        self.stdout.write(
            _("%(created)d new, %(updated)d changed, %(unchanged)d unchanged, %(skipped)d left out.")
            % {
                "created": len(result.created),
                "updated": len(result.updated),
                "unchanged": result.unchanged,
                "skipped": result.skipped,
            }
        )


def _counted(result: ImportResult) -> str:
    count = len(result.errors)
    return ngettext("%(count)d error.", "%(count)d errors.", count) % {"count": count}


def _with_columns(flags: ImportOptions, data: bytes, path: Path, name: str) -> ImportOptions:
    """The options with the columns of the file as a remembered assignment has them."""
    assignment = recall(read_table(data, path.name), find_mapping(name))
    if not assignment.is_clear:
        unclear = [column for column in assignment.columns if not column.proposal.is_settled]
        message = _("“%(name)s” does not say what each column is. Unclear: %(columns)s.")
        columns = ", ".join(f"{column.letter} (“{column.header[:100]}”)" for column in unclear)
        missing = columns or COLUMNS["title"].header
        raise CommandError(message % {"name": name, "columns": missing}, returncode=REFUSED)
    return replace(flags, columns=assignment.keys, mapping=name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("The file “%(file)s” cannot be read: %(reason)s") % {
            "file": path,
            "reason": error.strerror,
        }
        raise CommandError(message, returncode=REFUSED) from error
