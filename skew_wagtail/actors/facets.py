"""The groups of filters of a directory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.vocabulary.models import (
    ActivityArea,
    ActorKind,
    CooperationKind,
    Country,
    LegalForm,
    Sdg,
    Sector,
    SpokenLanguage,
    TargetGroup,
    Topic,
)

if TYPE_CHECKING:
    from .models import ActorProfilePage


@dataclass(frozen=True)
class Facet:
    """One group of filters: its GET parameter, its heading, where its labels come from.

    ``terms`` gives the terms of a profile; ``key`` is the name in the public JSON.
    """

    name: str
    key: str
    label: Any
    vocabulary: str | type[models.Model]
    terms: Callable[["ActorProfilePage"], Iterable[Any]]


def _statements(name: str) -> Callable[["ActorProfilePage"], Iterable[Any]]:
    return lambda page: [row.kind for row in getattr(page, name).all() if row.is_public]


def _tags(page: "ActorProfilePage") -> list[Any]:
    """By name: taggit gives them in no order, and databases differ."""
    return sorted(page.tags.all(), key=lambda tag: tag.name)


#: In the order in which a directory shows them.
FACETS: tuple[Facet, ...] = (
    Facet("topic", "topics", _("Topic"), Topic, lambda page: page.topics.all()),
    Facet("kind", "kind", _("Kind of actor"), ActorKind, lambda page: [page.kind] if page.kind else []),
    Facet(
        "country",
        "countries",
        _("Country of engagement"),
        Country,
        lambda page: page.engagement_countries.all(),
    ),
    Facet("tag", "tags", _("Tag"), "skew_actors.ActorTag", _tags),
    Facet("language", "languages", _("Language"), SpokenLanguage, lambda page: page.spoken_languages.all()),
    Facet("area", "areas", _("Area"), ActivityArea, lambda page: page.activity_areas.all()),
    Facet(
        "target_group", "target_groups", _("Target group"), TargetGroup, lambda page: page.target_groups.all()
    ),
    Facet("seeks", "seeks", _("Seeks"), CooperationKind, _statements("cooperation_needs")),
    Facet("offers", "offers", _("Offers"), CooperationKind, _statements("cooperation_offers")),
    Facet("sdg", "sdgs", _("Sustainable development goal"), Sdg, lambda page: page.sdgs.all()),
)
#: What actors are counted by in statistics beside the facets; a directory does not filter by it.
TRAITS: tuple[Facet, ...] = (
    Facet("sector", "sector", _("Sector"), Sector, lambda page: [page.sector] if page.sector else []),
    Facet(
        "legal_form",
        "legal_form",
        _("Legal form"),
        LegalForm,
        lambda page: [page.legal_form] if page.legal_form else [],
    ),
)
