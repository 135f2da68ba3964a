"""Accounts that can be on a team, and those that are."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.admin.utils import get_user_display_name
from wagtail.permissions import page_permission_policy

from .models import TeamMember


class AccountChoice(forms.ModelChoiceField):
    """Accounts by the name of the person, where it is known."""

    def label_from_instance(self, obj: Any) -> str:
        return account_name(obj)


class AccountsChoice(forms.ModelMultipleChoiceField):
    """Several of them, to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return account_name(obj)


def account_name(user: Any) -> str:
    """How an account is called in lists; empty for nobody."""
    return get_user_display_name(user) if user else ""


def mail_address(user: Any) -> str:
    """Where somebody gets letters; accounts of some sites have another field for it."""
    return getattr(user, user.get_email_field_name(), "")


def mailboxes_of(project: Any) -> list[str]:
    """Where the team of an inventory gets letters; without any, where those do who may edit its page."""
    accounts = admin_accounts()
    editors = page_permission_policy.users_with_permission_for_instance("change", project)
    for users in (team_of(project), editors):
        found = {mail_address(user) for user in accounts.filter(pk__in=users.values("pk"))} - {""}
        if found:
            return sorted(found)
    return []


def admin_accounts() -> QuerySet:
    """Active accounts that may open the admin."""
    permission = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}
    own = {f"user_permissions__{name}": value for name, value in permission.items()}
    by_group = {f"groups__permissions__{name}": value for name, value in permission.items()}
    users = get_user_model().objects.filter(is_active=True)
    allowed = users.filter(Q(is_superuser=True) | Q(**own) | Q(**by_group))
    return users.filter(pk__in=allowed.values("pk")).order_by("pk")


def team_of(project: Any) -> QuerySet:
    """The accounts on the team of an inventory."""
    members = TeamMember.objects.filter(project=project, user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(members), is_active=True).order_by("pk")


def choice_of_accounts(project: Any, field: Any) -> AccountChoice:
    """The field of a form, with the team to choose from."""
    return AccountChoice(
        queryset=team_of(project), required=False, label=field.label, help_text=field.help_text
    )
