"""What visitors see of forums before and after."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from skew_wagtail.forum.models import (
    EventActor,
    EventOutcome,
    EventParticipantGroup,
    EventProgrammeItem,
    EventThemeGroup,
    OutcomeState,
)
from skew_wagtail.vocabulary.models import GlossaryTerm
from tests.factories import (
    ActorProfileFactory,
    ForumFactory,
    ForumIndexFactory,
    InventoryFactory,
    OutcomeKindFactory,
    ParticipantGroupFactory,
)

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 14, 10, tzinfo=BERLIN)
END = START + timedelta(hours=6)


@pytest.fixture
def travel(monkeypatch):
    """Set the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def forum(db):
    activity = OutcomeKindFactory(slug="joint_activity", label_de="Gemeinsame Aktivität", sort_order=10)
    next_step = OutcomeKindFactory(slug="next_step", label_de="Nächster Schritt", sort_order=40)
    return ForumFactory(
        title="Forum Ebersfurt",
        starts_at=START,
        ends_at=END,
        introduction="<p>Wir laden ein</p>",
        venue_name="Rathaus, großer Saal",
        venue_address="Marktplatz 1\n00815 Ebersfurt",
        access="Aufzug am Hintereingang",
        languages="Arabisch, Ukrainisch",
        childcare="ab 3 Jahren",
        organiser="Stadt Ebersfurt",
        moderation="Büro Beispiel",
        attendance_number=83,
        programme_items=[
            EventProgrammeItem(time=time(10, 30), title="Begrüßung", speaker_organisation="Integrationsrat"),
            EventProgrammeItem(time=time(11), title="Gespräch an Tischen"),
        ],
        participant_groups=[
            EventParticipantGroup(group=ParticipantGroupFactory(slug="refugees", label_de="Geflüchtete"), number=20),
            EventParticipantGroup(group=ParticipantGroupFactory(slug="citizens")),
        ],
        theme_groups=[EventThemeGroup(title="Globales Lernen", text="Schulen besuchen")],
        outcomes=[
            EventOutcome(
                kind=next_step, text="Raum suchen", responsible_body="Kulturamt",
                due_date=date(2026, 6, 30), state=OutcomeState.RUNNING,
            ),
            EventOutcome(kind=activity, text="Stand am Stadtfest"),
            EventOutcome(kind=next_step, text="Einladung schreiben"),
        ],
    )  # fmt: skip


def text(client, page):
    return client.get(page.url).content.decode()


REPORT = ("83", "Globales Lernen", "Schulen besuchen", "Raum suchen", "Stand am Stadtfest", "Kulturamt")


@pytest.mark.parametrize(
    "moment", [START - timedelta(days=30), START + timedelta(hours=1), END - timedelta(seconds=1)]
)
def test_until_its_end_the_page_invites(client, forum, travel, moment):
    travel(moment)
    html = text(client, forum)
    for shown in (
        "Wir laden ein", "Rathaus, großer Saal", "Marktplatz 1", "Aufzug am Hintereingang", "Arabisch, Ukrainisch",
        "ab 3 Jahren", "Stadt Ebersfurt", "Büro Beispiel", "Begrüßung", "Integrationsrat", "Geflüchtete",
    ):  # fmt: skip
        assert shown in html
    for later in REPORT:
        assert later not in html
    assert "Geflüchtete: 20" not in html


@pytest.mark.parametrize("moment", [END, END + timedelta(days=400)])
def test_from_its_end_on_the_page_reports_first(client, forum, travel, moment):
    travel(moment)
    html = text(client, forum)
    order = [
        "83",
        "Geflüchtete: 20",
        "Globales Lernen",
        "Stand am Stadtfest",
        "Raum suchen",
        "Wir laden ein",
        "Begrüßung",
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)


def test_outcomes_stand_by_kind_with_body_date_and_state(client, forum, travel):
    travel(END)
    outcomes = re.search(r'aria-labelledby="skew-outcomes".*?</section>', text(client, forum), re.S)[0]
    assert re.findall(r"<h3>(.*?)</h3>", outcomes) == ["Gemeinsame Aktivität", "Nächster Schritt"]
    assert re.findall(r"<p>(.*?)</p>", outcomes) == [
        "Stand am Stadtfest",
        "Raum suchen",
        "Einladung schreiben",
    ]
    states = [str(OutcomeState(state).label) for state in ("open", "running", "open")]
    assert len(re.findall(r"<strong>(.*?)</strong>", outcomes)) == len(states)
    assert "Kulturamt" in outcomes
    assert 'datetime="2026-06-30"' in outcomes


def test_attendance_in_words_takes_the_place_of_the_number(client, travel):
    travel(END)
    html = text(client, ForumFactory(attendance_number=83, attendance_text="rund 80"))
    assert "rund 80" in html
    assert "83" not in html


def test_a_forum_without_report_or_programme_has_no_empty_headings(client, travel):
    travel(END)
    assert "<h2" not in re.search(r"<article.*</article>", text(client, ForumFactory()), re.S)[0]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC"])
def test_times_are_those_of_berlin_whatever_the_hosts_zone(client, settings, zone):
    settings.TIME_ZONE = zone
    page = ForumFactory(starts_at=START, ends_at=END)
    when = re.search(r"<time.*?</time>", text(client, page))[0]
    assert 'datetime="2026-03-14T10:00:00+01:00"' in when
    assert "10:00" in when and "16:00" in when and "14. März 2026" in when


def test_a_forum_of_several_days_names_both(client):
    page = ForumFactory(starts_at=START, ends_at=END + timedelta(days=1))
    when = re.search(r"<time.*?</time>", text(client, page))[0]
    assert "14. März 2026" in when and "15. März 2026" in when


def test_only_public_actors_are_linked(client, directory):
    public, draft = (
        ActorProfileFactory(parent=directory, title=title, live=live)
        for title, live in [("Offen", True), ("Geheim", False)]
    )
    hidden = ActorProfileFactory(parent=directory, title="Geschützt")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    rows = [EventActor(actor=actor) for actor in (public, draft, hidden)]
    html = text(client, ForumFactory(linked_actors=rows))
    assert f'href="{public.url}"' in html
    assert "Geheim" not in html and "Geschützt" not in html


def test_queries_are_constant_in_the_number_of_actors_and_outcomes(client, directory, travel):
    travel(END)
    actors = [ActorProfileFactory(parent=directory) for _ in range(12)]
    kinds, group = [OutcomeKindFactory() for _ in range(4)], ParticipantGroupFactory()

    def queries(number):
        page = ForumFactory(
            linked_actors=[EventActor(actor=actor) for actor in actors[:number]],
            outcomes=[EventOutcome(kind=kinds[n % 4], text=f"Ergebnis {n}") for n in range(number)],
            participant_groups=[EventParticipantGroup(group=group) for _ in range(number)],
        )
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.url).status_code == 200
        return len(captured)

    assert queries(2) == queries(12) <= 25


def test_the_inventory_is_linked_only_while_it_is_public(client):
    inventory = InventoryFactory(title="Bestandsaufnahme Ebersfurt")
    page = ForumFactory(inventory=inventory)
    assert f'href="{inventory.url}"' in text(client, page)
    inventory.unpublish()
    assert "Bestandsaufnahme Ebersfurt" not in text(client, page)


def test_text_of_editors_is_escaped(client, travel):
    travel(END)
    script = "<script>alert(1)</script>"
    kind = OutcomeKindFactory()
    names = ("venue_name", "venue_address", "access", "languages", "childcare", "organiser", "moderation")
    page = ForumFactory(
        title=f"Forum {script}",
        attendance_text=script,
        programme_items=[EventProgrammeItem(title=script, speaker_organisation=script, description=script)],
        theme_groups=[EventThemeGroup(title=script, text=script)],
        outcomes=[EventOutcome(kind=kind, text=script, responsible_body=script)],
        **dict.fromkeys(names, script),
    )
    html = text(client, page)
    assert script not in html
    assert html.count("&lt;script&gt;") >= 16


def test_the_index_shows_coming_ones_first_then_past_years(client, travel):
    travel(datetime(2026, 6, 1, tzinfo=BERLIN))
    index = ForumIndexFactory()
    for title, start in [
        ("Sommer 24", datetime(2024, 7, 1, 10, tzinfo=BERLIN)),
        ("Silvester 24", datetime(2025, 1, 1, 0, 30, tzinfo=BERLIN)),
        ("Mai 26", datetime(2026, 5, 1, 10, tzinfo=BERLIN)),
        ("Dezember 26", datetime(2026, 12, 1, 10, tzinfo=BERLIN)),
        ("Juli 26", datetime(2026, 7, 1, 10, tzinfo=BERLIN)),
        ("Gerade", datetime(2026, 5, 31, 22, tzinfo=BERLIN)),
    ]:
        ForumFactory(parent=index, title=title, starts_at=start)
    ForumFactory(parent=index, title="Entwurf", live=False)
    html = text(client, index)
    found = re.findall(r'skew-row__title"><a href=".*?">(.*?)</a>|<h3>(\d+)</h3>', html)
    assert [title or year for title, year in found] == [
        "Gerade", "Juli 26", "Dezember 26", "2026", "Mai 26", "2025", "Silvester 24", "2024", "Sommer 24",
    ]  # fmt: skip


def test_an_empty_index_says_so(client):
    assert "skew-empty" in text(client, ForumIndexFactory())


def test_the_towns_own_word_for_a_forum(client):
    GlossaryTerm.objects.create(slug="networking_forum", label_de="Runder Tisch")
    page = ForumFactory()
    for shown in (page, page.get_parent()):
        assert '<p class="skew-eyebrow">Runder Tisch</p>' in text(client, shown)


def test_two_words_of_one_page_take_one_query(client):
    page = ForumFactory(inventory=InventoryFactory())
    with CaptureQueriesContext(connection) as captured:
        html = text(client, page)
    assert "Vernetzungsforum" in html and "Bestandsaufnahme:" in html
    assert sum("skew_vocabulary_glossaryterm" in query["sql"] for query in captured) == 1
