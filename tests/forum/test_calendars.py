"""Calendars, the feed and the data for machines, each read by somebody else's parser."""

import json
import re
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

import icalendar
import pytest
import vobject
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from skew_wagtail.forum.models import BERLIN, EventDay, EventSeries, EventStatus, ForumPage
from tests.factories import ForumFactory, ForumIndexFactory, WorkshopFactory

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
#: The clock goes back in the night before the second day.
DAYS = ((date(2026, 10, 24), time(14), time(18)), (date(2026, 10, 25), time(9), time(12)))
IN_UTC = [(datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 24, 16, tzinfo=UTC)),
          (datetime(2026, 10, 25, 8, tzinfo=UTC), datetime(2026, 10, 25, 11, tzinfo=UTC))]  # fmt: skip


@pytest.fixture
def event(db):
    return ForumFactory(
        slug="forum",
        title="Forum; „Ankommen“, Teil 1",
        days=[EventDay(date=day, begins=begins, ends=ends) for day, begins, ends in DAYS],
        venue_name="Rathaus",
        venue_address="Marktplatz 1\n00815 Ebersfurt",
        introduction="<p>Wir laden ein &amp; <b>reden</b></p>",
        series=EventSeries.objects.create(title="Flucht in der Einen Welt"),
    )


def entries(client, url):
    response = client.get(url)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content), response.content.decode()


def part_of(event, number):
    values = {"title": event.title, "number": number, "count": len(DAYS)}
    return gettext("%(title)s (day %(number)d of %(count)d)") % values


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ForumPage.objects.get(pk=page.pk)


def test_both_parsers_read_the_same_days_across_the_change_of_the_clock(client, event):
    calendar, text = entries(client, f"{event.url}event.ics")
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    found = calendar.walk("VEVENT")
    assert [
        (entry["DTSTART"].dt.astimezone(UTC), entry["DTEND"].dt.astimezone(UTC)) for entry in found
    ] == IN_UTC
    assert [entry["SUMMARY"] for entry in found] == [part_of(event, number) for number in (1, 2)]
    assert all(
        entry["DTSTAMP"].dt.tzinfo and entry["LOCATION"].startswith("Rathaus, Markt") for entry in found
    )
    assert len({entry["UID"] for entry in found}) == 2

    other = vobject.readOne(text).vevent_list
    assert [
        (each.dtstart.value.astimezone(UTC), each.dtend.value.astimezone(UTC)) for each in other
    ] == IN_UTC
    assert other[0].summary.value == part_of(event, 1)
    assert "Wir laden ein & reden" in other[0].description.value


def test_a_day_without_times_is_a_whole_day_and_an_open_end_stays_open(client):
    event = ForumFactory(
        days=[
            EventDay(date=date(2026, 5, 1)),
            EventDay(date=date(2026, 5, 2), begins=time(10), label="Runde"),
        ]
    )
    first, second = entries(client, f"{event.url}event.ics")[0].walk("VEVENT")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 5, 1), date(2026, 5, 2))
    assert second["DTSTART"].dt == datetime(2026, 5, 2, 10, tzinfo=BERLIN)
    assert "DTEND" not in second
    assert second["SUMMARY"].endswith(": Runde")


def test_what_changes_keeps_its_uid_and_gets_a_higher_number(client, event):
    def state():
        entry = entries(client, f"{event.url}event.ics")[0].walk("VEVENT")[0]
        return entry["UID"], entry["SEQUENCE"], entry["STATUS"], entry["DTSTART"].dt.day

    before = state()
    assert before[1:] == (0, "CONFIRMED", 24)
    publish(event, childcare="ab 3")
    assert state() == before
    moved = [EventDay(date=date(2026, 11, 7), begins=time(10), ends=time(12))]
    event = publish(event, days=moved, status=EventStatus.MOVED)
    assert state() == (before[0], 1, "CONFIRMED", 7)
    old = event.revisions.order_by("pk").first()
    publish(event, status=EventStatus.CANCELLED)
    assert state()[1:3] == (2, "CANCELLED")
    # Bringing back an old version is one more change, not a way back to an old number.
    old.publish()
    assert state()[1:] == (3, "CONFIRMED", 24)


def test_a_day_that_was_taken_away_is_cancelled_in_calendars_until_it_is_over(client, event, monkeypatch):
    index = event.get_parent()

    def state(url):
        return {
            entry["UID"]: (str(entry["STATUS"]), entry["SEQUENCE"], entry["DTSTART"].dt.astimezone(UTC))
            for entry in entries(client, url)[0].walk("VEVENT")
        }

    def travel(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    def days(*numbers):
        return [EventDay(date=DAYS[at][0], begins=DAYS[at][1], ends=DAYS[at][2]) for at in numbers]

    travel(datetime(2026, 10, 1, 12, tzinfo=BERLIN))
    first, second = state(f"{event.url}event.ics")
    event = publish(event, days=days(0))
    for url in (f"{event.url}event.ics", f"{index.url}events.ics"):
        assert state(url) == {
            first: ("CONFIRMED", 1, IN_UTC[0][0]),
            second: ("CANCELLED", 1, IN_UTC[1][0]),
        }
    summaries = [entry["SUMMARY"] for entry in entries(client, f"{event.url}event.ics")[0].walk("VEVENT")]
    assert summaries == [event.title, gettext("Cancelled: %(title)s") % {"title": event.title}]
    # Published once more without a change, it is still known; with the day back, it takes place.
    event = publish(event, childcare="ab 3")
    assert state(f"{event.url}event.ics")[second][:2] == ("CANCELLED", 1)
    event = publish(event, days=days(0, 1))
    assert state(f"{event.url}event.ics")[second] == ("CONFIRMED", 2, IN_UTC[1][0])
    event = publish(event, days=[])
    assert [status for status, *_rest in state(f"{event.url}event.ics").values()] == [
        "CANCELLED",
        "CANCELLED",
    ]
    travel(datetime(2026, 10, 25, 11, 59, tzinfo=BERLIN))
    assert set(state(f"{event.url}event.ics")) == {second}
    travel(datetime(2026, 10, 25, 12, 0, tzinfo=BERLIN))
    assert state(f"{event.url}event.ics") == {}


def test_the_calendar_of_a_list_holds_what_anyone_may_see_and_the_filter_leaves(client, event):
    index = event.get_parent()
    WorkshopFactory(title="Werkstatt", parent=index)
    ForumFactory(title="Entwurf", parent=index, live=False)
    locked = ForumFactory(title="Geschlossen", parent=index)
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    names = lambda query: {  # noqa: E731
        entry["SUMMARY"].rpartition(" (")[0] or entry["SUMMARY"]
        for entry in entries(client, f"{index.url}events.ics{query}")[0].walk("VEVENT")
    }
    assert names("") == {event.title, "Werkstatt"}
    assert names("?kind=workshop") == {"Werkstatt"}
    assert client.get(f"{locked.url}event.ics").status_code == 302
    assert client.get(f"{index.url}event.ics").status_code == 404

    feed = ElementTree.fromstring(client.get(f"{index.url}events.atom").content)
    titles = [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")]
    assert titles == ["Werkstatt", event.title]
    summary = feed.findall(f"{ATOM}entry")[1].find(f"{ATOM}summary").text
    assert "24. Oktober 2026" in summary and "Rathaus" in summary
    assert feed.findall(f"{ATOM}entry")[1].find(f"{ATOM}id").text == f"urn:uuid:{event.translation_key}"


def test_an_empty_list_has_an_empty_calendar(client):
    index = ForumIndexFactory()
    assert entries(client, f"{index.url}events.ics")[0].walk("VEVENT") == []
    assert ElementTree.fromstring(client.get(f"{index.url}events.atom").content).findall(f"{ATOM}entry") == []


def linked_data(client, page):
    text = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).content.decode()
    )[1]
    return json.loads(text)


def test_machines_learn_days_state_and_series(client, event):
    data = linked_data(client, event)
    assert (data["startDate"], data["endDate"]) == ("2026-10-24T14:00:00+02:00", "2026-10-25T12:00:00+01:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"]["name"] == "Rathaus"
    assert data["superEvent"]["name"] == "Flucht in der Einen Welt"
    assert [part["startDate"][:10] for part in data["subEvent"]] == ["2026-10-24", "2026-10-25"]
    later = [EventDay(date=date(2026, 11, 7), begins=time(10), ends=time(12))]
    data = linked_data(client, publish(event, days=later, status=EventStatus.MOVED))
    assert data["eventStatus"].endswith("EventRescheduled")
    assert data["previousStartDate"] == "2026-10-24T14:00:00+02:00"


def test_a_title_cannot_leave_the_data(client):
    page = ForumFactory(title="</script><script>alert(1)</script><!--")
    assert linked_data(client, page)["name"] == page.title
    assert "<script>alert" not in client.get(page.url).content.decode()


def test_texts_of_editors_are_no_markup_in_the_feed(client):
    page = ForumFactory(venue_name="<script>alert(1)</script>", status="moved", status_text="<b>anders</b>")
    summary = ElementTree.fromstring(client.get(f"{page.get_parent().url}events.atom").content)[-1].find(
        f"{ATOM}summary"
    )
    assert summary.get("type") == "html"
    assert "&lt;script&gt;" in summary.text and "&lt;b&gt;anders" in summary.text
    assert "<script>" not in summary.text


def test_what_was_pasted_into_a_title_does_not_break_the_feed(client):
    page = ForumFactory(title="Forum\x0bFlucht", introduction="<p>Sei\x1bte</p>", venue_name="Haus\x0c")
    index = page.get_parent()
    index.specific_class.objects.filter(pk=index.pk).update(
        title="Foren\x0b", introduction="<p>Worum es geht</p>"
    )
    feed = ElementTree.fromstring(client.get(f"{index.url}events.atom").content)
    assert feed.find(f"{ATOM}entry/{ATOM}title").text == "ForumFlucht"
    assert feed.find(f"{ATOM}subtitle").text == "Worum es geht"
    # Readers take a feed without an author for broken.
    assert feed.find(f"{ATOM}author/{ATOM}name").text
