"""Write the spreadsheet that is handed to contractors."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.management.arguments import REFUSED
from skew_wagtail.exchange.exporting.template import write_template


class Command(BaseCommand):
    help = "Writes an empty spreadsheet (.xlsx) for contractors, with lists, help and an example."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() != ".xlsx":
            message = _("The template is an Excel workbook: please choose a name that ends in .xlsx.")
            raise CommandError(message, returncode=REFUSED)
        try:
            with path.open("wb") as file:
                write_template(file)
        except OSError as error:
            message = _("The file “%(file)s” cannot be written: %(reason)s")
            values = {"file": path, "reason": error.strerror}
            raise CommandError(message % values, returncode=REFUSED) from error
        self.stdout.write(str(path))
