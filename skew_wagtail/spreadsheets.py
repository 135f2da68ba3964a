"""Spreadsheets that leave the house: no formulas, and CSV that opens rightly in a German office."""

import csv
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.mixins import Echo

#: A cell that begins like this is calculated by spreadsheet programs (OWASP, CSV injection).
_FORMULA_START = re.compile(r"'*[=+\-@\t\r\n]")
BYTE_ORDER_MARK = "\ufeff"


def neutral(value: Any) -> Any:
    """The value, with an apostrophe before text that a spreadsheet program would calculate.

    One more goes before text that looks as if it had got one, so that ``original`` is exact.
    """
    if isinstance(value, str) and _FORMULA_START.match(value):
        return f"'{value}"
    return value


def original(text: str) -> str:
    """The text that ``neutral`` was given: without its apostrophe; names such as “'Ndrangheta” keep theirs."""
    return text[1:] if text.startswith("'") and _FORMULA_START.match(text) else text


class SafeExport:
    """For views with Wagtail's ``SpreadsheetExportMixin``: neutral cells; CSV with ``;`` and a byte order mark."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return neutral(super().preprocess_field_value(field, value, export_format))

    def stream_csv(self, queryset: QuerySet) -> Iterator[str]:
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield BYTE_ORDER_MARK
        yield writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))
