"""Export profiles as a spreadsheet or JSON."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.actors.management.arguments import REFUSED, find_directory, find_user
from skew_wagtail.exchange.exporting.disclosure import NotAllowed, Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.exporting.writing import WRITERS, TextTooLong


class Command(BaseCommand):
    help = "Exports profiles into a file: .xlsx, .csv or .json, with the columns of the import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="file to write; its suffix is the format")
        parser.add_argument("--directory", help="path (/akteure/) or page number; without it all directories")
        parser.add_argument(
            "--scope",
            choices=Scope.values,
            default=Scope.SHARED.value,
            help="shared: public and agreed to; organisations: with drafts, nobody's data; complete: all",
        )
        parser.add_argument(
            "--live-only", action="store_true", help="leave out profiles that are not published"
        )
        parser.add_argument("--user", help="name of the account that gets only what it may edit and see")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        file_format = path.suffix.lower().lstrip(".")
        if file_format not in WRITERS:
            message = _("“%(file)s” is no known format. Please choose a name that ends in %(known)s.")
            known = ", ".join(f".{name}" for name in WRITERS)
            raise CommandError(message % {"file": path.name, "known": known}, returncode=REFUSED)
        directory = options["directory"] and find_directory(options["directory"])
        choice = {
            "scope": Scope(options["scope"]),
            "user": find_user(options["user"]),
            "directory": directory or None,
            "live_only": options["live_only"],
        }
        try:
            count = _write(path, file_format, choice)
        except NotAllowed as error:
            message = _("The account “%(name)s” may not export this much.") % {"name": options["user"]}
            raise CommandError(message, returncode=REFUSED) from error
        except TextTooLong as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        except OSError as error:
            message = _("The file “%(file)s” cannot be written: %(reason)s")
            values = {"file": path, "reason": error.strerror}
            raise CommandError(message % values, returncode=REFUSED) from error
        text = ngettext("%(count)d profile exported.", "%(count)d profiles exported.", count)
        self.stdout.write(text % {"count": count})


def _write(path: Path, file_format: str, choice: dict[str, Any]) -> int:
    """Write the file whole or not at all; nobody but the account itself can read it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            count = export_actors(file, file_format, **choice)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    return count
