"""The feed of new actors: what a reader of feeds gets, and what nobody does."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from skew_wagtail.actors.entries import rebuild_directory
from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.actions import refuse_listing, withdraw
from skew_wagtail.privacy.models import ActorAddress, ConsentMethod
from skew_wagtail.privacy.withdrawals import Withdrawal
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    KindFactory,
    TopicFactory,
    add_address,
    add_contact,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/akteure/actors.atom"
BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(client, query=""):
    """The feed as a reader takes it: well-formed, with all that Atom demands."""
    response = client.get(f"{FEED}?{query}" if query else FEED)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert part.find(f"a:{name}", ATOM).text
        datetime.fromisoformat(part.find("a:updated", ATOM).text)
    assert feed.find("a:author/a:name", ATOM).text
    return feed


def titles(client, query=""):
    return [entry.find("a:title", ATOM).text for entry in read(client, query).findall("a:entry", ATOM)]


def published(days, **values):
    """A profile that came online that many days after the first one."""
    page = ActorProfileFactory(**values)
    moment = BEGIN + timedelta(days=days)
    ActorProfilePage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
    rebuild_directory(page.get_parent().specific)
    return ActorProfilePage.objects.get(pk=page.pk)


def test_the_newest_actor_comes_first_with_what_anyone_may_see(client, directory):
    published(1, parent=directory, title="Zuerst da")
    page = published(
        2,
        parent=directory,
        title="Ärzte & Freunde <b>",
        summary="Wir helfen <script>alert(1)</script>",
        kind=KindFactory(slug="migrant-organisation", label_de="Migrantenorganisation"),
    )
    page.save_revision().publish()
    add_address(page, precision="place")
    directory.introduction = "<p>Wer hilft &amp; <b>wo</b>?</p>"
    directory.save()
    rebuild_directory(directory)
    feed = read(client)
    entry = feed.find("a:entry", ATOM)
    assert titles(client) == ["Ärzte & Freunde <b>", "Zuerst da"]
    assert entry.find("a:id", ATOM).text == page.translation_key.urn
    assert entry.find("a:link", ATOM).get("href") == page.full_url
    assert datetime.fromisoformat(entry.find("a:published", ATOM).text) == BEGIN + timedelta(days=2)
    assert datetime.fromisoformat(entry.find("a:updated", ATOM).text) > BEGIN + timedelta(days=2)
    summary = entry.find("a:summary", ATOM)
    assert summary.get("type") == "html"
    assert summary.text == (
        "Migrantenorganisation<br>Ebersfurt<br>Wir helfen &lt;script&gt;alert(1)&lt;/script&gt;"
    )
    assert feed.find("a:subtitle", ATOM).text == "Wer hilft & wo?"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"alternate": directory.full_url, "self": f"{directory.full_url}actors.atom"}


def test_place_and_people_follow_what_was_agreed_to(client, directory):
    page = ActorProfileFactory(parent=directory)
    add_contact(page, ["web"], name="Amina Gezeigt")
    add_address(page, precision="hidden")
    rebuild_directory(directory)
    hidden = ("Amina", "amina@", "030 23125", "Färbergasse", "00815", "Ebersfurt")
    text = client.get(FEED).content.decode()
    assert [each for each in hidden if each in text] == []
    ActorAddress.objects.update(precision="postcode")
    rebuild_directory(directory)
    text = client.get(FEED).content.decode()
    assert [each for each in hidden if each in text] == ["00815", "Ebersfurt"]


def test_the_filters_of_the_directory_narrow_the_feed(client, directory):
    trade = TopicFactory(slug="fair-trade")
    published(1, parent=directory, title="Alt und fair", topics=[trade])
    published(2, parent=directory, title="Neu und fair", topics=[trade])
    published(3, parent=directory, title="Chor")
    assert titles(client, "topic=fair-trade") == ["Neu und fair", "Alt und fair"]
    assert titles(client, "q=chor") == ["Chor"]
    # A feed has no pages and one order; what is unknown is left out.
    assert titles(client, "sort=name&page=7&topic=nonsense") == ["Chor", "Neu und fair", "Alt und fair"]
    assert titles(client, "topic=fair-trade&q=chor") == []
    feed = read(client, "page=7&topic=fair-trade&utm=1")
    [own] = [link for link in feed.findall("a:link", ATOM) if link.get("rel") == "self"]
    assert own.get("href") == f"{directory.full_url}actors.atom?topic=fair-trade"


def test_the_directory_leads_to_the_feed_of_what_one_sees(client, directory):
    ActorProfileFactory(parent=directory, topics=[TopicFactory(slug="fair-trade")])
    html = client.get("/akteure/?sort=updated&topic=fair-trade").content.decode()
    address = f"{FEED}?topic=fair-trade"
    head, body = html.split("<main", 1)
    assert f'type="application/atom+xml" title="{directory.title}" href="{address}"' in head
    assert f'<a href="{address}" type="application/atom+xml"' in body


def unpublished(page):
    page.unpublish()


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def deleted(page):
    page.delete()


def put_offline_by_a_query(page):
    ActorProfilePage.objects.filter(pk=page.pk).update(live=False)


def withdrawn(page):
    withdraw(page.translation_key, Withdrawal(entry=True), method=ConsentMethod.SPOKEN)


@pytest.mark.parametrize(
    "happens",
    [unpublished, restricted, deleted, put_offline_by_a_query, withdrawn],
    ids=lambda act: act.__name__,
)
def test_who_is_not_public_any_more_is_gone_at_once(client, directory, happens):
    ActorProfileFactory(parent=directory, title="Bleibt")
    page = ActorProfileFactory(parent=directory, title="Geht")
    assert set(titles(client)) == {"Bleibt", "Geht"}
    happens(page)
    assert titles(client) == ["Bleibt"]


def test_drafts_and_who_refused_are_never_in_it(client, directory):
    refuse_listing("Will nicht", reason="risk")
    ActorProfileFactory(parent=directory, title="Will nicht", live=False)
    page = ActorProfileFactory(parent=directory, title="Öffentlich")
    page.title = "Noch nicht veröffentlicht"
    page.save_revision()
    assert titles(client) == ["Öffentlich"]


def test_a_directory_that_is_not_for_everybody_has_no_feed_for_everybody(client, directory):
    ActorProfileFactory(parent=directory)
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    assert client.get(FEED).status_code == 302
    directory.unpublish()
    assert client.get(FEED).status_code == 404
    assert client.get("/actors.atom").status_code == 404
    assert client.post(FEED).status_code == 405


@pytest.mark.parametrize(
    "text",
    [
        "Glocke \x07 und \x1b[31mrot", "Seite\x0cVorschub", "\ufffe\uffff",
        "Chor 🎶👩🏾‍🤝‍👩🏼", "جمعية الأمل \u202eabc\u202c",
        "]]> & <![CDATA[", "&#x0;", "Zeile\nZeile\tTab", "தமிழ் சங்கம்",
    ],
)  # fmt: skip
def test_any_text_makes_a_feed_that_readers_understand(client, directory, text):
    name, kind = f"Verein {text}", KindFactory(slug="odd", label_de=f"Art {text}")
    ActorProfileFactory(parent=directory, title=name, slug="verein", summary=f"Kurz {text}", kind=kind)
    directory.title, directory.introduction = f"Akteure {text}", f"<p>Wer {text.replace('<', '')}</p>"
    directory.save()
    [title] = titles(client)
    printable = "".join(letter for letter in name if letter >= " " or letter in "\t\n")
    assert title == printable.replace("\ufffe", "").replace("\uffff", "")


def test_an_empty_directory_has_an_empty_feed(client, directory):
    assert titles(client) == []


def test_queries_are_constant_and_the_feed_ends_after_fifty(client, directory, vocabulary):
    counted, number = [], 0
    for more in (10, 990):
        make_profiles(directory, more)
        number += more
        client.get(FEED)
        with CaptureQueriesContext(connection) as captured:
            found = titles(client)
        assert len(found) == min(number, 50)
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 12
