"""The ranking of a call as people read it: rows of a table, a picture, a spreadsheet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.inventory.research.accounts import account_name

from ..interest.answers import missing_answers
from ..interest.models import ExpressionOfInterest, InterestState
from ..models import CallCriterion, CallPage
from .models import CallReviewer, Review, Score
from .ranking import Place, ranking
from .rights import reviewable

# Units of the picture: as wide as a small telephone, a line of text and below it the bar.
_WIDTH, _TEXT_BASE, _BAR_TOP, _ROW = 320, 16, 22, 44
_MOST = 5


@dataclass(frozen=True)
class Row:
    """One municipality in the ranking."""

    interest: ExpressionOfInterest
    place: Place
    missing: list[str]
    waiting_for: list[str]
    biased: int

    @property
    def shown_total(self) -> str:
        """The weighted mean, as people read it."""
        return shown(self.place.total)

    @property
    def spread(self) -> str:
        """The lowest and the highest mean of a reviewer."""
        if self.place.lowest is None or self.place.lowest == self.place.highest:
            return shown(self.place.lowest)
        return f"{shown(self.place.lowest)} – {shown(self.place.highest)}"

    def means(self, criteria: Sequence[CallCriterion]) -> list[dict[str, str]]:
        """The mean for each criterion with its title, as people read it."""
        return [
            {"title": each.title, "shown": shown(self.place.by_criterion.get(each.pk))} for each in criteria
        ]

    @property
    def completeness(self) -> str:
        """Whether anything that had to be answered was not."""
        return completeness(self.missing)


def completeness(missing: Sequence[str]) -> str:
    """In words: "complete", or how many answers are missing."""
    if not missing:
        return _("complete")
    return ngettext("%(number)d missing", "%(number)d missing", len(missing)) % {"number": len(missing)}


def number(value: Fraction | None) -> float | None:
    """A mean to two digits, for spreadsheets."""
    return None if value is None else round(float(value), 2)


def shown(value: Fraction | None) -> str:
    """A mean to two digits, a dash when there is none."""
    return "–" if value is None else number_format(number(value), 2)


class RankingTable:
    """What was sent for one call with all reviews, read in a constant number of queries."""

    def __init__(self, call: CallPage, *, sort: str = "") -> None:
        self.call = call
        self.sort = sort

    @cached_property
    def criteria(self) -> list[CallCriterion]:
        """What points are given for."""
        return list(CallCriterion.objects.filter(page=self.call.pk))

    @cached_property
    def reviewers(self) -> list[Any]:
        """The accounts that review."""
        rows = CallReviewer.objects.filter(call=self.call.pk, user__is_active=True).select_related("user")
        return [row.user for row in rows.order_by("pk")]

    @cached_property
    def rows(self) -> list[Row]:
        """The municipalities; by rank, unless another order is asked for."""
        interests = reviewable(self.call).select_related("municipality_kind", "federal_state")
        scores = Prefetch("scores", Score.objects.order_by("pk"))
        reviews = Prefetch("reviews", Review.objects.prefetch_related(scores))
        found = {each.pk: each for each in interests.prefetch_related("answers", reviews)}
        points: dict[int, list[dict[int, int]]] = defaultdict(list)
        for pk, interest in found.items():
            points[pk] = [
                {score.criterion_id: score.points for score in review.scores.all()}
                for review in interest.reviews.all()
                if not review.is_biased
            ]
        weights = {criterion.pk: criterion.weight for criterion in self.criteria}
        # What the call asks, once for all.
        prefetch_related_objects([self.call], "form_fields", "form_questions")
        places = ranking(weights, points)
        return self._sorted([self._row(found[place.key], place) for place in places])

    def _row(self, interest: ExpressionOfInterest, place: Place) -> Row:
        reviews = interest.reviews.all()
        done = {review.user_id for review in reviews}
        waiting_for = [account_name(user) for user in self.reviewers if user.pk not in done]
        biased = sum(review.is_biased for review in reviews)
        return Row(interest, place, missing_answers(interest, self.call), waiting_for, biased)

    def _sorted(self, rows: list[Row]) -> list[Row]:
        criterion = next((each.pk for each in self.criteria if self.sort == f"criterion-{each.pk}"), None)
        if criterion:
            rows.sort(key=lambda row: -row.place.by_criterion.get(criterion, Fraction(-1)))
        elif self.sort == "name":
            rows.sort(key=lambda row: str(row.interest).casefold())
        elif self.sort == "spread":
            rows.sort(key=lambda row: (row.place.lowest or 0) - (row.place.highest or 0))
        return rows

    @property
    def is_by_rank(self) -> bool:
        """Whether the rows stand in the order of their ranks."""
        return self.sort != "name" and self.sort != "spread" and not self.sort.startswith("criterion-")

    @cached_property
    def withdrawn(self) -> list[str]:
        """The municipalities that withdrew."""
        gone = ExpressionOfInterest.objects.filter(call=self.call.pk, state=InterestState.WITHDRAWN)
        return [str(interest) for interest in gone]

    @property
    def seats_after(self) -> int | None:
        """After how many rows the planned seats end, where that is between two rows."""
        seats = self.call.seats_planned
        return seats if self.is_by_rank and seats and seats < len(self.rows) else None

    @property
    def tie_at_the_seats(self) -> bool:
        """Whether the last with a planned seat and the first without share a rank."""
        if not self.seats_after:
            return False
        last, first = (self.rows[self.seats_after + step].place for step in (-1, 0))
        return last.rank is not None and last.rank == first.rank

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(row.interest.state == InterestState.CHOSEN for row in self.rows)

    def hint(self) -> str:
        """A plain sentence when more or fewer are chosen than planned; empty when nothing is to be said."""
        seats = self.call.seats_planned
        if not seats or not self.chosen or seats == self.chosen:
            return ""
        return _("%(seats)d seats were planned, %(chosen)d municipalities are chosen.") % {
            "seats": seats,
            "chosen": self.chosen,
        }

    def chart(self) -> dict[str, Any]:
        """What ``chart.html`` needs: measures in units of their own and a bar for each ranked row."""
        ranked = [row for row in self.rows if row.place.total is not None]
        return {
            "width": _WIDTH,
            "height": len(ranked) * _ROW,
            "bars": [
                {
                    "label": str(row.interest),
                    "shown": row.shown_total,
                    "text_y": position * _ROW + _TEXT_BASE,
                    "y": position * _ROW + _BAR_TOP,
                    "width": max(round(_WIDTH * float(row.place.total) / _MOST), 1) if row.place.total else 0,
                }
                for position, row in enumerate(ranked)
            ],
        }
