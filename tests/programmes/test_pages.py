"""What visitors see of programmes and calls, at which moment."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from skew_wagtail.programmes.models import (
    CallCriterion,
    CallPage,
    ModelMunicipality,
    ProgrammeOffer,
    ProgrammePage,
    ProgrammePhase,
    ProgrammeQuestion,
    ProgrammeRelatedPage,
)
from skew_wagtail.vocabulary.models import CallState, MunicipalityKind
from tests.factories import (
    ActorProfileFactory,
    ForumFactory,
    MunicipalityFactory,
    TopicFactory,
    make_document,
)
from tests.programmes.making import (
    BERLIN,
    CallFactory,
    ProgrammeFactory,
    ProgrammeIndexFactory,
    choose,
)

pytestmark = pytest.mark.django_db

CLOSES = datetime(2018, 2, 12, 23, 59, tzinfo=BERLIN)
LATER = datetime(2018, 2, 26, 23, 59, tzinfo=BERLIN)
SECOND = timedelta(seconds=1)


@pytest.fixture
def travel(monkeypatch):
    """Set the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(UTC))


@pytest.fixture(autouse=True)
def words(db):
    """The vocabulary's words, one of which the town has changed."""
    for slug, label in (
        ("announced", "angekündigt"), ("open", "jetzt mitmachen"), ("closed", "zu"), ("selected", "ausgewählt"),
    ):  # fmt: skip
        CallState.objects.create(slug=slug, label_de=label)


def html_of(client, page):
    return client.get(page.url).content.decode()


def text_of(client, page):
    """What one reads on a page, in one line."""
    main = html_of(client, page).partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_call_tells_its_state_by_the_clock_everywhere(client, travel):
    call = CallFactory(title="Interessenbekundung", seats_planned=6, post_note="Es gilt der Poststempel.")
    programme = call.get_parent()
    index = programme.get_parent()
    for moment, word, answering in (
        (call.opens_at - SECOND, "angekündigt", True),
        (CLOSES, "jetzt mitmachen", True),
        (CLOSES + SECOND, "zu", False),
    ):
        travel(moment)
        for page in (call, programme, index):
            assert re.search(rf'skew-state--\w+">{word}</strong>', html_of(client, page)), (moment, page)
        assert ("Es gilt der Poststempel." in text_of(client, call)) == answering
    assert "Montag, 12. Februar 2018, 23:59" in text_of(client, call)
    CallPage.objects.update(selection_published=True)
    assert "ausgewählt" in text_of(client, index)


def test_an_extended_deadline_holds_and_the_old_one_is_struck_in_words_as_well(client, travel):
    travel(CLOSES + SECOND)
    call = CallFactory(extended_to=LATER)
    html = html_of(client, call)
    assert "jetzt mitmachen" in html
    struck = re.search(r"\(([^<]+)<s>(.*?)</s>\)", html, re.S)
    assert struck[1].strip() and "12. Februar 2018" in struck[2]
    assert "Montag, 26. Februar 2018, 23:59" in text_of(client, call)
    travel(LATER + SECOND)
    assert ">zu</strong>" in html_of(client, call)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC"])
def test_times_are_those_of_berlin_whatever_the_hosts_zone(client, settings, zone):
    settings.TIME_ZONE = zone
    assert 'datetime="2018-02-12T23:59:00+01:00"' in html_of(client, CallFactory())


def test_six_planned_and_seven_chosen_are_told_apart(client, travel):
    travel(CLOSES + timedelta(days=60))
    call = CallFactory(seats_planned=6, phase="Phase 1")
    programme = call.get_parent()
    names = [f"Musterkommune {letter}" for letter in "ABCDEFG"]
    choose(call, *(MunicipalityFactory(name=name) for name in names), phase="nicht diese")
    for page in (call, programme):
        assert [name for name in names if name in text_of(client, page)] == []
    CallPage.objects.update(selection_published=True)
    for page in (call, programme):
        assert [name for name in names if name not in text_of(client, page)] == []
    facts = re.search(r"<dl.*?</dl>", html_of(client, call), re.S)[0]
    assert re.findall(r"<dd>[^<]*?(\d)", facts.replace("Phase 1", "")) == ["6", "7"]
    shown = text_of(client, programme)
    assert shown.count("Phase 1") == 7 and "nicht diese" not in shown


def test_what_was_chosen_in_a_draft_is_not_told(client, travel):
    travel(CLOSES + timedelta(days=60))
    call = CallFactory(selection_published=True, live=False)
    choose(call, MunicipalityFactory(name="Geheimstadt"))
    assert "Geheimstadt" not in text_of(client, call.get_parent())
    call.get_parent().specific.unpublish()
    other = CallFactory(parent=call.get_parent(), selection_published=True)
    choose(other, MunicipalityFactory(name="Andere Stadt"))
    ProgrammePage.objects.get().unpublish()
    assert "Andere Stadt" not in text_of(client, other)


def test_a_programme_shows_what_it_has_and_no_empty_headings(client, directory):
    actor, hidden = ActorProfileFactory(parent=directory), ActorProfileFactory(parent=directory, live=False)
    forum, closed = ForumFactory(title="Forum dazu"), ForumFactory(title="Forum intern")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    public, internal = make_document(title="Leitfaden"), make_document(title="Vermerk")
    script = "<script>alert(1)</script>"
    programme = ProgrammeFactory(
        kind="pilot",
        summary=f"Kurz {script}",
        description="<p>Worum es geht</p>",
        office=f"Büro {script}",
        office_email="migration@example.org",
        offers=[ProgrammeOffer(kind="training", text=f"Kurs {script}")],
        phases=[ProgrammePhase(title=f"Phase {script}", text=script)],
        questions=[ProgrammeQuestion(question=f"Frage {script}", answer="<p>Antwort</p>")],
        model_municipalities=[
            ModelMunicipality(
                municipality=MunicipalityFactory(), phase=script, portrait=script, results=script
            )
        ],
        documents=[
            ("document", {"document": public, "is_public": True}),
            ("document", {"document": internal, "is_public": False}),
        ],
        related_pages=[ProgrammeRelatedPage(related=page) for page in (forum, closed)],
        actors=[actor, hidden],
    )
    html = html_of(client, programme)
    assert script not in html and html.count("&lt;script&gt;") >= 8
    for shown in (
        "Worum es geht",
        "mailto:migration@example.org",
        "Antwort",
        "Leitfaden",
        "Forum dazu",
        actor.title,
    ):
        assert shown in html
    assert [text for text in ("Vermerk", "Forum intern", hidden.title) if text in html] == []
    assert "<h2" not in html_of(client, ProgrammeFactory()).partition("<main")[2]
    assert "<h2" not in html_of(client, CallFactory(parent=ProgrammeFactory())).partition("<main")[2]


def test_the_list_shows_what_is_open_on_top_and_filters(client, travel):
    travel(datetime(2026, 6, 1, 12, tzinfo=BERLIN))
    index = ProgrammeIndexFactory()
    town, county = (MunicipalityKind.objects.create(slug=slug, label_de=slug) for slug in ("stadt", "kreis"))
    for_towns = ProgrammeFactory(parent=index, title="Für Städte", municipality_kinds=[town])
    for_all = ProgrammeFactory(parent=index, title="Für alle", topics=[TopicFactory(slug="fair-trade")])
    ProgrammeFactory(parent=index, title="Für Kreise", municipality_kinds=[county])
    ProgrammeFactory(parent=index, title="Entwurf", live=False)
    june = datetime(2026, 6, 1, 23, 59, tzinfo=BERLIN)
    for parent, title, days in (
        (for_towns, "In zehn Tagen", 10), (for_all, "Heute", 0), (for_all, "Vorbei", -30), (for_towns, "Morgen", 1),
    ):  # fmt: skip
        CallFactory(parent=parent, title=title, closes_at=june + timedelta(days=days))
    CallFactory(parent=for_all, title="Kommt", closes_at=june + timedelta(days=90))
    hidden = ProgrammeFactory(parent=index, title="Zurückgezogen")
    CallFactory(parent=hidden, title="Aufruf ohne Programm", closes_at=june)
    hidden.get_children().update(live=True)
    ProgrammePage.objects.filter(pk=hidden.pk).update(live=False)

    def titles(query, part="skew-results"):
        found = client.get(f"{index.url}?{query}").content.decode()
        section = re.search(rf'(id|aria-labelledby)="{part}".*?</section>', found, re.S)[0]
        return re.findall(r'<h3 class="skew-row__title"><a href="[^"]*">(.*?)</a>', section)

    assert titles("", "skew-coming") == ["Heute", "Morgen", "In zehn Tagen", "Kommt"]
    assert titles("") == ["Für Kreise", "Für alle", "Für Städte"]
    assert titles("municipality=stadt") == ["Für alle", "Für Städte"]
    assert titles("topic=fair-trade") == ["Für alle"]
    assert titles("call=closed") == ["Für alle"]
    assert titles("call=announced&municipality=kreis") == ["Für alle"]
    assert titles("topic=fair-trade&call=open&municipality=nonsense") == ["Für alle"]
    assert client.get(f"{index.url}?page=2").status_code == 404
    assert "Aufruf ohne Programm" not in client.get(index.url).content.decode()
    assert "Aufruf ohne Programm" not in client.get(f"{index.url}calls.atom").content.decode()


def test_caches_let_go_of_a_page_before_its_state_changes(client, travel, superuser):
    call = CallFactory()
    programme = call.get_parent()
    addresses = [page.url for page in (call, programme, programme.get_parent())]
    addresses.append(f"{addresses[-1]}calls.atom")
    for moment, kept in (
        (CLOSES - timedelta(days=9), "max-age=60"),
        (CLOSES - timedelta(seconds=7), "max-age=7"),
        (CLOSES, "max-age=0"),
        (CLOSES + SECOND, None),
    ):
        travel(moment)
        for address in addresses:
            assert client.get(address).headers.get("Cache-Control") == kept, (address, moment)
    travel(CLOSES)
    client.force_login(superuser)
    assert {client.get(address).headers["Cache-Control"] for address in addresses} == {"private, no-cache"}


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_tells_readers_of_every_change(client, travel):
    call = CallFactory(title="Aufruf\x0b & mehr")
    CallFactory(title="Entwurf", live=False)
    secret = CallFactory(title="Intern")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    CallPage.objects.update(first_published_at=call.opens_at, last_published_at=call.opens_at)
    index = call.get_parent().get_parent()
    seen = []
    for moment in (CLOSES, CLOSES + SECOND):
        travel(moment)
        response = client.get(f"{index.url}calls.atom")
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(response.content)
        assert feed.find("a:author/a:name", ATOM).text == "localhost"
        [entry] = feed.findall("a:entry", ATOM)
        assert entry.find("a:link", ATOM).get("href") == call.full_url
        assert "12. Februar 2018, 23:59" in entry.find("a:summary", ATOM).text
        seen.append([entry.find(f"a:{name}", ATOM).text for name in ("id", "title", "updated")])
    (before, open_title, opened), (after, closed_title, closed) = seen
    assert before == after == call.translation_key.urn
    assert (open_title, closed_title) == ("Aufruf & mehr (jetzt mitmachen)", "Aufruf & mehr (zu)")
    assert datetime.fromisoformat(opened) < datetime.fromisoformat(closed) == CLOSES
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert client.get(f"{index.url}calls.atom").status_code == 302


def test_queries_are_constant_in_the_number_of_calls_and_municipalities(client):
    index = ProgrammeIndexFactory()

    def grow(number):
        programme = ProgrammeFactory(
            parent=index,
            model_municipalities=[
                ModelMunicipality(municipality=MunicipalityFactory()) for _ in range(number)
            ],
        )
        first = CallFactory(parent=programme, criteria=[CallCriterion(title="K") for _ in range(number)])
        for position in range(1, number):
            programme.add_child(
                instance=CallPage(title="A", slug=f"a{position}", opens_at=first.opens_at, closes_at=CLOSES)
            )
        return [page.url for page in (index, programme, first)] + [f"{index.url}calls.atom"]

    def queries(addresses):
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        return counts

    few, many = queries(grow(10)), queries(grow(30))
    assert few == many
    assert max(many) <= 25
