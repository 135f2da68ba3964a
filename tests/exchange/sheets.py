"""Real files for the tests: workbooks and CSV, made of dictionaries by header, and zips."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.importing.results import ImportResult

KENNUNG, NAME, KIND = "Kennung", "Name der Organisation", "Akteursart"
#: The least that makes a profile.
SHOP = {KENNUNG: "EBF-001", NAME: "Weltladen Ebersfurt e. V.", KIND: "Weltladen"}


def table(rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """The headers that occur, then a line for each row."""
    rows = list(rows)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [headers, *([row.get(header) for header in headers] for row in rows)]


def workbook(lines: Iterable[Iterable[Any]]) -> bytes:
    """The bytes of an Excel workbook with these lines."""
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_text(lines: Iterable[Iterable[Any]], delimiter: str = ";") -> str:
    """The lines as a spreadsheet program writes CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(lines)
    return stream.getvalue()


def import_rows(
    directory: Any, *rows: dict[str, Any], user: Any = None, dry_run: bool = False, **options: bool
) -> ImportResult:
    """Import rows as a workbook."""
    data = workbook(table(rows))
    return import_actors(
        data, "akteure.xlsx", directory, ImportOptions(**options), user=user, dry_run=dry_run
    )


def save(folder: Path, *rows: dict[str, Any], name: str = "akteure.xlsx") -> Path:
    """A workbook with these rows as a file."""
    path = folder / name
    path.write_bytes(workbook(table(rows)))
    return path


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a zip with these files by their paths."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
