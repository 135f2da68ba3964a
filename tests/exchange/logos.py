"""Importing rows with a zip of logos."""

from pathlib import Path

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from tests.exchange.sheets import KENNUNG, KIND, NAME, table, workbook, zipped
from tests.pictures import photo, written

LOGO, ALT, CREDIT = "Logo", "Logo: Alternativtext", "Logo: Bildnachweis"
CHOIR = {KENNUNG: "EBF-002", NAME: "Chor der Länder", KIND: "Schule", "Kurzbezeichnung": "CdL"}
PNG, OTHER = written(photo(), "PNG"), written(photo(seed=2), "PNG")


def stored(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def run(directory, rows, files=None, *, user=None, dry_run=False, **options):
    """Import rows with a zip of these files."""
    pictures = files if isinstance(files, bytes) else zipped(files) if files else b""
    return import_actors(
        workbook(table(rows)),
        "akteure.xlsx",
        directory,
        ImportOptions(**options),
        pictures=pictures,
        user=user,
        dry_run=dry_run,
    )


def messages(result):
    return [str(error) for error in result.errors]


def one():
    return ActorProfilePage.objects.get().get_latest_revision_as_object()
