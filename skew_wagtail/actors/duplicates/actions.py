"""The verbs: two profiles are two organisations, or no longer so."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import ActorProfilePage, DistinctActors


def tell_apart(one: ActorProfilePage, other: ActorProfilePage, user: Any = None) -> None:
    """Remember that they are two organisations; saying it again changes nothing.

    Raises:
        ValidationError: they are one, as a profile and its translation are.
    """
    if one.translation_key == other.translation_key:
        raise ValidationError(_("A profile and its translation are one organisation."))
    pair = DistinctActors.ordered(one.translation_key, other.translation_key)
    DistinctActors.objects.get_or_create(**pair, defaults={"decided_by": user})


def compare_again(one: ActorProfilePage, other: ActorProfilePage) -> None:
    """Forget what was said of them."""
    DistinctActors.objects.filter(
        **DistinctActors.ordered(one.translation_key, other.translation_key)
    ).delete()
