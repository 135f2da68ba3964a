"""Records of higher rooms in which somebody stands with a mail address, such as whom to ask about an application."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Field, Model
from wagtail import hooks

from .mentions import is_same, may_mention
from .names import PersonName


@dataclass(frozen=True)
class SubjectRecords:
    """What of a model is about one person: ``email`` finds it, ``fields`` are told and emptied on request.

    All of them are texts that may be empty, ``email`` among them. ``name`` is the field that finds those who have no
    mail address; where nobody has one, ``email`` is empty. Two people in one row are two of these. A room registers a
    list of them by the hook ``register_skew_subject_records``.
    """

    model: type[Model]
    email: str
    fields: tuple[str, ...]
    name: str = ""

    @property
    def columns(self) -> list[Field]:
        """The fields, as the model knows them."""
        return [self.model._meta.get_field(name) for name in self.fields]

    def rows(self, address: str) -> list[Model]:
        """The rows of the person with an address, or of those with a name who have no address."""
        is_name = isinstance(address, PersonName)
        column = self.name if is_name else self.email
        if not column:
            return []
        possible = self.model._default_manager.filter(may_mention(column, address))
        if is_name and self.email:
            possible = possible.filter(**{self.email: ""})
        return [row for row in possible.order_by("pk") if is_same(getattr(row, column), address)]

    def erase(self, row: Model) -> None:
        """Empty what is about the person; the rest of the row stays."""
        self.model._default_manager.filter(pk=row.pk).update(**dict.fromkeys(self.fields, ""))


def records_with(address: str) -> Iterator[tuple[SubjectRecords, Model]]:
    """Rows of higher rooms about the person with an address, with what of them is theirs."""
    for register in hooks.get_hooks("register_skew_subject_records"):
        for records in register():
            for row in records.rows(address):
                yield records, row
