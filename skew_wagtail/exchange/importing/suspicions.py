"""Rows that may be an organisation which is there already, under another spelling or in another row."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail.actors.duplicates import DuplicateFinder, Facts
from skew_wagtail.actors.models import ActorDirectoryPage, ActorLink, ActorProfilePage


class Suspicions:
    """What a directory and the rows before hold; asked for rows that would become new profiles."""

    def __init__(self, directory: ActorDirectoryPage) -> None:
        pages = ActorProfilePage.objects.child_of(directory).filter(alias_of=None)
        websites = defaultdict(list)
        for page_id, url in ActorLink.objects.filter(page__in=pages).values_list("page_id", "url"):
            websites[page_id].append(url)
        self.finder = DuplicateFinder(
            (
                title,
                Facts(title, tuple({draft_title, short_name} - {title, ""}), websites=tuple(websites[pk])),
            )
            for pk, title, draft_title, short_name in pages.values_list(
                "pk", "title", "draft_title", "short_name"
            )
        )
        self.rows: dict[str, int] = {}

    def note(self, row: int, values: dict[str, Any]) -> str:
        """A hint for whoever looks at the row, or nothing; later rows are compared with this one, too."""
        facts = Facts(
            values["title"],
            tuple(filter(None, [values.get("short_name", "")])),
            place=values.get("city") or "",
            websites=tuple(url for _platform, url in values.get("website") or ()),
        )
        found = next(iter(self.finder.candidates(facts)), None)
        self.finder.add(facts.name, facts)
        self.rows.setdefault(facts.name, row)
        if found is None:
            return ""
        about = {
            "name": found.key,
            "row": self.rows.get(found.key, 0),
            "reasons": ", ".join(str(reason.label) for reason in found.suspicion.reasons),
        }
        if about["row"]:
            return _("Perhaps the same organisation as “%(name)s” in row %(row)d: %(reasons)s.") % about
        return _("Perhaps “%(name)s”, which is in the directory already: %(reasons)s.") % about
