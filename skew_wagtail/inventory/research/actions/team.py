"""Who is on the team of an inventory, and what its research uses."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from skew_wagtail.actors.models import ActorDirectoryPage

from ...models import InventoryProjectPage
from ..models import InterviewGuide, InterviewQuestion, ResearchSetup, TeamMember

_GUIDE = Path(__file__).parent.parent.parent / "data" / "interview_guide.json"


@transaction.atomic
def set_up_research(
    project: InventoryProjectPage,
    *,
    guide: InterviewGuide | None,
    directory: ActorDirectoryPage | None,
    members: Iterable[Any],
    user: Any,
) -> None:
    """Choose the guide, the directory and the accounts of the team; who leaves is asked no more to interview."""
    ResearchSetup.objects.update_or_create(project=project, defaults={"guide": guide, "directory": directory})
    chosen = {member.pk for member in members}
    before = set(project.team_members.values_list("user_id", flat=True))
    project.team_members.filter(user__in=before - chosen).delete()
    project.research_entries.filter(assigned_to__in=before - chosen).update(assigned_to=None)
    TeamMember.objects.bulk_create(
        [TeamMember(project=project, user_id=pk) for pk in sorted(chosen - before)], ignore_conflicts=True
    )
    data = {"added": len(chosen - before), "removed": len(before - chosen)}
    log(instance=project, action="skew_inventory.set_up_research", user=user, data=data)


def setup_of(project: InventoryProjectPage) -> ResearchSetup:
    """What the research of an inventory uses; unsaved and empty when nobody chose yet."""
    setups = ResearchSetup.objects.select_related("guide", "directory")
    return setups.filter(project=project).first() or ResearchSetup(project=project)


@transaction.atomic
def load_standard_guide() -> bool:
    """Bring in the interview guide that the package ships, where there is none; whether that was so."""
    if InterviewGuide.objects.exists():
        return False
    data = json.loads(_GUIDE.read_text(encoding="utf-8"))
    guide = InterviewGuide(title=data["title"])
    guide.questions = [
        InterviewQuestion(sort_order=number, **question) for number, question in enumerate(data["questions"])
    ]
    guide.save()
    return True
