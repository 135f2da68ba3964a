"""From a request to what a directory shows: reading the question, asking the index, laying out the answer.

Templates get plain data, so that they stay easy to override.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, Site

from skew_wagtail import conf

from .facets import FACETS

SORT_LABELS = {"name": _("Name"), "newest": _("Newest first"), "updated": _("Last updated")}
#: The name of the feed below the address of a directory.
ACTORS_ATOM = "actors.atom"
_MAX_PAGE_DIGITS = 6
# Groups of filters that are open when the page comes.
_OPEN_FACETS = 3


@dataclass(frozen=True)
class Query:
    """What a visitor asks: terms by facet, words, order, page. ``unknown`` are values nobody knows."""

    selected: Mapping[str, tuple[str, ...]]
    text: str = ""
    sort: str = "name"
    page: int = 1
    unknown: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or any(self.selected.values()))

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters in canonical order, without what is default."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [
            (facet.name, slug) for facet in FACETS for slug in sorted(self.selected.get(facet.name, ()))
        ]
        if self.sort != "name":
            pairs.append(("sort", self.sort))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def urlencode(self) -> str:
        """``?…`` in canonical order, or nothing."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, facet: str, slug: str) -> "Query":
        """The same question without one term, from the first page on."""
        rest = tuple(value for value in self.selected[facet] if value != slug)
        return replace(self, selected={**self.selected, facet: rest}, page=1)


def parse_query(params: QueryDict, known: Mapping[str, Mapping[str, Any]]) -> Query:
    """Read the parameters of a directory; what is unknown is left out and named.

    Raises:
        Http404: ``page`` is no number from 1 on.
    """
    selected, unknown = {}, []
    for facet in FACETS:
        values = dict.fromkeys(value for value in params.getlist(facet.name) if value)
        selected[facet.name] = tuple(value for value in values if value in known.get(facet.name, {}))
        unknown += [value for value in values if value not in known.get(facet.name, {})]
    sort = params.get("sort", "name")
    text = " ".join(
        "".join(letter if letter.isprintable() else " " for letter in params.get("q", "")).split()
    )
    return Query(
        selected=selected,
        text=text[:200],
        sort=sort if sort in SORT_LABELS else "name",
        page=positive_number(params.get("page", "1")),
        unknown=tuple(unknown),
    )


def positive_number(value: str) -> int:
    """A number from 1 on.

    Raises:
        Http404: it is none.
    """
    if not (value.isascii() and value.isdigit() and len(value) <= _MAX_PAGE_DIGITS and int(value) > 0):
        raise Http404
    return int(value)


class Listing:
    """One answered question to a directory."""

    def __init__(self, directory: Page, params: QueryDict, per_page: int) -> None:
        # The index reads models that import this module for their pages.
        from .facet_index import current_index
        from .search import search_words

        self.directory = directory
        self.per_page = per_page
        self.index = current_index(directory.pk)
        self.query = parse_query(params, self.index.labels)
        start = (self.query.page - 1) * per_page
        self.hits = self.index.query(
            self.query.selected, search_words(self.query.text), self.query.sort, start, start + per_page
        )
        if self.query.page > max(self.page_count, 1):
            raise Http404

    @property
    def page_count(self) -> int:
        """Pages the answer fills."""
        return ceil(self.hits.count / self.per_page)

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """This page of the answer, in order: page id and key, slug, facets, card and times; one query.

        Plain values, for making model instances of page and entry costs more than the query.
        """
        from .models import ActorEntry

        entries = ActorEntry.objects.filter(directory_id=self.directory.pk, page__in=self.hits.page_ids)
        rows = entries.public().values(
            "page_id",
            "facets",
            "card",
            "published_at",
            "updated_at",
            slug=F("page__slug"),
            translation_key=F("page__translation_key"),
        )
        by_page = {row["page_id"]: row for row in rows}
        return [by_page[pk] for pk in self.hits.page_ids if pk in by_page]

    def label(self, facet: str, slug: str) -> str:
        """The label of a term in the active language."""
        term = self.index.labels[facet].get(slug)
        return term.label if term else slug

    def labels(self, facet: str, slugs: Iterable[str]) -> list[str]:
        """The labels of terms."""
        return [self.label(facet, slug) for slug in slugs]


def directory_context(directory: Page, request: HttpRequest) -> dict[str, Any]:
    """What ``actor_directory_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    listing = Listing(directory, request.GET, conf.get("PAGE_SIZE"))
    query = listing.query
    expanded = request.GET.get("more", "")
    # Wagtail calls this for the page itself before; the site is in memory then.
    base = directory.relative_url(Site.find_for_request(request), request)
    facets = [group for group in (_facet(listing, facet, expanded) for facet in FACETS) if group["options"]]
    for position, group in enumerate(facets):
        group["open"] = position < _OPEN_FACETS or bool(group["chosen"]) or group["expanded"]
    return {
        "url": base,
        "count": listing.hits.count,
        "total": len(listing.index.actors),
        "cards": [_card(listing, entry, base) for entry in listing.entries],
        "facets": facets,
        "expanded": expanded,
        "chips": _chips(listing),
        "sorts": [
            {"value": value, "label": label, "selected": value == query.sort}
            for value, label in SORT_LABELS.items()
        ],
        "query": query,
        "pages": _pages(listing),
        "downloads": _downloads(listing, base),
        "actors_atom": f"{base}{ACTORS_ATOM}{whole_query(listing)}",
        "canonical": query.urlencode() if query.is_filtered or query.page > 1 else "",
    }


def whole_query(listing: Listing) -> str:
    """``?…`` of all that was found, whatever its order and the page one is on; or nothing."""
    return replace(listing.query, page=1, sort="name").urlencode()


def _downloads(listing: Listing, base: str) -> list[dict[str, str]]:
    """Files of these results that higher rooms make (hook ``register_skew_directory_downloads``)."""
    made = [
        register(listing.directory, f"{base}{{name}}{whole_query(listing)}", listing.hits.count)
        for register in hooks.get_hooks("register_skew_directory_downloads")
    ]
    return [download for downloads in made for download in downloads]


def _card(listing: Listing, entry: dict[str, Any], base: str) -> dict[str, Any]:
    facets = entry["facets"]
    return entry["card"] | {
        "url": f"{base}{entry['slug']}/",
        "kind": ", ".join(listing.labels("kind", facets["kind"])),
        "topics": listing.labels("topic", facets["topic"][:4]),
    }


def _facet(listing: Listing, facet: Any, expanded: str) -> dict[str, Any]:
    """One group of filters: the terms with most actors first, the chosen ones always among them."""
    counts = listing.hits.counts[facet.name]
    chosen = listing.query.selected[facet.name]
    terms = listing.index.labels[facet.name]
    limit = max(conf.get("FACET_OPTIONS"), len(chosen))
    # By how many actors have a term at all, so that the choice does not jump while one filters.
    known = [
        *chosen,
        *(slug for slug in listing.index.frequent(facet.name) if slug in counts and slug not in chosen),
    ]
    slugs = [slug for slug in known if slug in chosen or (slug in terms and _is_offered(terms[slug]))]
    shown = slugs if facet.name == expanded else slugs[:limit]
    options = [
        {
            "slug": slug,
            "label": str(terms[slug]) if facet.name == "sdg" else terms[slug].label,
            "count": counts.get(slug, 0),
            "checked": slug in chosen,
        }
        for slug in shown
    ]
    options.sort(key=lambda option: (_position(terms[option["slug"]]), option["label"].casefold()))
    return {
        "name": facet.name,
        "label": facet.label,
        "options": options,
        "hidden": len(slugs) - len(shown),
        "total": len(slugs),
        "chosen": len(chosen),
        "expanded": facet.name == expanded,
    }


def _is_offered(term: Any) -> bool:
    return getattr(term, "is_active", True)


def _position(term: Any) -> int:
    return getattr(term, "sort_order", 0)


def _chips(listing: Listing) -> list[dict[str, Any]]:
    """One link for each choice, leading to the list without it."""
    query = listing.query
    chips = [
        {
            "group": facet.label,
            "label": listing.label(facet.name, slug),
            "url": query.without(facet.name, slug).urlencode() or "?",
        }
        for facet in FACETS
        for slug in sorted(query.selected[facet.name])
    ]
    if query.text:
        without = replace(query, text="", page=1).urlencode() or "?"
        chips.insert(0, {"group": _("Search"), "label": query.text, "url": without})
    return chips


def _pages(listing: Listing) -> dict[str, Any]:
    """Links to the other pages of the answer; ``None`` where a gap is."""
    query, last = listing.query, listing.page_count
    near = {1, last, *range(query.page - 2, query.page + 3)}
    numbers: list[int | None] = []
    for number in sorted(number for number in near if 1 <= number <= last):
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)

    def link(number: int) -> str:
        return replace(query, page=number).urlencode() or "?"

    return {
        "number": query.page,
        "last": last,
        "previous": link(query.page - 1) if query.page > 1 else "",
        "next": link(query.page + 1) if query.page < last else "",
        "links": [
            {"number": number, "url": link(number), "current": number == query.page} if number else None
            for number in numbers
        ],
    }
