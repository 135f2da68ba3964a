"""What visitors see of an inventory."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from skew_wagtail.actors.entries import refresh_entries
from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.models import InventoryStep
from skew_wagtail.vocabulary.models import GlossaryTerm, Topic
from tests.factories import (
    ActorProfileFactory,
    CountryFactory,
    InventoryFactory,
    InventoryIndexFactory,
    KindFactory,
    StepStateFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def step(title, state="done", public=True, **values):
    return InventoryStep(
        title=title, state=StepStateFactory(slug=state, label_de=f"Stand-{state}"), is_public=public, **values
    )


def text(client, page):
    return client.get(page.url).content.decode()


def table_rows(html, caption):
    """Label and number of each line of the table whose caption begins so."""
    table = next(
        part for part in re.findall(r"<table.*?</table>", html, re.S) if f"<caption>{caption}" in part
    )
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', table)
    return [(label, int(number)) for label, number in rows]


def pictures(html):
    """The pictures of the page as XML, each by its title."""
    found = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.S)]
    return {svg.find("title").text: svg for svg in found if svg.get("role") == "img"}


def test_status_line_counts_all_steps_but_skipped_ones(client):
    steps = [step("A"), step("B"), step("C", public=False), step("D", "running"), step("E", "skipped")]
    page = InventoryFactory(steps=steps)
    with translation.override("en"):
        assert page.progress_text() == "3 of 4 steps completed"
    assert str(page.progress_text()) in text(client, page)


def test_no_status_line_without_steps(client):
    page = InventoryFactory()
    assert page.progress_text() == ""
    assert "skew-inventory__progress" not in text(client, page)


def test_timeline_shows_public_steps_in_order_with_state_and_date(client):
    steps = [
        step("Steckbriefe", "done", planned_date=date(2026, 1, 1), actual_date=date(2026, 2, 3)),
        step("Geheimes Gespräch", "running", public=False, description="Vertraulich", public_note="Nur hier"),
        step("Broschüre", "planned", planned_date=date(2026, 5, 4), public_note="Ab Mai im Rathaus"),
    ]
    html = text(client, InventoryFactory(steps=steps))
    timeline = re.search(r'<ol class="skew-steps">.*?</ol>', html, re.S)[0]
    assert re.findall(r"<h3>(.*?)</h3>", timeline) == ["Steckbriefe", "Broschüre"]
    assert re.findall(r"<strong>(.*?)</strong>", timeline) == ["Stand-done", "Stand-planned"]
    assert re.findall(r'datetime="(.*?)"', timeline) == ["2026-02-03", "2026-05-04"]
    assert "Ab Mai im Rathaus" in timeline
    for internal in ("Geheimes Gespräch", "Vertraulich", "Nur hier", "Stand-running"):
        assert internal not in html


def test_facts_goal_and_focus(client):
    page = InventoryFactory(
        start_date=date(2026, 3, 1),
        end_date=date(2026, 10, 31),
        goal="<p>Einander <b>kennen</b></p>",
        contractors="Büro Beispiel GbR\n\n Institut Muster \n",
        partners="Integrationsrat",
        focus_topics=[TopicFactory(slug="fair-trade", label_de="Fairer Handel")],
    )
    html = text(client, page)
    for shown in (
        "Stadt Ebersfurt",
        "März 2026",
        "Oktober 2026",
        "<b>kennen</b>",
        "Integrationsrat",
        "Fairer Handel",
    ):
        assert shown in html
    assert re.findall(r"<dd>(Büro.*?|Institut.*?)</dd>", html) == ["Büro Beispiel GbR", "Institut Muster"]


def test_only_live_and_public_actors_appear_and_count(client, directory):
    club = KindFactory(slug="club", label_de="Chor")
    public, draft, restricted, later = [
        ActorProfileFactory(parent=directory, title=title, kind=club, live=title != "Entwurf e. V.")
        for title in ("Offen e. V.", "Entwurf e. V.", "Geschützt e. V.", "Zurückgezogen e. V.")
    ]
    page = InventoryFactory(actors=[public, draft, restricted, later])
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert "Zurückgezogen e. V." in text(client, page)
    later.unpublish()

    html = text(client, page)
    assert f'href="{public.url}"' in html
    for hidden in ("Entwurf e. V.", "Geschützt e. V.", "Zurückgezogen e. V."):
        assert hidden not in html
    assert [number for svg in pictures(html).values() for number in counts(svg)] == [("Chor", 1)]


def counts(svg):
    """Label and number of each bar of a picture."""
    texts = [node.text for node in svg.iter("text")]
    return [(label, int(number)) for label, number in zip(texts[::2], texts[1::2], strict=True)]


def test_an_actor_named_twice_stands_once(client, directory):
    actor = ActorProfileFactory(parent=directory, title="Doppelt e. V.")
    html = text(client, InventoryFactory(actors=[actor, actor]))
    assert html.count("Doppelt e. V.") == 1


def test_statistics_agree_with_a_hand_count_in_picture_and_table(client, directory):
    club, shop = KindFactory(slug="club", label_de="Verein"), KindFactory(slug="shop", label_de="Laden")
    trade, peace = (
        TopicFactory(slug="trade", label_de="Handel"),
        TopicFactory(slug="peace", label_de="Frieden & Co"),
    )
    ghana, peru = CountryFactory(slug="GH", label_de="Ghana"), CountryFactory(slug="PE", label_de="Peru")
    rows = [
        (club, [trade, peace], [ghana]),
        (club, [trade], [ghana, peru]),
        (shop, [trade], [ghana]),
        (club, [peace], []),
    ]
    actors = [
        ActorProfileFactory(parent=directory, kind=kind, topics=topics, engagement_countries=countries)
        for kind, topics, countries in rows
    ]
    html = text(client, InventoryFactory(actors=actors))

    expected = {
        "kind": [("Verein", 3), ("Laden", 1)],
        "topic": [("Handel", 3), ("Frieden & Co", 2)],
        "country": [("Ghana", 3), ("Peru", 1)],
    }
    found = pictures(html)
    assert len(found) == 3
    for (title, svg), wanted in zip(found.items(), expected.values(), strict=True):
        assert counts(svg) == wanted
        assert [(label.replace("&amp;", "&"), number) for label, number in table_rows(html, title)] == wanted
        widths = [int(bar.get("width")) for bar in svg.iter("rect")]
        assert widths == [round(320 * number / wanted[0][1]) for _, number in wanted]


def test_picture_has_title_and_description_and_no_inline_style(client, directory):
    html = text(client, InventoryFactory(actors=[ActorProfileFactory(parent=directory)]))
    svg = next(iter(pictures(html).values()))
    names = svg.get("aria-labelledby").split()
    assert [svg.find("title").get("id"), svg.find("desc").get("id")] == names
    assert svg.find("desc").text.strip()
    page = re.search(r'<article class="skew-inventory">.*</article>', html, re.S)[0]
    assert "style=" not in page
    assert "<script" not in page


def test_no_statistics_without_actors(client):
    html = text(client, InventoryFactory())
    assert pictures(html) == {}
    assert "skew-actors" not in html


def test_text_of_editors_is_escaped(client, directory):
    inline = "<script>alert(1)</script>"
    actor = ActorProfileFactory(parent=directory, title=f"Verein {inline}", summary=inline)
    page = InventoryFactory(
        title=f"Aufnahme {inline}",
        contractors=inline,
        partners=inline,
        steps=[step(f"Schritt {inline}", description=inline, public_note=inline)],
        actors=[actor],
    )
    html = text(client, page)
    assert inline not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 8


def queries(client, page):
    """How many queries a page takes once the site is in memory."""
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


def test_queries_are_constant_in_the_number_of_actors(client, directory):
    kinds = [KindFactory(slug=f"kind-{number}") for number in range(20)]
    actors = [
        directory.add_child(instance=ActorProfilePage(title=f"Verein {number}", kind=kinds[number % 20]))
        for number in range(200)
    ]
    refresh_entries([actor.pk for actor in actors])
    few = InventoryFactory(actors=actors[:10], steps=[step("A")])
    many = InventoryFactory(actors=actors, steps=[step(f"Schritt {number}") for number in range(9)])
    assert queries(client, few) == queries(client, many) <= 25
    assert text(client, many).count("Verein ") >= 200


def test_the_towns_own_word_for_an_inventory(client):
    page = InventoryFactory()
    term = GlossaryTerm.objects.create(slug="inventory", label_de="Bestandsaufnahme, Bestandserhebung")
    assert '<p class="skew-eyebrow">Bestandsaufnahme</p>' in text(client, page)
    GlossaryTerm.objects.filter(pk=term.pk).update(label_de="Bestandserhebung")
    assert '<p class="skew-eyebrow">Bestandserhebung</p>' in text(client, page)
    assert '<p class="skew-eyebrow">Bestandserhebung</p>' in text(client, page.get_parent())


def test_the_shipped_word_stands_where_the_vocabulary_is_missing(client):
    assert not GlossaryTerm.objects.exists()
    assert '<p class="skew-eyebrow">Bestandsaufnahme</p>' in text(client, InventoryFactory())


def test_index_lists_the_newest_first_and_hides_what_is_not_public(client):
    index = InventoryIndexFactory(slug="bestandsaufnahmen")
    for title, start, live in [
        ("Erste", date(2024, 5, 1), True),
        ("Dritte", date(2026, 2, 1), True),
        ("Entwurf", date(2025, 8, 1), False),
        ("Zweite", date(2025, 1, 1), True),
        ("Ohne Datum", None, True),
    ]:
        InventoryFactory(
            parent=index, title=title, start_date=start, live=live, steps=[step("A"), step("B", "running")]
        )
    PageViewRestriction.objects.create(
        page=InventoryFactory(parent=index, title="Geschützt", start_date=date(2026, 3, 1)),
        restriction_type="login",
    )
    html = text(client, index)
    assert re.findall(r'skew-row__title"><a href=".*?">(.*?)</a>', html) == [
        "Dritte",
        "Zweite",
        "Erste",
        "Ohne Datum",
    ]
    progress = re.search(r"<span>(1 [^<]* 2 [^<]*)</span>", html)[1]
    assert html.count(progress) == 4
    assert "Februar 2026" in html
    assert "Stadt Ebersfurt" in html


def test_index_has_pages_and_no_more_than_there_are(client, monkeypatch):
    monkeypatch.setattr("skew_wagtail.listing.PER_PAGE", 2)
    index = InventoryIndexFactory()
    for year in (2024, 2025, 2026):
        InventoryFactory(parent=index, title=f"Aufnahme {year}", start_date=date(year, 1, 1))
    first, second = text(client, index), client.get(f"{index.url}?page=2").content.decode()
    assert "Aufnahme 2026" in first and "Aufnahme 2024" not in first
    assert "Aufnahme 2024" in second and "Aufnahme 2026" not in second
    for wrong in ("3", "0", "x", "9" * 5000):
        assert client.get(f"{index.url}?page={wrong}").status_code == 404


def test_index_queries_do_not_grow(client):
    index = InventoryIndexFactory()
    InventoryFactory(parent=index, steps=[step("A")])
    one = queries(client, index)
    for _ in range(5):
        InventoryFactory(parent=index, steps=[step("A"), step("B")])
    assert queries(client, index) == one


def test_a_deleted_term_is_not_counted(client, directory):
    gone = TopicFactory(slug="gone", label_de="Verschwunden")
    page = InventoryFactory(actors=[ActorProfileFactory(parent=directory, topics=[gone])])
    assert "Verschwunden" in text(client, page)
    Topic.objects.filter(pk=gone.pk).delete()
    html = text(client, page)
    assert "Verschwunden" not in html and "gone" not in html
