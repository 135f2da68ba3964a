"""What is done to choose municipalities; each ends in a line of the audit log, which names no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from skew_wagtail.inventory.applications.models import moved

from ..interest.models import DECIDED_STATES, ExpressionOfInterest, InterestState
from ..models import CallPage
from .errors import SelectionError
from .models import CallReviewer, Review, Score

#: What can be decided; "submitted" takes a decision back.
DECISIONS = (*DECIDED_STATES, InterestState.SUBMITTED)


@dataclass(frozen=True)
class Decision:
    """What becomes of one expression of interest, and why."""

    state: str
    reason: str = ""


@transaction.atomic
def choose_reviewers(call: CallPage, users: Iterable[Any], user: Any) -> None:
    """Let these accounts, and no others, review what comes in; reviews of those who leave stay."""
    chosen = {each.pk for each in users}
    before = set(CallReviewer.objects.filter(call=call.pk).values_list("user_id", flat=True))
    CallReviewer.objects.filter(call=call.pk, user__in=before - chosen).delete()
    CallReviewer.objects.bulk_create(
        [CallReviewer(call_id=call.pk, user_id=pk) for pk in sorted(chosen - before)], ignore_conflicts=True
    )
    data = {"added": len(chosen - before), "removed": len(before - chosen)}
    log(instance=call, action="skew_programmes.choose_reviewers", user=user, data=data)


@transaction.atomic
def save_review(
    interest: ExpressionOfInterest, user: Any, *, points: Mapping[int, int], is_biased: bool, notes: str
) -> Review:
    """Keep what a reviewer says, in place of what the same account said before; who is biased gives no points.

    Raises:
        SelectionError: it was withdrawn, or is a draft.
    """
    interest = ExpressionOfInterest.objects.select_for_update().get(pk=interest.pk)
    _check_open(interest)
    review, _created = Review.objects.update_or_create(
        interest=interest, user=user, defaults={"is_biased": is_biased, "review_notes": notes}
    )
    review.scores.all().delete()
    if not is_biased:
        Score.objects.bulk_create(
            [Score(review=review, criterion_id=pk, points=given) for pk, given in points.items()]
        )
    log(instance=interest, action="skew_programmes.review_interest", user=user, data={"biased": is_biased})
    return review


def has_closed(call: CallPage) -> bool:
    """Whether the deadline is over, so that it can be decided."""
    return call.deadline is not None and call.deadline < timezone.now()


@transaction.atomic
def decide(call: CallPage, decisions: Mapping[int, Decision], day: date, user: Any) -> int:
    """Record what becomes of several expressions of interest, all or none; how many were changed.

    Any number may be chosen, whatever was planned.

    Raises:
        SelectionError: the deadline is not over, or one of them cannot be decided; the message names it.
    """
    if not has_closed(call):
        raise SelectionError(_("The deadline is not over yet. Please decide afterwards."))
    rows = ExpressionOfInterest.objects.select_for_update(of=("self",)).filter(call=call.pk)
    found = {each.pk: each for each in rows.filter(pk__in=decisions).order_by("pk")}
    if len(found) != len(decisions):
        raise SelectionError(
            _("One of the expressions of interest is no longer there. Please look once more.")
        )
    return sum(_decide(interest, decisions[pk], day, user) for pk, interest in found.items())


def _decide(interest: ExpressionOfInterest, decision: Decision, day: date, user: Any) -> bool:
    """Whether anything changed."""
    _check_open(interest)
    if decision.state not in DECISIONS:
        raise SelectionError(_("This cannot be decided."))
    is_open = decision.state == InterestState.SUBMITTED
    new = (decision.state, "" if is_open else decision.reason)
    before = interest.state
    if new == (before, interest.decision_reason):
        return False
    moved(interest, decision.state)
    interest.decision_reason = new[1]
    interest.decided_on = None if is_open else day
    interest.save(update_fields=["state", "state_since", "decision_reason", "decided_on"])
    log(
        instance=interest,
        action="skew_programmes.decide_interest",
        user=user,
        data={"before": before, "after": interest.state},
    )
    return True


def _check_open(interest: ExpressionOfInterest) -> None:
    if interest.state in (InterestState.DRAFT, InterestState.WITHDRAWN):
        raise SelectionError(_("%(municipality)s has withdrawn its entry.") % {"municipality": interest})


@transaction.atomic
def note(interest: ExpressionOfInterest, text: str, user: Any) -> None:
    """Keep internal notes; the log does not hold them."""
    interest.register_notes = text
    interest.save(update_fields=["register_notes"])
    log(instance=interest, action="skew_programmes.note_interest", user=user)
