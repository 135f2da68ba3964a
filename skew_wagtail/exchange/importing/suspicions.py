"""Rows that may be an organisation which is there already, under another spelling or in another row."""

from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail.actors.duplicates import DuplicateFinder, Facts
from skew_wagtail.actors.duplicates.gathering import facts_of
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage


class Suspicions:
    """What a directory and the rows before hold; asked for rows that would become new profiles."""

    def __init__(self, directory: ActorDirectoryPage) -> None:
        pages = ActorProfilePage.objects.child_of(directory).filter(alias_of=None)
        known = pages.only("pk", "title", "draft_title", "short_name", "translation_key")
        # Who imports may see people; their details are compared and not told.
        self.finder = DuplicateFinder(facts_of(known, people=True).items())

    def note(self, row: int, values: dict[str, Any]) -> str:
        """A hint for whoever looks at the row, or nothing; later rows are compared with this one, too."""
        facts = Facts(
            values["title"],
            _given(values, "short_name"),
            place=values.get("city") or "",
            street=values.get("street") or "",
            websites=tuple(url for _platform, url in values.get("website") or ()),
            mails=_given(values, "email"),
            phones=_given(values, "phone"),
        )
        found = next(iter(self.finder.candidates(facts)), None)
        # Profiles go by their id, rows by their number below 0: of both, several may have one name.
        self.finder.add(-row, facts)
        if found is None:
            return ""
        about = {
            "name": self.finder.facts[found.key].name,
            "row": -found.key,
            "reasons": ", ".join(str(reason.label) for reason in found.suspicion.reasons),
        }
        if found.key < 0:
            return _("Perhaps the same organisation as “%(name)s” in row %(row)d: %(reasons)s.") % about
        return _("Perhaps “%(name)s”, which is in the directory already: %(reasons)s.") % about


def _given(values: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(filter(None, [values.get(key)]))
