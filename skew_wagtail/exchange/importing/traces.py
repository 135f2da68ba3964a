"""What an import leaves behind beside the profiles: what files said, and what it takes to undo it."""

from collections.abc import Iterable
from typing import Any

from ..models import ImportedProfile, ImportRun
from .baselines import Baselines
from .people import stated_contact
from .results import RowPlan
from .snapshots import chunks_of, states


def keep_traces(run: ImportRun, plans: Iterable[RowPlan]) -> None:
    """Remember what the written rows of a file say, and how each profile that they touched was before."""
    for chunk in chunks_of(plans):
        baselines = Baselines(plan.actor_key for plan in chunk)
        baselines.keep({plan.actor_key: plan.values | stated_contact(plan.values) for plan in chunk})
        touched = [plan for plan in chunk if plan.revision_id]
        held = states({plan.page_id: plan.actor_key for plan in touched})
        ImportedProfile.objects.bulk_create(
            _trace(run, plan, state=held[plan.page_id], said=baselines.known.get(plan.actor_key, {}))
            for plan in touched
        )


def _trace(run: ImportRun, plan: RowPlan, **more: Any) -> ImportedProfile:
    before: dict[str, Any] = plan.before | more | ({"images": plan.images} if plan.images else {})
    return ImportedProfile(
        run=run,
        actor_key=plan.actor_key,
        page_id=plan.page_id,
        is_new=plan.is_new,
        revision_before=before.pop("revision", None),
        revision_after=plan.revision_id,
        before=before,
    )
