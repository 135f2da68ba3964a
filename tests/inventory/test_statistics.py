"""Counting without a database."""

from itertools import product

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from skew_wagtail.inventory.charts import chart, statistics_csv
from skew_wagtail.inventory.statistics import DIMENSIONS, TOP, Counted, Row, count_actors

KNOWN = {dimension.name: dimension for dimension in DIMENSIONS}
LEAST = 5


def count(*actors, labels=None, name="topic", top=TOP):
    labels = labels or {slug: slug.upper() for slugs in actors for slug in sorted(slugs)}
    found = count_actors([{name: slugs} for slugs in actors], KNOWN[name], labels, top)
    return [(row.label, *row.counts) for row in found.rows]


def languages(**numbers):
    """Counted languages of which so many actors have each."""
    actors = [{"language": [slug]} for slug, number in numbers.items() for _ in range(number)]
    return count_actors(actors, KNOWN["language"], {slug: slug for slug in numbers})


def test_the_most_frequent_first_then_by_label():
    assert count(["b", "a"], ["b"], ["c"]) == [("B", 2), ("A", 1), ("C", 1)]


def test_nothing_is_counted_of_nobody():
    assert count_actors([], KNOWN["topic"], {}) == Counted(KNOWN["topic"], [])


def test_a_slug_without_label_is_not_counted():
    assert count(["a", "gone"], labels={"a": "A"}) == [("A", 1)]


def test_as_many_terms_as_there_is_room_for_are_named():
    slugs = [f"t{number:02}" for number in range(TOP)]
    assert len(count(slugs)) == TOP


def test_rarer_terms_count_each_actor_once():
    common = [f"t{number:02}" for number in range(TOP)]
    actors = common, common, ["x", "y"], ["y", "t00"], ["z"]
    with translation.override("en"):
        rows = count(*actors)
    assert rows[0] == ("T00", 3)
    assert rows[-1] == ("3 others", 3)
    assert len(rows) == TOP + 1
    assert len(count(*actors, top=None)) == TOP + 3


def test_decades_stand_in_the_order_of_time():
    actors = [{"founded": ["1990"]}, {"founded": ["1990"]}, {"founded": ["1980"]}, {"founded": []}]
    found = count_actors(actors, KNOWN["founded"], {"1980": "1980–1989", "1990": "1990–1999"})
    assert found.rows == [Row("1980–1989", (1,)), Row("1990–1999", (2,))]


def test_needs_stand_against_offers():
    actors = [{"seeks": ["rooms"], "offers": ["money"]}, {"seeks": ["rooms"], "offers": ["rooms"]}, {}]
    found = count_actors(actors, KNOWN["cooperation"], {"money": "Geld", "rooms": "Räume"})
    assert found.rows == [Row("Räume", (2, 1)), Row("Geld", (0, 1))]
    bars = chart(found)["bars"]
    assert [bar["shown"] for bar in bars] == ["2 : 1", "0 : 1"]
    assert [[rect["width"] for rect in bar["rects"]] for bar in bars] == [[320, 160], [0, 160]]


def test_small_numbers_of_what_is_not_sensitive_are_told():
    assert count(["a"], ["b"]) == [("A", 1), ("B", 1)]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"de": 9, "fr": 5}, ["de", "fr"]),
        # Two small ones that together are no small number.
        ({"de": 9, "fr": 3, "ar": 2}, ["de"]),
        # One alone could be computed from the number of actors: the next takes its side.
        ({"de": 9, "fr": 7, "ar": 4}, ["de"]),
        # Two of one actor each tell on both.
        ({"de": 9, "fr": 7, "ar": 1, "tr": 1}, ["de"]),
        ({"de": 9, "ar": 1}, []),
        ({"ar": 4}, []),
    ],
)
def test_small_numbers_of_what_is_sensitive_are_not_told_nor_to_be_computed(numbers, told):
    found = languages(**numbers)
    assert [row.label for row in found.rows] == told
    assert found.hidden == len(numbers) - len(told)
    with translation.override("en"):
        assert bool(found.note()) == (len(told) < len(numbers))


def test_the_least_number_is_a_setting(settings):
    settings.SKEW_WAGTAIL = {"STATISTICS_LEAST": 2}
    assert [row.label for row in languages(de=2, fr=3, ar=1, tr=1).rows] == ["fr", "de"]
    settings.SKEW_WAGTAIL = {"STATISTICS_LEAST": 1}
    assert len(languages(de=1, fr=1).rows) == 2


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 8), min_size=1, max_size=5))
def test_who_knows_the_total_and_all_told_numbers_cannot_compute_a_small_one(numbers):
    """Tries every world with the same total that would be told the same; the hidden numbers must be open."""
    slugs = "abcde"[: len(numbers)]
    found = languages(**dict(zip(slugs, numbers, strict=True)))
    assert all(row.counts[0] >= LEAST for row in found.rows)
    if found.rows and found.hidden:
        left = sum(numbers) - sum(row.counts[0] for row in found.rows)
        worlds = [world for world in product(range(1, 13), repeat=found.hidden) if sum(world) == left]
        assert len(worlds) > 1


def test_a_bar_for_something_is_seen_however_small():
    rows = [Row("Viele", (1000,)), Row("Wenige", (1,))]
    widths = [bar["rects"][0]["width"] for bar in chart(Counted(KNOWN["topic"], rows))["bars"]]
    assert widths == [320, 1]


def test_a_spreadsheet_calculates_nothing():
    formula = '=HYPERLINK("http://x")'
    text = statistics_csv([Counted(KNOWN["topic"], [Row(formula, (3,))])])
    assert text.startswith("\ufeff")
    assert "'=HYPERLINK" in text
    assert ";=HYPERLINK" not in text and ';"=HYPERLINK' not in text
