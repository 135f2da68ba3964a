"""Who may see what comes in for a call, review it, and decide."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ..interest.models import ExpressionOfInterest, InterestState
from ..models import CallPage
from .models import CallReviewer, Review

_VIEW, _CHANGE = "skew_programmes.view_expressionofinterest", "skew_programmes.change_expressionofinterest"


def may_decide(user: Any) -> bool:
    """Whether somebody may decide, write internal notes and letters, and publish who was chosen."""
    return user.is_active and user.has_perm(_CHANGE)


def sees_all(user: Any) -> bool:
    """Whether somebody may see the expressions of interest of every call."""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def is_reviewer(user: Any, call: CallPage) -> bool:
    """Whether somebody reviews a call."""
    return user.is_active and CallReviewer.objects.filter(call=call.pk, user=user.pk).exists()


def may_see(user: Any, call: CallPage) -> bool:
    """Whether somebody may see the expressions of interest of a call."""
    return sees_all(user) or is_reviewer(user, call)


def may_choose_reviewers(user: Any, call: CallPage) -> bool:
    """Whether somebody may choose who reviews: whoever may edit the page of the call."""
    return user.is_active and call.permissions_for_user(user).can_edit()


def calls_for(user: Any) -> QuerySet[CallPage]:
    """The calls whose expressions of interest somebody may see."""
    calls = CallPage.objects.all()
    if sees_all(user):
        return calls
    if not user.is_active:
        return calls.none()
    return calls.filter(Exists(CallReviewer.objects.filter(call=OuterRef("pk"), user=user.pk)))


def interests_for(user: Any) -> QuerySet[ExpressionOfInterest]:
    """What somebody may see; never a draft, which is nobody's business but its writer's."""
    interests = ExpressionOfInterest.objects.exclude(state=InterestState.DRAFT)
    return interests if sees_all(user) else interests.filter(call__in=calls_for(user).values("pk"))


def with_hidden_points(interests: QuerySet, user: Any) -> QuerySet:
    """The rows with ``points_hidden``: reviewers learn what others say when they have reviewed an entry themselves."""
    if may_decide(user):
        return interests.annotate(points_hidden=Exists(Review.objects.none()))
    reviewing = CallReviewer.objects.filter(call=OuterRef("call"), user=user.pk)
    done = Review.objects.filter(interest=OuterRef("pk"), user=user.pk)
    return interests.annotate(points_hidden=Exists(reviewing) & ~Exists(done))


def left_to_review(user: Any, call: CallPage) -> QuerySet[ExpressionOfInterest]:
    """What a reviewer of a call has not reviewed yet, in the order in which it came."""
    done = Review.objects.filter(interest=OuterRef("pk"), user=user.pk)
    return reviewable(call).filter(~Exists(done))


def reviewable(call: CallPage) -> QuerySet[ExpressionOfInterest]:
    """What was sent for a call and not withdrawn, in the order in which it came."""
    sent = ExpressionOfInterest.objects.filter(call=call.pk)
    return sent.exclude(state__in=[InterestState.DRAFT, InterestState.WITHDRAWN]).order_by(
        "submitted_at", "pk"
    )
