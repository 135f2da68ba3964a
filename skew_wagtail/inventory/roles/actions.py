"""Making the groups; what an administrator gave them besides stays."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from .plan import Role


@dataclass(frozen=True)
class RoleMade:
    """What was done to a group: how many permissions it was given, everywhere and on pages or files."""

    group: Group
    is_new: bool
    permissions: int
    on_pages: int
    on_files: int

    @property
    def is_changed(self) -> bool:
        """Whether anything was done."""
        return bool(self.is_new or self.permissions or self.on_pages or self.on_files)


@transaction.atomic
def make_role(name: str, role: Role) -> RoleMade:
    """Make a group, or give the one of this name what it lacks; nothing is taken away. Done twice, done once."""
    group, is_new = Group.objects.get_or_create(name=name)
    lacking = role.permissions.exclude(pk__in=group.permissions.values("pk")).distinct()
    given = list(lacking)
    group.permissions.add(*given)
    made = RoleMade(group, is_new, len(given), _on_pages(group, role), _on_files(group, role))
    if made.is_changed:
        log(instance=group, action="skew_inventory.make_role")
    return made


def _on_pages(group: Group, role: Role) -> int:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=role.on_pages)
    return sum(
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)[1]
        for page in role.pages
        for permission in permissions
    )


def _on_files(group: Group, role: Role) -> int:
    """In the collection that holds all others."""
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=role.on_files
    )
    everything = Collection.get_first_root_node()
    return sum(
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=everything, permission=permission
        )[1]
        for permission in permissions
    )
