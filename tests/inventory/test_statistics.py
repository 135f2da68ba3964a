"""Counting without a database."""

from django.utils import translation

from skew_wagtail.inventory.statistics import TOP, count_actors


def count(*kinds, labels=None, name="topic"):
    labels = labels or {slug: slug.upper() for slugs in kinds for slug in slugs}
    facets = [{name: slugs} for slugs in kinds]
    return count_actors(facets, {"kind": {}, "topic": {}, "country": {}} | {name: labels})[name]


def test_the_most_frequent_first_then_by_label():
    assert count(["b", "a"], ["b"], ["c"]) == [("B", 2), ("A", 1), ("C", 1)]


def test_every_dimension_is_there_even_when_empty():
    assert count_actors([], {"kind": {}, "topic": {}, "country": {}}) == {
        "kind": [],
        "topic": [],
        "country": [],
    }


def test_a_slug_without_label_is_not_counted():
    assert count(["a", "gone"], labels={"a": "A"}) == [("A", 1)]


def test_as_many_terms_as_there_is_room_for_are_named():
    slugs = [f"t{number:02}" for number in range(TOP)]
    assert len(count(slugs)) == TOP


def test_rarer_terms_count_each_actor_once():
    common = [f"t{number:02}" for number in range(TOP)]
    with translation.override("en"):
        rows = count(common, common, ["x", "y"], ["y", "t00"], ["z"])
    assert rows[0] == ("T00", 3)
    assert rows[-1] == ("others", 3)
    assert len(rows) == TOP + 1
