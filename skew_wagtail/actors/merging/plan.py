"""Whether two profiles can be merged, and what follows."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from skew_wagtail.privacy.merging import ConsentPlan, Side, plan_consents, refusal_of
from skew_wagtail.privacy.refusals import refusal_message

from ..models import ActorProfilePage
from ..references import redirected, referring_pages
from .items import Item, page_items
from .records import record_items


class MergeRefused(Exception):
    """Two profiles cannot be merged; the message says why, for people."""


@dataclass(frozen=True)
class PagePair:
    """Two profiles in one language."""

    kept: ActorProfilePage
    merged: ActorProfilePage

    @property
    def is_published(self) -> bool:
        """Whether the result is published at once: when anyone could see both."""
        return self.kept.live and is_public(self.merged)

    @cached_property
    def drafts(self) -> tuple[ActorProfilePage, ActorProfilePage]:
        """The latest version of each; the one that goes speaks of the one that stays, not of itself."""
        merged = self.merged.get_latest_revision_as_object()
        content = redirected(type(self.merged), merged.serializable_data(), self.merged, self.kept)
        return self.kept.get_latest_revision_as_object(), self.merged.with_content_json(content)


@dataclass(frozen=True)
class MergePlan:
    """What merging would do: the items to choose among, and what becomes of consents."""

    pairs: tuple[PagePair, ...]
    items: tuple[Item, ...]
    sides: tuple[Side, Side]
    consents: ConsentPlan

    @property
    def main(self) -> PagePair:
        """The two profiles that somebody chose; the others are their translations."""
        return self.pairs[0]

    @property
    def version(self) -> str:
        """Which versions of the profiles were looked at."""
        pages = [page for pair in self.pairs for page in (pair.kept, pair.merged)]
        return "-".join(str(page.latest_revision_id) for page in pages)


def is_public(page: ActorProfilePage) -> bool:
    """Whether anyone may see a profile."""
    return page.live and not page.get_view_restrictions().exists()


def plan_merge(kept: ActorProfilePage, merged: ActorProfilePage, user: Any = None) -> MergePlan:
    """Look at both; without a user all is allowed.

    Raises:
        MergeRefused: they cannot be merged, or not now.
        PermissionDenied: the user may not edit both and delete the one that goes.
    """
    _check_that_they_belong_together(kept, merged)
    pairs = _pairs(kept, merged)
    for pair in pairs:
        _check_rights(pair, user)
    for pair in pairs:
        _check_state(pair, user)
    sides = tuple(_side([getattr(pair, name) for pair in pairs]) for name in ("kept", "merged"))
    _check_refusals(pairs, sides)
    items = (*page_items(*pairs[0].drafts), *record_items(sides[0].key, sides[1].key))
    return MergePlan(tuple(pairs), items, sides, plan_consents(*sides))


def _check_that_they_belong_together(kept: ActorProfilePage, merged: ActorProfilePage) -> None:
    if kept.pk == merged.pk or kept.translation_key == merged.translation_key:
        raise MergeRefused(_("A profile cannot be merged with itself or with its translation."))
    if kept.path[: -kept.steplen] != merged.path[: -merged.steplen] or kept.locale_id != merged.locale_id:
        raise MergeRefused(_("Only profiles of the same directory can be merged."))
    if type(kept) is not type(merged):
        raise MergeRefused(_("Only profiles of the same type can be merged."))


def _pairs(kept: ActorProfilePage, merged: ActorProfilePage) -> list[PagePair]:
    """Both with their translations."""
    others = {page.locale_id: page for page in kept.get_translations().order_by("pk")}
    pairs = [PagePair(kept, merged)]
    for page in merged.get_translations().select_related("locale").order_by("pk"):
        other = others.get(page.locale_id)
        if other is None or other.path[: -other.steplen] != page.path[: -page.steplen]:
            about = {"name": merged.title, "language": str(page.locale), "kept": kept.title}
            text = _(
                "“%(name)s” also has a translation (%(language)s), “%(kept)s” has none there. Keep “%(name)s”, or "
                "translate the other first."
            )
            raise MergeRefused(text % about)
        pairs.append(PagePair(other, page))
    return pairs


def _check_rights(pair: PagePair, user: Any) -> None:
    if user is None:
        return
    kept, merged = (page.permissions_for_user(user) for page in (pair.kept, pair.merged))
    may_publish = kept.can_publish() or not pair.kept.live
    if not (kept.can_edit() and merged.can_edit() and merged.can_delete() and may_publish):
        raise PermissionDenied


def _check_state(pair: PagePair, user: Any) -> None:
    for page in (pair.kept, pair.merged):
        if page.alias_of_id or (page == pair.merged and page.aliases.exists()):
            _refuse(page, _("“%(name)s” is a copy that follows another page, or has such copies."))
        lock = page.get_lock()
        if lock and lock.for_user(user or AnonymousUser()):
            _refuse(page, _("“%(name)s” is locked in the editor."))
        if page.current_workflow_state:
            _refuse(page, _("“%(name)s” is in a workflow. Finish or cancel it first."))
        if page.approved_schedule:
            _refuse(page, _("“%(name)s” is to be published at a time that is set. Cancel that first."))
        if page.live and page.has_unpublished_changes:
            _refuse(page, _("“%(name)s” has changes that are not published. Publish or discard them first."))
    for page in referring_pages(pair.merged):
        if page.current_workflow_state or page.approved_schedule:
            text = _("“%(name)s” refers to the profile and is in a workflow or waits for its time.")
            _refuse(page, text)


def _refuse(page: Any, text: str) -> None:
    raise MergeRefused(text % {"name": page.title})


def _side(pages: list[ActorProfilePage]) -> Side:
    names = dict.fromkeys(name for page in pages for name in (page.title, page.draft_title))
    everywhere = ActorProfilePage.objects.filter(translation_key=pages[0].translation_key)
    return Side(pages[0].translation_key, tuple(names), any(is_public(page) for page in everywhere))


def _check_refusals(pairs: list[PagePair], sides: tuple[Side, ...]) -> None:
    """What must not be listed does not come onto the site under another name."""
    for side in sides:
        refusal = refusal_of(side)
        if refusal and any(pair.kept.live for pair in pairs):
            raise MergeRefused(refusal_message(refusal))
