"""The whole brochure as plain data."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorEntry
from skew_wagtail.privacy.models import Channel

from ..models import PRINTED, BrochurePage
from .front import front_of
from .pictures import Files
from .profiles import Profiles, Trace, anchor
from .selection import Chosen, Problem, choose, grouped, is_card
from .statistics import statistics_of
from .terms import Terms
from .texts import Texts

#: The version of the content's shape; editions remember it.
SCHEMA = 1
#: Facets with an index, in this order.
INDEXES = ("topic", "country", "tag")


@dataclass(frozen=True)
class Content:
    """A brochure ready to be set: data, pictures by name, what the editor should know, who is in it, its date."""

    data: dict[str, Any]
    pictures: dict[str, bytes]
    problems: list[Problem]
    traces: list[Trace]
    made_on: date


def build_content(
    page: BrochurePage,
    *,
    channels: Iterable[Channel] = PRINTED,
    chosen: Chosen | None = None,
    base_url: str | None = None,
) -> Content:
    """Everything of a brochure, in a number of queries that does not grow with its actors.

    What is shown of people, addresses and photos must be allowed in each of the channels. ``chosen`` stands in for the
    page's own selection. Texts are in the page's language.
    """
    channels = list(channels)
    with translation.override(page.locale.language_code):
        chosen = choose(page, channels) if chosen is None else chosen
        terms = Terms(chosen.entries)
        shelf = Files(page.paper)
        texts = Texts(site_of(page) if base_url is None else base_url)
        profiles = Profiles(chosen.entries, channels, terms, texts, shelf)
        made_on = page.data_as_of or latest_change(chosen.entries)
        data = {"schema": SCHEMA, **front_of(page, texts, shelf), "data_as_of": day(made_on)}
        data |= _parts(page, chosen.entries, terms, profiles)
        data["credits"] = [*data["credits"], *profiles.credits]
        data["stamp"] = _digest(data)[:8]
    problems = [*chosen.problems, *profiles.problems, *shelf.problems]
    return Content(data, shelf.content, problems, profiles.traces, made_on)


def _parts(page: BrochurePage, entries: list[ActorEntry], terms: Terms, profiles: Profiles) -> dict[str, Any]:
    """Statistics, portraits, card entries and indexes."""
    portraits = [entry for entry in entries if not is_card(page, entry)]
    cards = [entry for entry in entries if is_card(page, entry)]
    groups = [
        {"title": title, "profiles": [found for entry in members if (found := profiles.portrait(entry))]}
        for title, members in grouped(page, portraits, terms)
    ]
    return {
        "statistics": statistics_of(terms) if page.shows_statistics else [],
        "groups": groups,
        "cards": [found for entry in cards if (found := profiles.card(entry))],
        "indexes": indexes_of(terms) if page.shows_indexes else [],
    }


def indexes_of(terms: Terms) -> list[dict[str, Any]]:
    """Which actors work on a topic, in a country, under a tag: entries with the marks of actors."""
    titles = {"topic": _("Index of topics"), "country": _("Index of countries"), "tag": _("Index of tags")}
    found = [
        {
            "title": titles[name],
            "entries": [
                {"label": label, "refs": [anchor(entry) for entry in entries]}
                for label, entries in terms.index(name)
            ],
        }
        for name in INDEXES
    ]
    return [index for index in found if index["entries"]]


def latest_change(entries: list[ActorEntry]) -> date:
    """The day on which any of these profiles was changed last; today when there are none."""
    moments = [entry.updated_at for entry in entries if entry.updated_at]
    return timezone.localdate(max(moments)) if moments else timezone.localdate()


def day(when: date) -> str:
    """A day as one prints it, e.g. 25. November 2026."""
    return date_format(when, "DATE_FORMAT")


def site_of(page: Any) -> str:
    """The address of a page's site, against which links are resolved."""
    site = page.get_site()
    return site.root_url if site else ""


def _digest(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
