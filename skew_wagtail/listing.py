"""What lists of pages with a few filters share: reading the question of a visitor, laying out the choices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Part
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

PER_PAGE = 20

#: What one may choose from: by the name of the parameter its label, and labels by the value in the address.
Offered = Mapping[str, tuple[Any, Mapping[str, Any]]]


@dataclass
class Question:
    """What a visitor asks of a list: the choices that there are, those taken, and the words that are none."""

    offered: Offered
    chosen: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @property
    def query(self) -> str:
        """The choices as they stand in an address."""
        return urlencode(self.chosen)

    def context(self, is_shown: Callable[[str], bool]) -> dict[str, Any]:
        """What the template gets: ``filters``, ``is_filtered``, ``unknown`` and ``query``.

        ``is_shown`` says by the name of a parameter whether there is a choice at all.
        """
        return {
            "filters": [self._filter(name, *self.offered[name]) for name in self.offered if is_shown(name)],
            "is_filtered": bool(self.chosen),
            "unknown": self.unknown,
            "query": self.query,
        }

    def _filter(self, name: str, label: Any, options: Mapping[str, Any]) -> dict[str, Any]:
        chosen = self.chosen.get(name)
        return {
            "name": name,
            "label": label,
            "options": [
                {"value": value, "label": text, "selected": value == chosen}
                for value, text in options.items()
            ],
        }


def read_question(offered: Offered, asked: QueryDict) -> Question:
    """Take of what is offered what is asked for; what is not offered is left out and told."""
    question = Question(offered)
    for name, (_label, options) in offered.items():
        value = asked.get(name, "")
        if value in options:
            question.chosen[name] = value
        elif value:
            question.unknown.append(value)
    return question


def part_of(found: QuerySet, request: HttpRequest) -> Part:
    """The part of a list that is asked for.

    Raises:
        Http404: there is no such part.
    """
    try:
        return Paginator(found, PER_PAGE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
