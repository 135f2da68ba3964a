"""What spreadsheets said of an actor last: what an editor changed since then is a conflict, and not overwritten."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from skew_wagtail.vocabulary.models import Term

from ..cells.columns import COLUMNS, Column, Place
from ..models import ImportBaseline

#: What people agreed to has rules of its own, see ``people``.
_COMPARED = frozenset({Place.PAGE, Place.ADDRESS, Place.RECORD, Place.CONTACT})
_SALT, _LENGTH = "skew_exchange.baseline", 16


def is_compared(column: Column) -> bool:
    """Whether an editor's change of the column's value can be a conflict."""
    return column.place in _COMPARED


def fingerprint(value: Any) -> str:
    """A keyed hash by which a value is recognised and not read: a person's number is not told by it."""
    return salted_hmac(_SALT, repr(_plain(value)), algorithm="sha256").hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:
    """The value without what may change under it: a term may get another label."""
    if isinstance(value, Term):
        return f"{type(value).__name__}:{value.slug}"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        # A choice says of itself that it is one.
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


class Baselines:
    """The fingerprints of the values that were imported last, by actor and column."""

    def __init__(self, actor_keys: Iterable[UUID]) -> None:
        rows = ImportBaseline.objects.filter(pk__in=list(actor_keys))
        self.known: dict[UUID, dict[str, str]] = dict(rows.values_list("pk", "fingerprints"))

    def is_edited(self, actor_key: UUID, column: Column, current: Any) -> bool:
        """Whether somebody changed the value since a spreadsheet said it; never where none did."""
        said = self.known.get(actor_key, {}).get(column.key)
        return is_compared(column) and said is not None and said != fingerprint(current)

    def keep(self, said: dict[UUID, dict[str, Any]]) -> None:
        """Remember what a file says, by actor and column; what it does not say stays as remembered before."""
        rows = [
            ImportBaseline(actor_key, self.known.get(actor_key, {}) | _fingerprints(values))
            for actor_key, values in said.items()
        ]
        ImportBaseline.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["actor_key"],
            update_fields=["fingerprints"],
        )


def _fingerprints(values: dict[str, Any]) -> dict[str, str]:
    return {key: fingerprint(value) for key, value in values.items() if is_compared(COLUMNS[key])}
