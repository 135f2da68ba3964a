"""Marks: what must stay inside, recognised wherever it turns up."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField

from tests import field_classes
from tests.field_classes import CONTACT, INTERNAL, ORGANISATIONAL, SENSITIVE

SECRET = (CONTACT, SENSITIVE, INTERNAL)


#: Digits of the marks in fields for numbers.
_PLAIN_NUMBER = 5


def _stands_in(mark: str, text: str) -> bool:
    """Whether a mark stands in a text; a plain number only as a whole, for times hold many digits."""
    if mark.isdecimal() and len(mark) == _PLAIN_NUMBER:
        return re.search(rf"(?<!\d){mark}(?!\d)", text) is not None
    return mark in text


@dataclass
class Marks:
    """The marks planted, and where; ``personal`` ones may not even stand in a revision."""

    planted: dict[str, str] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)

    def found_in(self, text: str, *, personal_only: bool = False) -> list[str]:
        """Where the marks come from that stand in a text."""
        text = text.lower()
        marks = self.personal if personal_only else self.planted
        return sorted({self.planted[mark] for mark in marks if _stands_in(mark, text)})

    def fill(self, instance: Any, *classes: str, why: str, keep: tuple[str, ...] = ()) -> Any:
        """Put a mark into every plain field of these classes, unsaved; ``keep`` names fields to leave alone."""
        for column in self._columns(type(instance), classes, keep):
            if not isinstance(column, models.ManyToManyField | TaggableManager):
                setattr(instance, column.name, self._mark(type(instance), column, why))
        return instance

    def plant(self, instance: Any, *classes: str, why: str, keep: tuple[str, ...] = ()) -> Any:
        """Fill a record, save it and give it marked terms."""
        self.fill(instance, *classes, why=why, keep=keep).save()
        for column in self._columns(type(instance), classes, keep):
            if isinstance(column, models.ManyToManyField):
                mark = self._mark(type(instance), column, why)
                getattr(instance, column.name).add(
                    column.related_model.objects.create(slug=mark, label_de=mark)
                )
        return instance

    @staticmethod
    def _columns(model: type[models.Model], classes: tuple[str, ...], keep: tuple[str, ...]) -> list[Any]:
        return [
            column
            for column in field_classes.own_fields(model)
            if field_classes.class_of(model, column.name) in classes
            and field_classes.is_carrier(column)
            and column.name not in keep
        ]

    def word(self, why: str, *, personal: bool = False) -> str:
        """A mark for a text that is no field of ours, such as a page's title."""
        return self._remember(f"knr{self._number():03}x", why, personal)

    def _number(self) -> int:
        return len(self.planted) + 1

    def _remember(self, mark: str, where: str, personal: bool) -> str:
        self.planted[mark] = where
        if personal:
            self.personal.add(mark)
        return mark

    def _mark(self, model: type[models.Model], column: Any, why: str) -> Any:
        """A value for a column, remembered as it would be seen in an output."""
        where = f"{model._meta.label}.{column.name} ({why})"
        personal = field_classes.class_of(model, column.name) in SECRET
        number = self._number()
        if personal:
            self.fields.add((model._meta.label, column.name))
        if isinstance(column, models.DateField):
            self._remember(f"{1600 + number}-01-02", where, personal)
            self._remember(f"januar {1600 + number}", where, personal)
            if isinstance(column, models.DateTimeField):
                return datetime.datetime(1600 + number, 1, 2, 12, tzinfo=datetime.UTC)
            return datetime.date(1600 + number, 1, 2)
        if isinstance(column, models.FloatField):
            value = 40 + number / 100_000
            self._remember(f"{value:.5f}", where, personal)
            return value
        if column.name == "phone":
            self._remember(f"231259{number:03}", where, personal)
            return f"+49 30 {self._remember(f'23125 9{number:03}', where, personal)}"
        if isinstance(column, models.JSONField):
            return {"text": self._remember(f"knr{number:03}x", where, personal)}
        if isinstance(column, models.IntegerField):
            return int(self._remember(str(20_000 + number), where, personal))
        mark = self._remember(f"knr{number:03}x", where, personal)
        if isinstance(column, models.BinaryField):
            return mark.encode()
        if isinstance(column, models.EmailField):
            return f"{mark}@example.org"
        if isinstance(column, models.URLField):
            return f"https://{mark}.example.org/"
        if isinstance(column, RichTextField):
            return f"<p>{mark}</p>"
        return mark


def marked_texts(marks: Marks, instance: Any, why: str) -> dict[str, str]:
    """A mark for each text of an object about an organisation, a project or an event."""
    filled = vars(marks.fill(instance, ORGANISATIONAL, why=why))
    return {
        name: value
        for name, value in filled.items()
        if isinstance(value, str) and re.search(r"knr\d{3}x", value)
    }
