"""Who may work on the research of an inventory: who may edit its page, and the members of its team."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.permissions import page_permission_policy

from .models import InventoryProjectPage
from .research.models import TeamMember


def may_edit_project(user: Any, project: InventoryProjectPage) -> bool:
    """Whether somebody may edit the page of an inventory, and so choose its team."""
    return user.is_active and project.permissions_for_user(user).can_edit()


def may_work_on(user: Any, project: InventoryProjectPage) -> bool:
    """Whether somebody may see and edit the research of an inventory."""
    if not user.is_active:
        return False
    return may_edit_project(user, project) or TeamMember.objects.filter(project=project, user=user).exists()


def projects_for(user: Any) -> QuerySet[InventoryProjectPage]:
    """The inventories on whose research somebody may work."""
    projects = InventoryProjectPage.objects.all()
    if not user.is_active:
        return projects.none()
    if user.is_superuser:
        return projects
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    team = TeamMember.objects.filter(project=OuterRef("pk"), user=user)
    # By their ids: the policy's query is of another model and may be a union of paths.
    return projects.filter(Exists(team)) | projects.filter(pk__in=editable.values("pk"))
