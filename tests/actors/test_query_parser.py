"""Reading a directory's parameters, whatever they are."""

from django.http import Http404, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.actors.facets import FACETS
from skew_wagtail.actors.listing import SORT_LABELS, parse_query

NAMES = [facet.name for facet in FACETS]
KNOWN = {name: {"a": 1, "b": 1, "GH": 1, "fair-trade": 1} for name in NAMES}
KEYS = st.sampled_from([*NAMES, "q", "sort", "more", "utm_source"]) | st.text(max_size=20)
VALUES = st.sampled_from(["a", "b", "GH", "fair-trade", "", "newest", "0", "3"]) | st.text(max_size=40)


def query_dict(pairs):
    params = QueryDict(mutable=True)
    for key, value in pairs:
        params.appendlist(key, value)
    return params


@given(st.lists(st.tuples(KEYS, VALUES), max_size=15))
def test_any_parameters_give_a_question_of_known_terms(pairs):
    query = parse_query(query_dict([pair for pair in pairs if pair[0] != "page"]), KNOWN)
    assert query.sort in SORT_LABELS
    assert len(query.text) <= 200
    assert "\x00" not in query.text
    for name in NAMES:
        assert set(query.selected[name]) <= set(KNOWN[name])


@given(st.lists(st.tuples(KEYS, VALUES), max_size=15))
def test_the_canonical_address_asks_the_same_again(pairs):
    query = parse_query(query_dict([pair for pair in pairs if pair[0] != "page"]), KNOWN)
    again = parse_query(QueryDict(query.urlencode().lstrip("?")), KNOWN)
    assert again.urlencode() == query.urlencode()
    assert {name: set(slugs) for name, slugs in again.selected.items()} == {
        name: set(slugs) for name, slugs in query.selected.items()
    }
    assert again.text == query.text
    assert not again.unknown


@given(st.permutations(["topic=a", "topic=b", "country=GH", "q=x", "sort=newest", "page=2"]))
def test_the_order_of_parameters_does_not_matter(parts):
    query = parse_query(QueryDict("&".join(parts)), KNOWN)
    assert query.urlencode() == "?q=x&topic=a&topic=b&country=GH&sort=newest&page=2"


@given(st.text())
def test_a_page_is_a_number_from_one_on_or_not_found(page):
    try:
        query = parse_query(query_dict([("page", page)]), KNOWN)
    except Http404:
        assert not page.isascii() or not page.isdigit() or int(page) == 0 or len(page) > 6
    else:
        assert query.page == int(page) > 0
