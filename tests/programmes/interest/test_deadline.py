"""What is taken around the deadline, to the second, by the server's clock alone."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.models import Site

from skew_wagtail.programmes.interest.links import form_url, own_path
from skew_wagtail.programmes.interest.models import ExpressionOfInterest, InterestSettings
from skew_wagtail.programmes.interest.opening import Opening, grace_end, may_submit, opening_of
from tests.pdf_text import text_of_pdf
from tests.programmes.interest.filling import (
    ANSWERS,
    CLOSES,
    alert_of,
    decide,
    make_call,
    opened,
    send,
    text_of,
    the_one,
)
from tests.programmes.making import BERLIN, ProgrammeFactory

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
GRACE_END = CLOSES + 15 * MINUTE


def begin(client, call, travel, moment=CLOSES - MINUTE):
    """The form as it was opened at a moment; nothing is stored."""
    travel(moment)
    return opened(client, form_url(call))


@pytest.mark.parametrize(
    ("moment", "rule", "state", "is_late"),
    [
        (CLOSES - SECOND, "refuse", "submitted", False),
        (CLOSES, "refuse", "submitted", False),
        (CLOSES + timedelta(microseconds=1), "refuse", "draft", False),
        (CLOSES + SECOND, "accept", "submitted", False),
        (CLOSES + SECOND, "mark", "submitted", True),
        (CLOSES + SECOND, "refuse", "draft", False),
        (GRACE_END, "mark", "submitted", True),
        (GRACE_END, "refuse", "draft", False),
    ],
)
@pytest.mark.parametrize("has_draft", [False, True], ids=["form opened", "draft saved"])
def test_what_was_begun_in_time_is_taken_as_the_site_says(
    client, call, travel, moment, rule, state, is_late, has_draft
):
    decide(late_entries=rule)
    posted = begin(client, call, travel)
    url = form_url(call)
    if has_draft:
        url = send(client, url, "save", posted=posted, motivation="Alt").headers["Location"]
        posted = opened(client, url)
    mail.outbox.clear()
    travel(moment)
    response = send(client, url, posted=posted)
    interest = the_one()
    assert (interest.state, interest.is_late) == (state, is_late)
    # Refused or not: what was typed is there.
    assert interest.motivation == ANSWERS["motivation"]
    if state == "submitted":
        assert interest.submitted_at == moment
        receipt = mail.outbox[-1]
        assert interest.reference in receipt.subject
        page, sheet = client.get(response.headers["Location"]), receipt.attachments[0][1]
        word = "grace period" if "grace period" in receipt.body else "Nachfrist"
        found = [word in text for text in (receipt.body, text_of(page), text_of_pdf(sheet))]
        assert found == [is_late] * 3
    else:
        assert response.status_code == 403 and alert_of(response)
        assert ANSWERS["motivation"] in text_of(response)
        assert [letter for letter in mail.outbox if interest.reference in letter.subject] == []


@pytest.mark.parametrize("moment", [GRACE_END + SECOND, CLOSES + timedelta(days=9)])
@pytest.mark.parametrize("has_draft", [False, True], ids=["form opened", "draft saved"])
def test_after_the_grace_period_nothing_is_stored_and_nothing_typed_is_lost(
    client, call, travel, moment, has_draft
):
    decide(late_entries="accept")
    posted = begin(client, call, travel)
    url = form_url(call)
    if has_draft:
        url = send(client, url, "save", posted=posted, motivation="Alt").headers["Location"]
        posted = opened(client, url)
    travel(moment)
    response = send(client, url, posted=posted)
    assert response.status_code == 403 and alert_of(response)
    assert ANSWERS["motivation"] in text_of(response)
    if not has_draft:
        assert not ExpressionOfInterest.objects.exists()
        return
    assert (the_one().state, the_one().motivation) == ("draft", "Alt")
    page = client.get(url)
    assert "Alt" in text_of(page) and "<form method" not in page.content.decode()
    [link] = [
        a["href"]
        for a in BeautifulSoup(page.content, "html.parser").select("a")
        if a["href"].endswith(".pdf")
    ]
    assert "Alt" in text_of_pdf(client.get(link).content)


def test_without_a_grace_period_the_next_second_is_too_late(client, call, travel):
    decide(grace_minutes=0, late_entries="accept")
    url = send(client, call, "save").headers["Location"]
    posted = opened(client, url)
    travel(CLOSES + SECOND)
    assert send(client, url, posted=posted, motivation="Spät").status_code == 403
    assert (the_one().state, the_one().motivation) == ("draft", ANSWERS["motivation"])


def test_what_was_begun_after_the_deadline_is_not_taken_in_the_grace_period(client, call, travel):
    decide(late_entries="accept")
    extended = make_call(slug="laenger", extended_to=CLOSES + timedelta(days=1))
    travel(CLOSES + MINUTE)
    assert 'name="token"' not in client.get(form_url(call)).content.decode()
    # The form of another call, which is open still, gives no stamp for this one.
    foreign = opened(client, form_url(extended))
    assert send(client, form_url(call), posted=foreign).status_code == 404
    assert not ExpressionOfInterest.objects.exists()
    # A deadline that was brought forward: the form was opened before, but after the deadline that holds.
    posted = begin(client, call, travel)
    call.closes_at = CLOSES - 5 * MINUTE
    call.save_revision().publish()
    travel(CLOSES)
    assert send(client, form_url(call), posted=posted).status_code == 403
    assert not ExpressionOfInterest.objects.exists()


def test_who_forgot_something_in_the_grace_period_is_still_in_time(client, call, travel):
    posted = begin(client, call, travel)
    travel(CLOSES + MINUTE)
    response = send(client, form_url(call), posted=posted, motivation="")
    assert response.status_code == 200 and the_one().state == "draft"
    travel(CLOSES + 2 * MINUTE)
    send(client, own_path(the_one()))
    assert (the_one().state, the_one().is_late) == ("submitted", True)


@pytest.mark.parametrize("wrong_by", [timedelta(days=-400), timedelta(hours=2)], ids=["behind", "ahead"])
def test_the_clock_of_the_visitor_does_not_matter(client, call, travel, wrong_by):
    """Whatever a browser says of the time, in its headers or in fields of the form."""
    posted = begin(client, call, travel)
    for moment, status in ((CLOSES + SECOND, 302), (GRACE_END + SECOND, 403)):
        travel(moment)
        told = (moment + wrong_by).astimezone(UTC)
        headers = {
            "Date": told.strftime("%a, %d %b %Y %H:%M:%S GMT"),
            "If-Unmodified-Since": told.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        }
        values = {"submitted_at": told.isoformat(), "created_at": told.isoformat(), "is_late": ""}
        answer = client.post(
            form_url(call), posted | ANSWERS | {"action": "submit"} | values, headers=headers
        )
        assert answer.status_code == status
        if status == 302:
            assert (the_one().submitted_at, the_one().is_late) == (moment, True)
            the_one().delete()
    assert not ExpressionOfInterest.objects.exists()


def test_an_extended_deadline_is_the_one_that_counts(client, call, travel):
    call.extended_to = CLOSES + timedelta(days=7)
    call.save_revision().publish()
    posted = begin(client, call, travel, CLOSES + timedelta(days=1))
    send(client, form_url(call), posted=posted)
    assert (the_one().state, the_one().is_late) == ("submitted", False)
    # Who missed the first deadline with a draft goes on.
    ExpressionOfInterest.objects.update(state="draft")
    assert 'value="submit"' in client.get(own_path(the_one())).content.decode()
    travel(CLOSES + timedelta(days=7, minutes=16))
    assert 'value="submit"' not in client.get(own_path(the_one())).content.decode()


@pytest.mark.parametrize(
    ("closes", "last"),
    [
        # The clock goes back: 02:30 comes twice; the deadline is the first or the second of them.
        (datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN), datetime(2026, 10, 25, 0, 45, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), datetime(2026, 10, 25, 1, 45, tzinfo=UTC)),
        # The grace period reaches over the change: it has real minutes.
        (datetime(2026, 10, 25, 2, 59, fold=0, tzinfo=BERLIN), datetime(2026, 10, 25, 1, 14, tzinfo=UTC)),
        # The clock goes forward: 01:59 is followed by 03:00.
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), datetime(2026, 3, 29, 1, 14, tzinfo=UTC)),
        (datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN), datetime(2026, 3, 29, 1, 15, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("is_stored", [True, False])
def test_the_nights_in_which_the_clocks_change(travel, online, closes, last, is_stored):
    call = make_call(closes_at=closes)
    if is_stored:
        call.refresh_from_db()
    assert grace_end(call) == last
    deadline = closes.astimezone(UTC)
    for moment, opening in (
        (deadline - SECOND, Opening.OPEN),
        (deadline, Opening.OPEN),
        (deadline + SECOND, Opening.GRACE),
        (last, Opening.GRACE),
        (last + SECOND, Opening.OVER),
    ):
        assert opening_of(call, moment) == opening, moment


def test_a_call_that_left_the_site_takes_nothing_and_shows_the_draft(client, call):
    url = send(client, call, "save").headers["Location"]
    posted = opened(client, url)
    call.unpublish()
    response = send(client, url, posted=posted, motivation="Neu")
    assert response.status_code == 403
    assert the_one().motivation == ANSWERS["motivation"]
    assert ANSWERS["motivation"] in text_of(client.get(url))


def test_each_site_decides_for_its_own_calls(call):
    other = Site.objects.create(hostname="anderswo.example.org", root_page=call.get_parent())
    InterestSettings.objects.create(site=other, late_entries="refuse", grace_minutes=60)
    decide(late_entries="accept", grace_minutes=0)
    there = type(call).objects.get(pk=call.pk)
    assert opening_of(there, CLOSES + 30 * MINUTE) == Opening.GRACE
    assert not may_submit(there, CLOSES + 30 * MINUTE, begun_in_time=True)
    here = make_call(slug="hier", parent=ProgrammeFactory())
    assert opening_of(here, CLOSES + SECOND) == Opening.OVER
