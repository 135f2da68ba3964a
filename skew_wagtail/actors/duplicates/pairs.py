"""The pairs of profiles that somebody may look at as possible duplicates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from skew_wagtail.privacy.models import ContactPerson

from ..models import ActorDirectoryPage, ActorProfilePage, DistinctActors
from .finder import DuplicateFinder
from .gathering import facts_of
from .suspicion import Facts, Suspicion

#: Seconds.
_KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class Pair:
    """Two profiles of one directory that may be one organisation; ``places`` are theirs."""

    first: ActorProfilePage
    second: ActorProfilePage
    suspicion: Suspicion
    places: tuple[str, str]

    @property
    def sides(self) -> list[tuple[ActorProfilePage, str]]:
        """Each profile with its place."""
        return list(zip((self.first, self.second), self.places, strict=True))

    @property
    def proposal(self) -> tuple[ActorProfilePage, ActorProfilePage]:
        """Which is proposed to stay and which to go: what is live stays, else what is older."""
        stays, goes = sorted((self.first, self.second), key=lambda page: (not page.live, page.pk))
        return stays, goes


def may_see_people(user: Any) -> bool:
    """Whether somebody may look at contact persons, so that these may be compared; without a user one may."""
    label = ContactPerson._meta.app_label
    return user is None or any(user.has_perm(f"{label}.{verb}_contactperson") for verb in ("view", "change"))


def may_edit_profiles(user: Any) -> bool:
    """Whether somebody may edit any pages at all."""
    return page_permission_policy.user_has_any_permission(user, ["change"])


def profile_or_404(pk: int) -> ActorProfilePage:
    """A profile by its id, as its own type; the number may be longer than any id."""
    return get_object_or_404(Page.objects.type(ActorProfilePage), pk=pk).specific


def suspected_pairs(user: Any = None, directory: ActorDirectoryPage | None = None) -> list[Pair]:
    """All pairs among the profiles that somebody may edit, strongest first; what was decided is left out.

    Without a user all are compared, without a directory those of each. The number of queries does not grow with the
    number of profiles, but for one step every few hundred.
    """
    profiles = ActorProfilePage.objects.filter(alias_of=None)
    if user is not None:
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        profiles = profiles.filter(pk__in=editable.values("pk"))
    if directory is not None:
        profiles = profiles.descendant_of(directory)
    profiles = profiles.only(
        "title", "draft_title", "short_name", "translation_key", "path", "live", "has_unpublished_changes"
    )
    pages = {page.pk: page for page in profiles.order_by("path")}
    facts = facts_of(pages.values(), may_see_people(user))
    directories: dict[str, list[int]] = defaultdict(list)
    for pk, page in pages.items():
        directories[page.path[: -page.steplen]].append(pk)
    decided = set(DistinctActors.objects.values_list("first_key", "second_key"))
    pairs = [pair for ids in directories.values() for pair in _pairs_among(ids, pages, facts)]
    pairs = [pair for pair in pairs if keys_of(pair.first, pair.second) not in decided]
    return sorted(pairs, key=lambda pair: (-pair.suspicion.score, pair.first.title, pair.second.title))


def _pairs_among(ids: list[int], pages: dict[int, ActorProfilePage], facts: dict[int, Facts]) -> list[Pair]:
    return [
        Pair(pages[one], pages[other], suspicion, (facts[one].place, facts[other].place))
        for one, other, suspicion in _compared([(pk, facts[pk]) for pk in ids])
    ]


def _compared(organisations: list[tuple[int, Facts]]) -> list[tuple[int, int, Suspicion]]:
    """Compare all, which takes seconds for a thousand; kept for as long as nothing of what is compared changes."""
    key = f"skew-duplicates-{salted_hmac(__name__, repr(organisations)).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = list(DuplicateFinder(organisations).pairs())
        cache.set(key, found, _KEPT_FOR)
    return found


def keys_of(one: ActorProfilePage, other: ActorProfilePage) -> tuple[Any, ...]:
    """The keys of two actors, as ``DistinctActors`` keeps them."""
    return tuple(DistinctActors.ordered(one.translation_key, other.translation_key).values())


@dataclass(frozen=True)
class DecidedPair:
    """Two profiles of which somebody said that they are two organisations."""

    first: ActorProfilePage
    second: ActorProfilePage
    decision: DistinctActors


def decisions_of(user: Any) -> QuerySet[DistinctActors]:
    """The decisions about profiles of which somebody may edit both, the latest first."""
    keys = page_permission_policy.instances_user_has_permission_for(user, "change").values("translation_key")
    decisions = DistinctActors.objects.filter(first_key__in=keys, second_key__in=keys)
    return decisions.select_related("decided_by").order_by("-decided_at", "-pk")


def decided_pairs(decisions: Iterable[DistinctActors], user: Any) -> list[DecidedPair]:
    """Decisions with the profiles they are about; two queries."""
    decisions = list(decisions)
    keys = {key for decision in decisions for key in (decision.first_key, decision.second_key)}
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = ActorProfilePage.objects.filter(translation_key__in=keys, pk__in=editable.values("pk"))
    by_key = {page.translation_key: page for page in pages.order_by("-path")}
    return [
        DecidedPair(by_key[decision.first_key], by_key[decision.second_key], decision)
        for decision in decisions
    ]
