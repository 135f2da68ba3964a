"""Build a brochure."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.management.arguments import REFUSED, find_user
from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.builds import BuildRefused
from skew_wagtail.brochure.downloads import format_of
from skew_wagtail.brochure.models import BrochurePage, EditionState

#: Exit code: the build failed. When the arguments are wrong or no build was begun, it is ``REFUSED``.
FAILED = 1


class Command(BaseCommand):
    help = "Builds a brochure, or finds that nothing has changed; the edition before stays until it is done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", nargs="?", type=int, help="number of the brochure's page; without it all")
        parser.add_argument("--output", type=Path, help="folder to which the files are written as well")
        parser.add_argument("--user", help="name of the account in whose name it is built")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_user(options["user"])
        pages = BrochurePage.objects.live().order_by("pk")
        if options["page"] is not None:
            pages = BrochurePage.objects.filter(pk=options["page"])
        if not pages:
            known = ", ".join(f"{page.pk} ({page.title})" for page in BrochurePage.objects.all())
            message = _("There is no such brochure. There are: %(known)s.") % {"known": known or "–"}
            raise CommandError(message, returncode=REFUSED)
        failed = [page for page in pages if not self._build(page, user, options["output"])]
        if failed:
            message = _("Not built: %(titles)s") % {"titles": ", ".join(page.title for page in failed)}
            raise CommandError(message, returncode=FAILED)

    def _build(self, page: BrochurePage, user: Any, folder: Path | None) -> bool:
        try:
            edition = build_brochure(page, user)
        except BuildRefused as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        for problem in edition.hints:
            self.stderr.write(": ".join(filter(None, [problem["profile"], problem["text"]])))
        if edition.state != EditionState.READY:
            self.stderr.write(f"{edition}: {edition.explanation}")
            return False
        unchanged = _("nothing has changed") if edition.confirmed_at else _("built")
        self.stdout.write(f"{edition}: {unchanged}")
        for file in edition.files.select_related("document"):
            self.stdout.write(f"  {file}: {format_of(file.size, file.page_count)}")
            if folder:
                _write(file, folder)
        return True


def _write(file: Any, folder: Path) -> None:
    """A copy of a stored file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.document.open_file() as stored:
            (folder / file.document.filename).write_bytes(stored.read())
    except OSError as error:
        message = _("The file “%(file)s” cannot be written: %(reason)s")
        values = {"file": folder / file.document.filename, "reason": error.strerror}
        raise CommandError(message % values, returncode=REFUSED) from error
