from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from skew_wagtail.actors.entries import check_directory, rebuild_directory
from skew_wagtail.actors.models import ActorDirectoryPage


class Command(BaseCommand):
    """Write the entries of every directory anew, or say which are not as they should be."""

    help = "Rebuild what directories show; with --check only compare, exit code 1 on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only, change nothing")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        different = 0
        for directory in ActorDirectoryPage.objects.all():
            if check:
                pages = check_directory(directory)
                different += len(pages)
                text = _("%(directory)s: %(count)d entries differ: %(pages)s")
                names = ", ".join(map(str, pages)) or "–"
                self.stdout.write(text % {"directory": directory, "count": len(pages), "pages": names})
            else:
                rebuild_directory(directory)
                self.stdout.write(_("%(directory)s: rebuilt") % {"directory": directory})
        if different:
            raise CommandError(_("Run the command without --check to mend this."))
