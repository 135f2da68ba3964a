"""The list of events: what a visitor can choose, what comes first, how it is paged."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.forum.models import BERLIN, EventDay, EventPage, EventSeries, ForumPage
from skew_wagtail.vocabulary.models import Municipality
from tests.factories import (
    ForumFactory,
    ForumIndexFactory,
    InventoryFactory,
    TopicFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db


def day(year, month=6):
    return datetime(year, month, 1, 10, tzinfo=BERLIN)


def titles(client, index, query=""):
    response = client.get(f"{index.url}{query}")
    assert response.status_code == 200
    return re.findall(r'skew-row__title"><a href=".*?">(.*?)</a>', response.content.decode())


def test_visitors_choose_by_place_topic_kind_series_and_year(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: day(2026))
    index, fair = ForumIndexFactory(), TopicFactory(slug="fair-trade")
    north, south = (Municipality.objects.create(name=name) for name in ("Nordstadt", "Südstadt"))
    series = EventSeries.objects.create(title="Reihe")
    ForumFactory(parent=index, title="Alt", starts_at=day(2024), municipality=north, series=series)
    ForumFactory(parent=index, title="Kommend", starts_at=day(2026, 9), municipality=south, topics=[fair])
    WorkshopFactory(parent=index, title="Werkstatt", starts_at=day(2026, 8), municipality=north)
    WorkshopFactory(parent=InventoryFactory(), title="Der Bestandsaufnahme", starts_at=day(2026, 7))
    WorkshopFactory(parent=ForumIndexFactory(), title="Einer anderen Liste", starts_at=day(2026, 7))

    assert titles(client, index) == ["Der Bestandsaufnahme", "Werkstatt", "Kommend", "Alt"]
    for query, expected in {
        f"?municipality={north.pk}": ["Werkstatt", "Alt"],
        "?topic=fair-trade": ["Kommend"],
        "?kind=forum": ["Kommend", "Alt"],
        f"?series={series.pk}": ["Alt"],
        "?year=2026": ["Der Bestandsaufnahme", "Werkstatt", "Kommend"],
        f"?kind=workshop&municipality={north.pk}&year=2026": ["Werkstatt"],
        "?kind=forum&year=2024&topic=fair-trade": [],
        "?topic=gibtesnicht": ["Der Bestandsaufnahme", "Werkstatt", "Kommend", "Alt"],
    }.items():
        assert titles(client, index, query) == expected, query
    html = client.get(f"{index.url}?topic=gibtesnicht").content.decode()
    assert "gibtesnicht" in html.partition("skew-notice")[2]
    assert f'href="{index.url}?year=2024#skew-results"' in html
    assert (
        f'href="{index.url}events.ics?kind=forum"' in client.get(f"{index.url}?kind=forum").content.decode()
    )


def test_what_is_postponed_waits_among_those_to_come_and_what_is_cancelled_says_so(client, monkeypatch):
    index = ForumIndexFactory()
    monkeypatch.setattr(timezone, "now", lambda: day(2026))
    ForumFactory(parent=index, title="Verschoben", starts_at=day(2026, 5), status="postponed")
    ForumFactory(
        parent=index, title="Abgesagt", starts_at=day(2026, 7), status="cancelled", status_text="Sturm"
    )
    html = client.get(index.url).content.decode()
    assert "skew-past" not in html
    states = re.findall(r'skew-event__state">(.*?)<', html)
    assert states == [ForumPage(status=status).get_status_display() for status in ("postponed", "cancelled")]
    page = client.get(ForumPage.objects.get(title="Abgesagt").url).content.decode()
    assert "Sturm" in page.partition("skew-event__status")[2]


def make_many(index, number):
    """Copies of one event, by the table: what a page costs does not depend on how they were made."""
    first = ForumFactory(parent=index, starts_at=day(2025))
    index.refresh_from_db()
    pages, steps = [], Page.steplen
    base = Page.objects.get(pk=first.pk)
    for n in range(number):
        path = f"{index.path}{Page._int2str(n + 2).rjust(steps, '0')}"
        values = {
            f.attname: getattr(base, f.attname) for f in Page._meta.concrete_fields if f.attname != "id"
        }
        unique = {"path": path, "slug": f"kopie-{n}", "url_path": f"{index.url_path}kopie-{n}/"}
        unique |= {"translation_key": uuid4(), "latest_revision_id": None}
        pages.append(Page(**values | unique | {"live_revision_id": None}))
    made = Page.objects.bulk_create(pages)
    for page in made:
        row = EventPage(page_ptr_id=page.pk, starts_at=first.starts_at, ends_at=first.ends_at, announced={})
        row.save_base(raw=True, force_insert=True)
        ForumPage(eventpage_ptr_id=page.pk).save_base(raw=True, force_insert=True)
    EventDay.objects.bulk_create(EventDay(page_id=page.pk, date=day(2025).date()) for page in made)
    Page.objects.filter(pk=index.pk).update(numchild=number + 1)


def test_queries_are_constant_at_10_and_1000_events(client):
    counted = {}
    for number in (10, 1000):
        index = ForumIndexFactory()
        make_many(index, number)
        for name in ("", "events.ics", "events.atom"):
            client.get(f"{index.url}{name}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{index.url}{name}").status_code == 200
            counted[name, number] = len(captured)
        assert len(titles(client, index)) == min(number + 1, 20)
    assert client.get(f"{index.url}?page=51").status_code == 200
    assert client.get(f"{index.url}?page=52").status_code == 404
    for name in ("", "events.ics", "events.atom"):
        assert counted[name, 10] == counted[name, 1000] <= 25, name
