"""What a visitor of the directory sees and how much it costs."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from skew_wagtail.actors.models import ActorDirectoryPage, ActorEntry
from skew_wagtail.vocabulary.models import Topic
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    CountryFactory,
    KindFactory,
    TopicFactory,
    add_address,
    site_root,
)

JSON = "/akteure/actors.json"


def names(client, query=""):
    return [result["name"] for result in client.get(f"{JSON}?{query}").json()["results"]]


def options(html):
    """Count by (group, slug) of the options on a page."""
    found = {}
    for tag in re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "data-count" in attributes:
            found[attributes["name"], attributes["value"]] = int(attributes["data-count"])
    return found


@pytest.fixture
def three(directory):
    trade, learning = TopicFactory(slug="fair-trade"), TopicFactory(slug="global-learning")
    ghana, togo = CountryFactory(slug="GH", label_de="Ghana"), CountryFactory(slug="TG", label_de="Togo")
    return [
        ActorProfileFactory(parent=directory, title="Alpha", topics=[trade], engagement_countries=[ghana]),
        ActorProfileFactory(
            parent=directory, title="Beta", topics=[learning], engagement_countries=[ghana, togo]
        ),
        ActorProfileFactory(
            parent=directory, title="Gamma", topics=[trade, learning], engagement_countries=[togo]
        ),
    ]


def test_or_within_a_group_and_between_groups(client, three):
    assert names(client, "topic=fair-trade") == ["Alpha", "Gamma"]
    assert names(client, "topic=fair-trade&topic=global-learning") == ["Alpha", "Beta", "Gamma"]
    assert names(client, "topic=fair-trade&topic=global-learning&country=GH") == ["Alpha", "Beta"]


def test_counts_say_what_one_more_choice_would_give(client, three):
    html = client.get("/akteure/?topic=fair-trade&country=GH").content.decode()
    counts = options(html)
    assert counts["topic", "fair-trade"] == 1
    assert counts["topic", "global-learning"] == 1
    assert counts["country", "GH"] == 1
    assert counts["country", "TG"] == 1
    for (group, slug), count in counts.items():
        if group == "topic":
            assert client.get(f"{JSON}?country=GH&topic={slug}").json()["count"] == count


def test_chips_remove_one_choice_each(client, three):
    html = client.get("/akteure/?country=GH&topic=global-learning&topic=fair-trade").content.decode()
    links = {unescape(link) for link in re.findall(r'href="(\?[^"]*)"', html)}
    assert "?topic=fair-trade&topic=global-learning" in links
    assert "?topic=fair-trade&country=GH" in links
    assert "?topic=global-learning&country=GH" in links


def test_unknown_terms_are_ignored_with_a_notice(client, three):
    response = client.get("/akteure/?topic=fair-trade&topic=gibt-es-nicht&fbclid=1")
    assert response.status_code == 200
    assert "gibt-es-nicht" in response.content.decode()
    assert names(client, "topic=fair-trade&topic=gibt-es-nicht") == ["Alpha", "Gamma"]


@pytest.mark.parametrize("page", ["0", "999", "-1", "x", "1.5", "", "²", "99999999999999999999"])
def test_a_page_that_is_none_is_not_found(client, three, page):
    assert client.get(f"/akteure/?page={page}").status_code == 404


def test_an_empty_directory_is_a_page(client, directory):
    assert client.get("/akteure/").status_code == 200
    assert client.get(JSON).json() == {"count": 0, "results": []}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Flüchtlingshilfe", "fluchtlingshilfe"), ("Flüchtlingshilfe", "Fluechtlingshilfe"),
        ("Fluechtlingshilfe", "flüchtlingshilfe"), ("Hauptstraße 1", "hauptstrasse"), ("Schulen", "Schule"),
        ("Schule", "Schulen"), ("Müttern", "Mütter"), ("Flüchtlingshilfe", "Hilfe"), ("Häuser", "haus"),
        ("Café", "Cafés"), ("Дім України", "дім"), ("தமிழ் சங்கம்", "தமிழ்"), ("ÜBERLEBEN", "über"),
    ],
)  # fmt: skip
def test_search_finds_how_people_write(client, directory, text, question):
    ActorProfileFactory(parent=directory, title="Treffer", summary=text)
    ActorProfileFactory(parent=directory, title="Daneben", summary="Ganz etwas anderes")
    assert [r["name"] for r in client.get(JSON, {"q": question}).json()["results"]] == ["Treffer"]


def test_hits_in_the_name_come_first(client, directory):
    ActorProfileFactory(parent=directory, title="Aktionskreis", summary="Wir sammeln für den Weltladen.")
    ActorProfileFactory(parent=directory, title="Weltladen Nord")
    assert names(client, "q=weltladen") == ["Weltladen Nord", "Aktionskreis"]


def test_words_of_terms_are_found_and_follow_a_renaming(client, three):
    Topic.objects.filter(slug="fair-trade").first()
    topic = Topic.objects.get(slug="fair-trade")
    topic.label_de = "Fairer Handel"
    topic.save()
    assert names(client, "q=fairer handel") == ["Alpha", "Gamma"]
    topic.label_de = "Gerechter Handel"
    topic.save()
    assert names(client, "q=fairer") == []
    assert names(client, "q=gerechter") == ["Alpha", "Gamma"]


@pytest.mark.parametrize(
    "question",
    [
        '"',
        '"unbalanced',
        "a" * 5000,
        "%",
        "_",
        "\\",
        "' OR 1=1 --",
        "word:value",
        "\x00",
        "AND OR NOT",
        "*",
        "(",
        "NEAR(",
        "١٢٣",
        "🎉",
    ],
)
def test_search_never_fails(client, three, question):
    assert client.get("/akteure/", {"q": question}).status_code == 200
    assert client.get(JSON, {"q": question}).status_code == 200


def test_percent_is_no_wildcard(client, three):
    assert client.get(JSON, {"q": "100%sicher"}).json()["count"] == 0


def test_an_edit_shows_at_the_next_request(client, three):
    page = three[0]
    page.title = "Zeta"
    page.save_revision().publish()
    assert names(client) == ["Beta", "Gamma", "Zeta"]
    page.unpublish()
    assert names(client) == ["Beta", "Gamma"]
    three[1].delete()
    assert names(client) == ["Gamma"]


def test_a_restriction_hides_and_its_end_shows(client, three):
    restriction = PageViewRestriction.objects.create(page=three[0], restriction_type="login")
    assert names(client) == ["Beta", "Gamma"]
    restriction.delete()
    assert names(client) == ["Alpha", "Beta", "Gamma"]


def test_a_change_that_sends_no_signal_shows_nothing_either(client, three):
    Page.objects.filter(pk=three[0].pk).update(live=False)
    assert names(client) == ["Beta", "Gamma"]
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=three[1].pk, restriction_type="login")]
    )
    assert names(client) == ["Gamma"]


def test_a_move_takes_the_profile_to_the_other_directory(client, three):
    other = site_root().add_child(instance=ActorDirectoryPage(title="Zweites", slug="zweites"))
    three[0].move(other, pos="last-child")
    assert names(client) == ["Beta", "Gamma"]
    assert client.get("/zweites/actors.json").json()["count"] == 1


def test_a_renamed_directory_links_to_the_new_address(client, three, directory):
    directory.refresh_from_db()
    directory.slug = "organisationen"
    directory.save_revision().publish()
    results = client.get("/organisationen/actors.json").json()["results"]
    assert results[0]["url"].endswith("/organisationen/alpha/")
    assert client.get("/organisationen/alpha/").status_code == 200


def test_place_follows_the_address_and_its_precision(client, three):
    address = add_address(three[0], city="Ebersfurt")
    assert ActorEntry.objects.get(page=three[0]).card["place"] == "Ebersfurt"
    address.precision = "hidden"
    address.save()
    assert ActorEntry.objects.get(page=three[0]).card["place"] == ""


def test_json_pages_through_all_hits(client, directory):
    for number in range(7):
        ActorProfileFactory(parent=directory, title=f"Verein {number}")
    first = client.get(f"{JSON}?per_page=3").json()
    last = client.get(f"{JSON}?per_page=3&page=3").json()
    assert first["count"] == last["count"] == 7
    assert [len(first["results"]), len(last["results"])] == [3, 1]
    assert client.get(f"{JSON}?per_page=3&page=4").status_code == 404


def test_a_restricted_directory_gives_no_json(client, three, directory):
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    response = client.get(JSON)
    assert response.status_code == 302
    assert b"Alpha" not in response.content


def count_queries(client, url):
    for _ in range(2):
        # The first request fills what is kept in memory.
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.slow
def test_the_page_costs_the_same_at_any_size(client, vocabulary, directory):
    filtered = "/akteure/?topic=migration-development&country=AF"
    searched = f"{filtered}&q=verein"
    KindFactory()
    costs = []
    for more in (10, 990):
        make_profiles(directory, more, seed=more)
        costs.append((count_queries(client, filtered), count_queries(client, searched)))
        # A new question each time: an answer that is remembered would hide the search's query.
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{searched} {more}")
        assert len(queries) <= 9
    assert len(set(costs)) == 1
    assert costs[0][0] <= 8
