"""The roles that the package makes, with an account for each."""

from io import StringIO
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

EDITOR_LOGIN, TEAM_LOGIN, READER_LOGIN = "redaktion", "honorarkraft", "lesen"
_ROLES = {"editors": "Redaktion", "team": "Bestandsaufnahme-Team", "readers": "Lesen"}


def make_accounts(password: str) -> Any:
    """Make the groups and the accounts; the contractor's."""
    call_command("skew_create_roles", **_ROLES, stdout=StringIO())
    _account(EDITOR_LOGIN, "editors", password)
    _account(READER_LOGIN, "readers", password)
    return _account(TEAM_LOGIN, "team", password, first_name="Jussuf", last_name="Muster")


def _account(name: str, role: str, password: str, **values: str) -> Any:
    user = get_user_model().objects.create_user(name, f"{name}@example.org", password, **values)
    user.groups.add(Group.objects.get(name=_ROLES[role]))
    return user
