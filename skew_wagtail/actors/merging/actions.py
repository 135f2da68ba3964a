"""The verb: one transaction, all or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log

from skew_wagtail.privacy.merging import ConsentPlan, merge_addresses, merge_consents

from ..models import ActorProfilePage, DistinctActors
from ..references import move_references, still_referring
from .items import Choice, choose_rows, choose_single, choose_terms, list_fields, page_items, single_fields
from .plan import MergePlan, MergeRefused, PagePair, plan_merge
from .records import ADDRESS, merge_records
from .redirects import redirect_to


@transaction.atomic
def merge_profiles(
    kept: ActorProfilePage,
    merged: ActorProfilePage,
    choices: Mapping[str, str],
    user: Any,
    version: str | None = None,
) -> ActorProfilePage:
    """Make one profile of two, with their translations; ``choices`` by name of the item, else its default.

    ``version`` is the plan's that somebody looked at. The profile that goes is deleted; the audit log of the other
    tells what was taken over.

    Raises:
        MergeRefused: they cannot be merged, or were changed meanwhile.
        PermissionDenied: the user may not edit both and delete the one that goes.
    """
    keys = [kept.translation_key, merged.translation_key]
    # Whoever edits one of them waits, or we do.
    list(ActorProfilePage.objects.select_for_update().filter(translation_key__in=keys).order_by("pk"))
    found = type(kept).objects.in_bulk([kept.pk, merged.pk])
    if len(found) < 2:
        raise MergeRefused(_("One of the two profiles does not exist any more."))
    plan = plan_merge(found[kept.pk], found[merged.pk], user)
    if version is not None and version != plan.version:
        raise MergeRefused(_("One of the two profiles was changed meanwhile. Please look again."))
    chosen = _all_choices(plan, choices)
    _merge_records(plan, chosen, user)
    _forget_decisions(plan)
    counts: dict[str, int] = {}
    for pair in plan.pairs:
        for label, count in _merge_pair(pair, chosen, plan.consents, user).items():
            counts[label] = counts.get(label, 0) + count
    result = type(kept).objects.get(pk=kept.pk)
    _log(result, plan, chosen, counts, user)
    return result


def _all_choices(plan: MergePlan, choices: Mapping[str, str]) -> dict[str, str]:
    return {item.name: choices.get(item.name, item.default) for item in plan.items}


def _merge_records(plan: MergePlan, chosen: dict[str, str], user: Any) -> None:
    kept, merged = plan.sides
    merge_consents(kept, merged, plan.consents, user)
    merge_addresses(kept, merged, chosen.get(ADDRESS, Choice.KEPT) == Choice.MERGED)
    merge_records(kept.key, merged.key, chosen)


def _merge_pair(pair: PagePair, chosen: dict[str, str], consents: ConsentPlan, user: Any) -> dict[str, int]:
    """One language: references, content, addresses, and the profile that goes."""
    is_published = pair.is_published
    counts = move_references(pair.merged, pair.kept, user)
    # The kept profile may have referred to the other.
    pair = PagePair(type(pair.kept).objects.get(pk=pair.kept.pk), pair.merged)
    draft, merged = pair.drafts
    _take_over(draft, merged, chosen, consents, pair)
    if not pair.kept.live:
        draft.save(clean=False)
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if is_published:
        revision.publish(user=user)
    redirect_to(pair.kept, pair.merged)
    left = [
        source for source in still_referring(pair.merged) if source.pk not in (pair.kept.pk, pair.merged.pk)
    ]
    if left:
        text = _("“%(name)s” refers to the profile in a way that cannot be moved. Change it there first.")
        raise MergeRefused(text % {"name": str(left[0])})
    gone = type(pair.merged).objects.get(pk=pair.merged.pk)
    if gone.live:
        gone.unpublish(user=user)
    DeletePageAction(gone, user=user).execute(skip_permission_checks=True)
    return counts


def _take_over(
    draft: ActorProfilePage,
    merged: ActorProfilePage,
    chosen: dict[str, str],
    consents: ConsentPlan,
    pair: PagePair,
) -> None:
    fields = {names[0]: names for names in single_fields(type(draft))}
    lists = list_fields(type(draft))
    for item in page_items(draft, merged):
        choice = chosen.get(item.name, item.default)
        if choice == Choice.KEPT:
            continue
        if item.name in fields:
            choose_single(fields[item.name], draft, merged)
        elif item.name in lists:
            left_out = _left_out(item.name, merged, consents, pair)
            choose_rows(item.name, choice, draft, merged, left_out)
        else:
            choose_terms(item.name, choice, draft, merged)
    draft.partners = [
        row for row in draft.partners.all() if row.partner_id not in (pair.kept.pk, pair.merged.pk)
    ]


def _left_out(name: str, merged: ActorProfilePage, consents: ConsentPlan, pair: PagePair) -> list[Any]:
    """Rows that would show on the site what nobody could see."""
    rows = getattr(merged, name).all()
    if name == "contacts":
        return [row for row in rows if row.person_id in consents.hidden_people]
    if name == "images" and consents.hides_pictures:
        return [row for row in rows if row.shows_people]
    return []


def _forget_decisions(plan: MergePlan) -> None:
    """What was decided about the one that goes holds for the one that stays."""
    kept, merged = (side.key for side in plan.sides)
    for decision in DistinctActors.objects.filter(first_key=merged) | DistinctActors.objects.filter(
        second_key=merged
    ):
        other = decision.second_key if decision.first_key == merged else decision.first_key
        if other != kept:
            about = {"decided_by": decision.decided_by}
            DistinctActors.objects.get_or_create(**DistinctActors.ordered(kept, other), defaults=about)
        decision.delete()


def _log(
    page: ActorProfilePage, plan: MergePlan, chosen: dict[str, str], counts: dict[str, int], user: Any
) -> None:
    """Names of fields and numbers; no value that is somebody's."""
    data = {
        "merged": plan.main.merged.title,
        "merged_id": plan.main.merged.pk,
        "fields": {name: str(choice) for name, choice in chosen.items()},
        "moved": counts,
        "consents": len(plan.consents.grants),
        "withdrawals": len(plan.consents.withdrawals),
    }
    log(instance=page, action="skew_actors.merge", user=user, data=data)
