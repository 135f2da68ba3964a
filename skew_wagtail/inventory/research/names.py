"""What is known of a name before it goes onto a research list: twins, published profiles, refusals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import ListingRefusal
from skew_wagtail.privacy.refusals import Refusals, refusal_message
from skew_wagtail.text import name_key

from .models import ResearchEntry

_MOST_VALUES = 500
TWICE = _("“%(name)s” is on the list already.")
PUBLISHED = _("“%(name)s” is in the directory already; the entry is linked with its profile.")
PUBLISHED_MORE = _("“%(name)s” is in the directory already, more than once. Please look which one it is.")
NAMESAKE = _("“%(name)s” is on the list with another place, too. Please look whether both are the same.")


@dataclass
class Known:
    """What is known of one name."""

    name: str
    twin: ResearchEntry | None = None
    namesake: ResearchEntry | None = None
    profiles: list[ActorProfilePage] = field(default_factory=list)
    refusal: ListingRefusal | None = None

    @property
    def profile(self) -> ActorProfilePage | None:
        """The published profile, when there is no doubt which."""
        return self.profiles[0] if len(self.profiles) == 1 else None

    def notices(self) -> list[str]:
        """What to tell somebody who adds the name."""
        found = []
        if self.refusal:
            found.append(refusal_message(self.refusal))
        if self.profiles:
            found.append(str(PUBLISHED if self.profile else PUBLISHED_MORE) % {"name": self.name})
        if self.namesake:
            found.append(str(NAMESAKE) % {"name": self.name})
        return found


class Names:
    """The names of one list, of the directory and of the refusals, read once for many questions; three queries."""

    def __init__(self, project: Any, names: Iterable[str]) -> None:
        keys = {name_key(name)[:255] for name in names}
        self.entries: dict[str, list[ResearchEntry]] = {}
        listed = project.research_entries.only("pk", "name", "name_key", "town")
        # Databases take a limited number of values.
        for entry in listed.filter(name_key__in=keys) if len(keys) < _MOST_VALUES else listed:
            self.add(entry)
        self.profiles = profiles_named(keys)
        self.refusals = Refusals()

    def add(self, entry: ResearchEntry) -> None:
        """One more entry, as of a line above."""
        key = entry.name_key or name_key(entry.name)[:255]
        self.entries.setdefault(key, []).append(entry)

    def known(self, name: str, town: str, *, itself: int | None = None) -> Known:
        """What is known of a name in a place; the entry with the number ``itself`` does not count."""
        key = name_key(name)[:255]
        others = [entry for entry in self.entries.get(key, []) if itself is None or entry.pk != itself]
        twin = next((entry for entry in others if _same_place(entry.town, town)), None)
        return Known(
            name,
            twin=twin,
            namesake=others[0] if others and twin is None else None,
            profiles=self.profiles.get(key, []),
            refusal=self.refusals.find([name]),
        )


def _same_place(one: str, other: str) -> bool:
    """Whether both are the same place; one that nobody named may be any."""
    return not one.strip() or not other.strip() or name_key(one) == name_key(other)


def profiles_named(keys: set[str]) -> dict[str, list[ActorProfilePage]]:
    """Published profiles by their name as it is compared; one query."""
    found: dict[str, list[ActorProfilePage]] = {}
    for page in ActorProfilePage.objects.live().only("pk", "title", "translation_key").order_by("pk"):
        key = name_key(page.title)[:255]
        if key in keys:
            found.setdefault(key, []).append(page)
    return found


def published_pages(entry: ResearchEntry) -> list[ActorProfilePage]:
    """The published pages that go offline when the actor of an entry refuses to be listed."""
    key, live = name_key(entry.name), ActorProfilePage.objects.live()
    ids = {
        pk
        for pk, title, draft in live.values_list("pk", "title", "draft_title")
        if key in (name_key(title), name_key(draft))
    }
    return list(live.filter(Q(pk__in=ids) | Q(pk=entry.profile_id)))
