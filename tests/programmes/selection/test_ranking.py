"""How municipalities are ranked."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skew_wagtail.programmes.selection.ranking import ranking

GENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEIGHTS = st.dictionaries(st.integers(1, 4), st.integers(1, 5), min_size=1)
REVIEWS = st.lists(st.dictionaries(st.integers(1, 5), st.integers(0, 5)), max_size=4)
ENTRIES = st.dictionaries(st.integers(1, 40), REVIEWS, max_size=8)


def mean_of(weights, reviews):
    """The weighted mean, told another way: each point lies as often on the table as its criterion weighs."""
    means = {}
    for pk in weights:
        given_points = [review[pk] for review in reviews if pk in review]
        if given_points:
            means[pk] = Fraction(sum(given_points)) / len(given_points)
    heap = [mean for pk, mean in means.items() for _ in range(weights[pk])]
    return sum(heap) / len(heap) if heap else None


@GENTLY
@given(WEIGHTS, ENTRIES)
def test_the_order_is_that_of_the_weighted_means(weights, entries):
    places = ranking(weights, entries)
    assert sorted(place.key for place in places) == sorted(entries)
    assert {place.key: place.total for place in places} == {
        key: mean_of(weights, reviews) for key, reviews in entries.items()
    }
    totals = [place.total for place in places]
    ranked = [total for total in totals if total is not None]
    assert ranked == sorted(ranked, reverse=True)
    assert totals[len(ranked) :] == [None] * (len(totals) - len(ranked))


@GENTLY
@given(WEIGHTS, ENTRIES)
def test_a_rank_says_how_many_are_better(weights, entries):
    places = ranking(weights, entries)
    for place in places:
        better = (
            sum(each.total is not None and each.total > place.total for each in places) if place.rank else 0
        )
        assert place.rank == (None if place.total is None else better + 1)


@GENTLY
@given(WEIGHTS, ENTRIES)
def test_the_mean_lies_between_the_lowest_and_the_highest_mark(weights, entries):
    for place in ranking(weights, entries):
        if place.total is None:
            assert (place.lowest, place.highest, place.reviews) == (None, None, 0)
        else:
            assert 0 <= place.lowest <= place.highest <= 5
            assert 0 <= place.total <= 5


def test_a_criterion_that_weighs_more_decides():
    first, second = ranking({1: 1, 2: 3}, {10: [{1: 5, 2: 1}], 20: [{1: 1, 2: 4}]})
    assert (first.key, first.total) == (20, Fraction(13, 4))
    assert (second.key, second.total) == (10, Fraction(2))


def test_thirds_tie_exactly_and_the_next_rank_is_left_out():
    entries = {
        1: [{1: 1}, {1: 0}, {1: 0}],
        2: [{1: 0}, {1: 0}, {1: 1}],
        3: [{1: 0}],
        4: [],
    }
    assert [(place.key, place.rank) for place in ranking({1: 3}, entries)] == [
        (1, 1), (2, 1), (3, 3), (4, None),
    ]  # fmt: skip


@pytest.mark.parametrize("weights", [{}, {9: 1}])
def test_points_for_what_is_no_criterion_do_not_count(weights):
    (place,) = ranking(weights, {1: [{1: 5}]})
    assert (place.rank, place.total, place.reviews) == (None, None, 0)
