"""Which row of a file is which profile."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.text import name_key

from ..cells.parsing import fail, one_line, squash


class Matcher:
    """Finds the profile of a row below one directory, and rows that name the same organisation twice.

    Names and places are compared as a file would say them, without signs that no file can hold.
    """

    def __init__(self, directory: ActorDirectoryPage) -> None:
        pages = ActorProfilePage.objects.child_of(directory).filter(alias_of=None)
        fields = ("pk", "external_id", "title", "draft_title", "translation_key")
        rows = list(pages.values_list(*fields))
        self.actor_keys = [row[4] for row in rows]
        self.places = {
            address.pk: squash(one_line(address.city))
            for address in ActorAddress.objects.filter(pk__in=self.actor_keys)
        }
        self.by_id: dict[str, int] = {}
        self.by_name: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for pk, external_id, title, draft_title, key in rows:
            if external_id:
                self.by_id[external_id] = pk
            for name in (title, draft_title):
                self.by_name[name_key(one_line(name))].add((pk, self.places.get(key, "")))
        self.seen: dict[tuple[str, ...], int] = {}

    def match(self, values: dict[str, Any], row: int) -> int | None:
        """The id of the row's profile, ``None`` for a new one.

        The contractor's reference decides; without a profile that has it, name and place do.

        Raises:
            CellError: an earlier row was the same organisation, or several profiles could be meant.
        """
        external_id, title = values.get("external_id", ""), values["title"]
        place = squash(values.get("city") or "")
        if place or not external_id:
            self._claim(row, ("name", name_key(title), place))
        if external_id:
            self._claim(row, ("id", external_id))
        pk = self.by_id.get(external_id) or self._by_name(title, place)
        if pk:
            self._claim(row, ("page", str(pk)))
        return pk

    def _claim(self, row: int, key: tuple[str, ...]) -> None:
        earlier = self.seen.setdefault(key, row)
        if earlier != row:
            raise fail(_("The same organisation stands in row %(earlier)d already."), earlier=earlier)

    def _by_name(self, title: str, place: str) -> int | None:
        candidates = self.by_name.get(name_key(title), set())
        exact = {pk for pk, known in candidates if known == place}
        found = exact or {pk for pk, known in candidates if not place or not known}
        if len(found) > 1:
            raise fail(
                _("There are %(count)d profiles named “%(value)s”. Please add the place or the reference."),
                title,
                count=len(found),
            )
        return found.pop() if found else None
