"""What visitors see of stories of good practice, and how they find them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from skew_wagtail.programmes.stories.models import StoryPage
from skew_wagtail.vocabulary.models import ActivityArea, AreaLevel, Municipality, MunicipalityKind, SizeBand
from tests.factories import (
    ActorProfileFactory,
    ForumFactory,
    TopicFactory,
    make_document,
    make_image,
)
from tests.programmes.making import ProgrammeFactory
from tests.programmes.stories.making import StoryFactory, StoryIndexFactory, many_stories

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


def html_of(client, page):
    return client.get(page.url).content.decode()


def main_of(client, page):
    return html_of(client, page).partition("<main")[2]


def titles(client, address, part="skew-results"):
    html = client.get(address).content.decode()
    section = re.search(rf'(id|aria-labelledby)="{part}".*?</section>', html, re.S)
    return re.findall(r'<h3 class="skew-row__title"><a href="[^"]*">(.*?)</a>', section[0]) if section else []


@pytest.fixture
def towns(db):
    """Three municipalities of different size, kind and state; nothing is known of the fourth."""
    level = AreaLevel.objects.create(slug="state", label_de="Land")
    made = {}
    for name, size, kind, state in (
        ("Kleinstadt", "small", "town", "de-he"),
        ("Mittelstadt", "medium", "town", "de-by"),
        ("Großkreis", "large", "county", "de-he"),
    ):
        made[name] = Municipality.objects.create(
            name=name,
            size=SizeBand.objects.get_or_create(slug=size, defaults={"label_de": f"Größe {size}"})[0],
            kind=MunicipalityKind.objects.get_or_create(slug=kind, defaults={"label_de": f"Art {kind}"})[0],
            state=ActivityArea.objects.get_or_create(
                slug=state, defaults={"label_de": f"Land {state}", "level": level}
            )[0],
        )
    return made | {"Nirgends": Municipality.objects.create(name="Nirgends")}


def test_a_story_shows_what_it_has_and_no_empty_headings(client, directory, towns):
    actor, hidden = ActorProfileFactory(parent=directory), ActorProfileFactory(parent=directory, live=False)
    forum, closed = ForumFactory(title="Forum dazu"), ForumFactory(title="Forum intern")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    collection = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    documents = [
        (make_document(title="Leitfaden"), True),
        (make_document(title="Vermerk"), False),
        (make_document(title="Verschluss", collection=collection), True),
    ]
    names = ("situation", "measures", "results", "helped", "difficult", "tips")
    story = StoryFactory(
        municipality=towns["Kleinstadt"],
        topics=[TopicFactory(slug="fair-trade", label_de="Fairer Handel")],
        summary=f"Kurz {SCRIPT}",
        costs=f"Kosten {SCRIPT}",
        partners=f"Weltladen {SCRIPT}\nVolkshochschule",
        office=f"Büro {SCRIPT}",
        office_email="migration@example.org",
        image=make_image(),
        alt_text="Rathaus hinter einem Brunnen",
        credit=f"Foto: Stadt {SCRIPT}",
        start_year=2023,
        end_year=2025,
        documents=[
            ("document", {"document": document, "is_public": ticked}) for document, ticked in documents
        ],
        actors=[actor, hidden],
        related=[forum, closed],
        **{name: f"<p>Absatz {name}</p>" for name in names},
    )
    html = main_of(client, story)
    assert SCRIPT not in html and html.count("&lt;script&gt;") == 5
    assert [name for name in names if f"Absatz {name}" not in html] == []
    positions = [html.index(f"Absatz {name}") for name in names]
    assert positions == sorted(positions)
    for shown in (
        "Kleinstadt", "Größe small", "Art town", "Land de-he", "Fairer Handel", "2023 bis 2025", "Leitfaden",
        "Forum dazu", actor.title, "mailto:migration@example.org", 'alt="Rathaus hinter einem Brunnen"',
    ):  # fmt: skip
        assert shown in html, shown
    assert [text for text in ("Vermerk", "Verschluss", "Forum intern", hidden.title) if text in html] == []
    minimal = main_of(client, StoryFactory(municipality=towns["Nirgends"]))
    assert "<h2" not in minimal and "<figure" not in minimal and "Nirgends" in minimal


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2023, 2025, "2023 bis 2025"),
        (2024, 2024, "<dd>2024</dd>"),
        (2023, None, "seit 2023"),
        (None, None, None),
    ],
)
def test_the_period_is_said_in_words(client, start, end, words):
    html = main_of(client, StoryFactory(start_year=start, end_year=end))
    assert (words or "Kommune") in html
    assert ("Zeitraum" in html) == bool(words)


def test_the_list_is_filtered_by_topic_and_by_what_the_municipality_is(client, towns):
    index = StoryIndexFactory()
    trade, school = TopicFactory(slug="fair-trade"), TopicFactory(slug="school")
    for title, town, topics in (
        ("Klein und fair", "Kleinstadt", [trade]),
        ("Mittel und fair", "Mittelstadt", [trade, school]),
        ("Groß und Schule", "Großkreis", [school]),
        ("Ohne alles", "Nirgends", []),
    ):
        StoryFactory(parent=index, title=title, municipality=towns[town], topics=topics)
    StoryFactory(parent=index, title="Entwurf", live=False, topics=[TopicFactory(slug="draft")])
    locked = StoryFactory(parent=index, title="Intern", topics=[TopicFactory(slug="locked")])
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    for query, found in (
        ("", ["Ohne alles", "Groß und Schule", "Mittel und fair", "Klein und fair"]),
        ("topic=fair-trade", ["Mittel und fair", "Klein und fair"]),
        ("size=small", ["Klein und fair"]),
        ("municipality=town", ["Mittel und fair", "Klein und fair"]),
        ("state=de-he", ["Groß und Schule", "Klein und fair"]),
        ("state=de-he&municipality=town&size=small&topic=fair-trade", ["Klein und fair"]),
        ("size=large&topic=fair-trade", []),
        # Unknown words are left out, also those that only a draft or an internal story has.
        ("size=gigantic&topic=fair-trade", ["Mittel und fair", "Klein und fair"]),
        ("topic=draft", ["Ohne alles", "Groß und Schule", "Mittel und fair", "Klein und fair"]),
        ("topic=locked&size=small", ["Klein und fair"]),
    ):
        assert titles(client, f"{index.url}?{query}") == found, query
    html = client.get(f"{index.url}?size=gigantic&topic=school").content.decode()
    assert "gigantic" in re.search(r'class="skew-notice">(.*?)</p>', html, re.S)[1]
    assert "noindex" in html and "noindex" not in html_of(client, index)
    empty = client.get(f"{index.url}?size=large&topic=fair-trade").content.decode()
    assert f'<a href="{index.url}">' in empty.partition("skew-empty")[2]
    for page, status in (("1", 200), ("2", 404), ("0", 404), ("x", 404)):
        assert client.get(f"{index.url}?page={page}").status_code == status


def test_a_list_offers_only_what_would_find_something(client, towns):
    index = StoryIndexFactory()
    assert "<select" not in main_of(client, index)
    StoryFactory(parent=index, municipality=towns["Kleinstadt"])
    names = re.findall(r'<select[^>]*name="(\w+)"', main_of(client, index))
    assert names == ["size", "municipality", "state"]
    assert re.findall(r'<option value="(\w+)"', main_of(client, index)) == ["small", "town"]


def test_a_programme_shows_the_public_stories_that_name_it(client):
    programme, other = ProgrammeFactory(), ProgrammeFactory()
    assert "skew-stories" not in html_of(client, programme)
    StoryFactory(title="Älter", related=[programme, other])
    StoryFactory(title="Neuer", related=[programme, programme])
    StoryFactory(title="Anderswo", related=[other])
    StoryFactory(title="Entwurf", related=[programme], live=False)
    locked = StoryFactory(title="Intern", related=[programme])
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    assert titles(client, programme.url, "skew-stories") == ["Neuer", "Älter"]
    changed = StoryPage.objects.get(title="Älter")
    changed.related_pages = []
    changed.save_revision()
    assert titles(client, programme.url, "skew-stories") == ["Neuer", "Älter"]
    changed.get_latest_revision().publish()
    assert titles(client, programme.url, "skew-stories") == ["Neuer"]


def test_queries_are_constant_at_10_and_1000_stories(client, towns):
    counted = {}
    topic = TopicFactory(slug="fair-trade")
    for number in (10, 1000):
        index = StoryIndexFactory()
        many_stories(index, number, list(towns.values()), topic)
        for query in ("", "?topic=fair-trade&size=small"):
            client.get(f"{index.url}{query}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{index.url}{query}").status_code == 200
            counted[query, number] = len(captured)
        assert len(titles(client, index.url)) == min(number, 20)
    assert client.get(f"{index.url}?page=50").status_code == 200
    assert client.get(f"{index.url}?page=51").status_code == 404
    for query in ("", "?topic=fair-trade&size=small"):
        assert counted[query, 10] == counted[query, 1000] <= 20, query


def test_a_story_and_a_programme_ask_as_often_for_many_as_for_few(client, directory, towns):
    known = towns["Kleinstadt"]

    def queries(number):
        programme = ProgrammeFactory()
        for count in range(number):
            town = Municipality.objects.create(
                name=f"Stadt {number}-{count}", size=known.size, kind=known.kind, state=known.state
            )
            StoryFactory(related=[programme], municipality=town, start_year=2023)
        story = StoryFactory(
            actors=[ActorProfileFactory(parent=directory) for _ in range(number)],
            related=[ForumFactory() for _ in range(number)],
        )
        counts = []
        for page in (programme, story):
            client.get(page.url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page.url).status_code == 200
            counts.append(len(captured))
        return counts

    few, many = queries(2), queries(12)
    assert few == many
    assert max(many) <= 25
