"""Labels of the terms that the actors of a brochure have."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps

from skew_wagtail.actors.facets import FACETS
from skew_wagtail.actors.models import ActorEntry
from skew_wagtail.text import fold


@cache
def facet(name: str) -> Any:
    """A facet of the directory."""
    return next(facet for facet in FACETS if facet.name == name)


class Terms:
    """The terms of some actors, read once for each facet that is asked for."""

    def __init__(self, entries: Iterable[ActorEntry]) -> None:
        self.entries = list(entries)
        self._terms: dict[str, dict[str, str]] = {}

    def of(self, name: str) -> dict[str, str]:
        """Labels by slug of a facet's terms that any actor has, in the vocabulary's order; one query."""
        if name not in self._terms:
            model = facet(name).vocabulary
            model = apps.get_model(model) if isinstance(model, str) else model
            used = {slug for entry in self.entries for slug in entry.facets.get(name, [])}
            found = model.objects.filter(slug__in=used)
            self._terms[name] = {term.slug: str(term) if name == "sdg" else term.label for term in found}
        return self._terms[name]

    def label(self, name: str, slug: str) -> str:
        """The label of one term."""
        return self.of(name)[slug]

    def labels(self, name: str, entry: ActorEntry) -> list[str]:
        """The labels of an actor's terms; those of deleted terms are gone."""
        known = self.of(name)
        return [known[slug] for slug in entry.facets.get(name, []) if slug in known]

    def index(self, name: str) -> list[tuple[str, list[ActorEntry]]]:
        """Each term with its actors, by label as a dictionary sorts."""
        lists: dict[str, list[ActorEntry]] = {}
        for entry in self.entries:
            for label in self.labels(name, entry):
                lists.setdefault(label, []).append(entry)
        return sorted(lists.items(), key=lambda item: (fold(item[0]), item[0]))
