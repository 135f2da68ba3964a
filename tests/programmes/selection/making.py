"""Makes reviewers and reviews, as the admin does."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from skew_wagtail.programmes.models import CallCriterion, CallPage
from skew_wagtail.programmes.selection.actions import save_review
from skew_wagtail.programmes.selection.models import CallReviewer, Review
from tests.factories import make_user


def make_criteria(*weights: int) -> list[CallCriterion]:
    """Criteria for a new call."""
    return [
        CallCriterion(title=f"Kriterium {number}", weight=weight) for number, weight in enumerate(weights, 1)
    ]


def make_reviewer(call: CallPage, name: str = "begutachtend") -> Any:
    """An account that may only open the admin and reviews a call."""
    admin, _new = Group.objects.get_or_create(name="Anmelden")
    admin.permissions.add(Permission.objects.get(codename="access_admin"))
    user = make_user(name, groups=[admin])
    CallReviewer.objects.create(call=call, user=user)
    return user


def add_review(interest: ExpressionOfInterest, user: Any, *points: int, **values: Any) -> Review:
    """A review with these points, in the order of the criteria."""
    keys = CallCriterion.objects.filter(page=interest.call_id).values_list("pk", flat=True)
    values = {"is_biased": False, "notes": ""} | values
    return save_review(interest, user, points=dict(zip(keys, points, strict=False)), **values)
