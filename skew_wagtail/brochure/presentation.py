"""What the web edition of a brochure shows, as plain data."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest
from django.utils import translation

from skew_wagtail.inventory.presentation import bar_picture
from skew_wagtail.privacy.models import Channel

from .content.book import day, indexes_of, latest_change, site_of
from .content.front import front_of
from .content.pictures import Addresses
from .content.profiles import Profiles, anchor
from .content.selection import choose, grouped, is_card
from .content.statistics import statistics_of
from .content.terms import Terms
from .content.texts import Texts
from .downloads import archive_of, downloads_of
from .models import BrochurePage

#: Profiles on one page of the web edition.
PER_PAGE = 12
#: It stands on the site, so what it shows must be allowed there too.
CHANNELS = (Channel.BROCHURE, Channel.WEB)


class WebEdition:
    """The actors of a brochure in reading order, and on which page of the web edition each stands."""

    def __init__(self, page: BrochurePage) -> None:
        self.page = page
        self.chosen = choose(page, CHANNELS)
        self.terms = Terms(self.chosen.entries)
        portraits = [entry for entry in self.chosen.entries if not is_card(page, entry)]
        self.cards = [entry for entry in self.chosen.entries if is_card(page, entry)]
        self.groups = grouped(page, portraits, self.terms)
        self.order = [entry for _title, members in self.groups for entry in members] + self.cards
        self._numbers = {entry.page_id: number // PER_PAGE + 1 for number, entry in enumerate(self.order)}

    def link(self, entry: Any) -> dict[str, str]:
        """A name that leads to its portrait."""
        number = self._numbers[entry.page_id]
        where = f"?page={number}" if number > 1 else ""
        return {
            "name": entry.card["name"],
            "language": entry.card["language"],
            "url": f"{self.page.get_url()}portraits/{where}#{anchor(entry)}",
        }


def overview(page: BrochurePage, request: HttpRequest) -> dict[str, Any]:
    """Foreword, chapters, statistics, contents and imprint."""
    with translation.override(page.locale.language_code):
        edition = WebEdition(page)
        front = front_of(page, Texts(site_of(page)), Addresses())
        contents = [
            {"title": title, "links": [edition.link(entry) for entry in members]}
            for title, members in edition.groups
        ]
        charts = statistics_of(edition.terms) if page.shows_statistics else []
        return {
            "front": front,
            "charts": [_with_bars(chart) for chart in charts],
            "contents": contents,
            "cards": [edition.link(entry) for entry in edition.cards],
            "count": len(edition.order),
            "data_as_of": day(page.data_as_of or latest_change(edition.chosen.entries)),
            "downloads": downloads_of(page),
        }


def portraits(page: BrochurePage, request: HttpRequest) -> dict[str, Any]:
    """One page of portraits and card entries.

    Raises:
        Http404: there is no such page.
    """
    with translation.override(page.locale.language_code):
        edition = WebEdition(page)
        paginator = Paginator(edition.order, PER_PAGE)
        try:
            found = paginator.page(request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404 from error
        profiles = Profiles(
            list(found.object_list), CHANNELS, edition.terms, Texts(site_of(page)), Addresses()
        )
        shown = []
        for entry in found.object_list:
            as_card = is_card(page, entry)
            data = profiles.card(entry) if as_card else profiles.portrait(entry)
            if data:
                shown.append(data | {"is_card": as_card, "page": entry.page, "figures": data.get("pictures")})
        return {"profiles": shown, "pages": found}


def indexes(page: BrochurePage, request: HttpRequest) -> dict[str, Any]:
    """Terms with the actors that have them."""
    with translation.override(page.locale.language_code):
        edition = WebEdition(page)
        links = {anchor(entry): edition.link(entry) for entry in edition.order}
        found = indexes_of(edition.terms) if page.shows_indexes else []
        for index in found:
            for line in index["entries"]:
                line["links"] = [links[ref] for ref in line["refs"]]
        return {"indexes": found}


def archive(page: BrochurePage, request: HttpRequest) -> dict[str, Any]:
    """The files that visitors can get, the newest edition first."""
    return {"downloads": downloads_of(page), "older": archive_of(page)}


def _with_bars(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart with the measures of its picture; what is not told has a bar without meaning."""
    picture = bar_picture([(row["label"], row["count"]) for row in chart["rows"]])
    bars = [bar | {"shown": row["shown"]} for bar, row in zip(picture["bars"], chart["rows"], strict=True)]
    return chart | picture | {"bars": bars}


PARTS: dict[str, Callable[[BrochurePage, HttpRequest], dict[str, Any]]] = {
    "overview": overview,
    "portraits": portraits,
    "indexes": indexes,
    "archive": archive,
}
