"""Where a call stands at which second, and how long it says it stays so."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from skew_wagtail.programmes.models import CallPage
from skew_wagtail.programmes.states import State, countdown, open_for, opens_in
from tests.programmes.making import BERLIN

pytestmark = pytest.mark.django_db

OPENS = datetime(2017, 12, 18, 0, 0, tzinfo=BERLIN)
CLOSES = datetime(2018, 2, 12, 23, 59, tzinfo=BERLIN)
LATER = datetime(2018, 2, 26, 23, 59, tzinfo=BERLIN)
SECOND = timedelta(seconds=1)


def call(**values):
    return CallPage(**{"opens_at": OPENS, "closes_at": CLOSES} | values)


@pytest.mark.parametrize(
    ("moment", "values", "state"),
    [
        (OPENS - SECOND, {}, State.ANNOUNCED),
        (OPENS, {}, State.OPEN),
        (CLOSES, {}, State.OPEN),
        (CLOSES + SECOND, {}, State.CLOSED),
        (CLOSES + SECOND, {"extended_to": LATER}, State.OPEN),
        (LATER, {"extended_to": LATER}, State.OPEN),
        (LATER + SECOND, {"extended_to": LATER}, State.CLOSED),
        (CLOSES + SECOND, {"selection_published": True}, State.SELECTED),
        # The clock comes first: a tick too early, or more time given after it, selects nobody.
        (CLOSES, {"selection_published": True}, State.OPEN),
        (LATER, {"selection_published": True, "extended_to": LATER}, State.OPEN),
        # A draft without its dates is neither open nor over.
        (CLOSES, {"opens_at": None}, State.ANNOUNCED),
        (CLOSES, {"closes_at": None}, State.ANNOUNCED),
    ],
)
def test_a_call_opens_and_closes_to_the_second(moment, values, state):
    assert call(**values).state_at(moment) == state
    assert call(**values).state_at(moment.astimezone(UTC)) == state


@pytest.mark.parametrize(
    ("deadline", "last_second"),
    [
        # The clocks jump from 02:00 to 03:00 on 29 March and back from 03:00 to 02:00 on 25 October.
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), "2026-03-29T00:59:00+00:00"),
        (datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN), "2026-03-29T01:00:00+00:00"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), "2026-10-25T00:30:00+00:00"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), "2026-10-25T01:30:00+00:00"),
        (datetime(2026, 10, 25, 3, 0, tzinfo=BERLIN), "2026-10-25T02:00:00+00:00"),
    ],
)
def test_a_deadline_in_a_night_of_a_clock_change_is_one_moment(deadline, last_second):
    # As the database gives it: in UTC.
    closing = call(opens_at=deadline.astimezone(UTC) - timedelta(days=9), closes_at=deadline.astimezone(UTC))
    moment = datetime.fromisoformat(last_second)
    assert closing.state_at(moment) == closing.state_at(moment.astimezone(BERLIN)) == State.OPEN
    assert closing.state_at(moment + SECOND) == State.CLOSED


def test_both_half_past_twos_of_october_are_told_apart():
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)
    closing = call(opens_at=second.astimezone(UTC) - timedelta(days=9), closes_at=second.astimezone(UTC))
    assert closing.state_at(datetime(2026, 10, 25, 0, 45, tzinfo=UTC)) == State.OPEN
    assert countdown(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), closing.closes_at) == ("hours", 1)


@pytest.mark.parametrize(
    ("moment", "until", "left"),
    [
        # Three hours of clock are two real ones in spring and four in autumn.
        (datetime(2026, 3, 29, 1, tzinfo=BERLIN), datetime(2026, 3, 29, 4, tzinfo=BERLIN), ("hours", 2)),
        (datetime(2026, 10, 25, 1, tzinfo=BERLIN), datetime(2026, 10, 25, 4, tzinfo=BERLIN), ("hours", 4)),
        # Days are those of the calendar in Berlin, not of 24 hours and not of UTC.
        (datetime(2026, 3, 28, 12, tzinfo=BERLIN), datetime(2026, 3, 29, 0, 1, tzinfo=BERLIN), ("days", 1)),
        (
            datetime(2026, 3, 26, 0, 5, tzinfo=BERLIN),
            datetime(2026, 3, 29, 23, 59, tzinfo=BERLIN),
            ("days", 3),
        ),
        (datetime(2018, 2, 11, 23, 30, tzinfo=UTC), CLOSES, ("hours", 23)),
        (CLOSES - timedelta(minutes=59, seconds=59), CLOSES, ("minutes", 59)),
        (CLOSES - timedelta(minutes=60), CLOSES, ("hours", 1)),
        (CLOSES - timedelta(seconds=59), CLOSES, ("minutes", 0)),
        (CLOSES, CLOSES, ("minutes", 0)),
    ],
)
def test_what_is_left_is_never_more_than_there_is(moment, until, left):
    assert countdown(moment, until) == countdown(moment.astimezone(UTC), until.astimezone(UTC)) == left


def test_it_is_said_in_whole_words_one_and_many():
    before = {
        "3 days left": timedelta(days=3),
        "1 day left": timedelta(days=1),
        "5 hours left": timedelta(hours=5),
        "1 hour left": timedelta(hours=1),
        "2 minutes left": timedelta(minutes=2, seconds=59),
        "1 minute left": timedelta(minutes=1),
        "less than a minute left": timedelta(seconds=3),
    }
    with override("en"):
        assert [open_for(CLOSES - left, CLOSES) for left in before.values()] == list(before)
        assert opens_in(CLOSES - timedelta(days=1), CLOSES) == "opens in 1 day"
        assert opens_in(CLOSES - timedelta(hours=2), CLOSES) == "opens in 2 hours"
        assert opens_in(CLOSES - timedelta(minutes=1), CLOSES) == "opens in 1 minute"
        assert opens_in(CLOSES, CLOSES) == "opens in less than a minute"


def test_the_clock_changes_a_call_at_most_twice_more():
    closing = call(extended_to=LATER)
    assert closing.next_change(OPENS - SECOND) == OPENS
    assert closing.next_change(CLOSES) == LATER
    assert closing.next_change(LATER + SECOND) is None
