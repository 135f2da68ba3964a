"""What came with the finished inventory: where it stands, documents, meetings, filters, statistics."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from skew_wagtail.inventory.models import InventoryStep
from skew_wagtail.vocabulary.models import ActivityArea, AreaLevel, LegalForm, Sector, SpokenLanguage
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    CountryFactory,
    DirectoryFactory,
    ForumFactory,
    InventoryFactory,
    InventoryIndexFactory,
    KindFactory,
    MunicipalityFactory,
    StepStateFactory,
    TopicFactory,
    make_document,
    make_image,
)

pytestmark = pytest.mark.django_db


def step(title, state="done", public=True, **values):
    return InventoryStep(title=title, state=StepStateFactory(slug=state), is_public=public, **values)


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# Where it stands.


@pytest.mark.parametrize(
    ("states", "current"),
    [
        (["done", "planned", "running"], "S2"),
        (["done", "planned", "planned"], "S1"),
        (["done", "skipped", "done"], None),
    ],
)
def test_the_current_step_is_marked_in_words_and_for_machines(client, states, current):
    steps = [step(f"S{number}", state) for number, state in enumerate(states)]
    html = text(client, InventoryFactory(steps=steps).url)
    marked = re.findall(r'<li[^>]*aria-current="step">\s*<h3>(.*?)</h3>', html)
    assert marked == ([current] if current else [])
    assert html.count("skew-steps__here") == len(marked)


def test_an_internal_step_that_runs_is_not_told(client):
    html = text(
        client, InventoryFactory(steps=[step("Geheim", "running", public=False), step("B", "planned")]).url
    )
    assert 'aria-current="step"' not in html and "Geheim" not in html


def test_visitors_get_only_public_documents_of_public_steps(client):
    private = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    ticked, unticked, hidden, locked = [
        make_document(title=title, **values)
        for title, values in (
            ("Broschüre", {}), ("Protokoll", {}), ("Vertrag", {}), ("Liste", {"collection": private}),
        )
    ]  # fmt: skip

    def documents(*pairs):
        return [("document", {"document": document, "is_public": public}) for document, public in pairs]

    shown = step("A", documents=documents((ticked, True), (unticked, False), (locked, True)))
    internal = step("B", public=False, documents=documents((hidden, True)))
    html = text(client, InventoryFactory(steps=[shown, internal]).url)
    assert f'href="{ticked.url}">Broschüre (TXT)</a>' in html
    for title in ("Protokoll", "Vertrag", "Liste"):
        assert title not in html


def test_a_deleted_document_is_gone_from_the_page(client):
    document = make_document(title="Weg")
    page = InventoryFactory(
        steps=[step("A", documents=[("document", {"document": document, "is_public": True})])]
    )
    document.delete()
    assert "Weg" not in text(client, page.url)


def test_meetings_next_steps_office_and_coat_of_arms(client):
    arms = make_image(title="Wappen Ebersfurt")
    place = MunicipalityFactory(
        name="Eberstadt", coat_of_arms=arms, coat_of_arms_alt="Blauer Eber auf Silber"
    )
    page = InventoryFactory(
        municipality=place,
        next_steps="<p>Ab März alle zwei Monate</p>",
        office="Büro für Migration\nZimmer 12",
        office_email="migration@example.org",
    )
    public = ForumFactory(title="Vernetzungsworkshop", inventory=page)
    ForumFactory(title="Entwurf eines Forums", inventory=page, live=False)
    locked = ForumFactory(title="Geschlossenes Forum", inventory=page)
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    html = text(client, page.url)
    assert f'href="{public.url}">Vernetzungsworkshop</a>' in html
    assert "Entwurf eines Forums" not in html and "Geschlossenes Forum" not in html
    assert 'alt="Blauer Eber auf Silber"' in html
    assert "Ab März alle zwei Monate" in html and "Zimmer 12" in html
    assert 'href="mailto:migration@example.org"' in html


# The list.


@pytest.fixture
def listed():
    index = InventoryIndexFactory(slug="bestandsaufnahmen")
    level = AreaLevel.objects.create(slug="state", label_de="Land")
    hesse, saxony = [
        ActivityArea.objects.create(slug=slug, label_de=label, level=level)
        for slug, label in (("de-he", "Hessen"), ("de-sn", "Sachsen"))
    ]
    yesterday = timezone.localdate() - timedelta(days=1)
    for title, state, values in [
        ("Fertig Hessen", hesse, {"steps": [step("A"), step("B", "skipped")]}),
        ("Läuft Hessen", hesse, {"steps": [step("A"), InventoryStep(title="B")], "end_date": yesterday}),
        ("Fertig Sachsen", saxony, {"end_date": yesterday}),
        ("Ohne Ende Sachsen", saxony, {}),
    ]:
        place = MunicipalityFactory(name=f"Ort {title}", state=state)
        InventoryFactory(parent=index, title=title, municipality=place, **values)
    other = MunicipalityFactory(name="Ort im Entwurf", state=None)
    InventoryFactory(parent=index, title="Entwurf", municipality=other, live=False)
    return index


def titles(html):
    return set(re.findall(r'skew-row__title"><a href=".*?">(.*?)</a>', html))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Fertig Hessen", "Läuft Hessen", "Fertig Sachsen", "Ohne Ende Sachsen"}),
        ("state=de-he", {"Fertig Hessen", "Läuft Hessen"}),
        ("status=finished", {"Fertig Hessen", "Fertig Sachsen"}),
        ("status=running", {"Läuft Hessen", "Ohne Ende Sachsen"}),
        ("state=de-sn&status=running", {"Ohne Ende Sachsen"}),
    ],
)
def test_the_list_is_filtered_and_says_how_many(client, listed, query, found):
    html = text(client, f"{listed.url}?{query}")
    assert titles(html) == found
    heading = re.search(r'id="skew-count">\s*(\d+)', html)
    assert int(heading[1]) == len(found)
    assert "Ort im Entwurf" not in html


def test_one_municipality_is_chosen_and_stays_chosen(client, listed):
    place = ActivityArea.objects.get(slug="de-he")
    chosen = listed.get_children().specific().first().municipality
    html = text(client, f"{listed.url}?municipality={chosen.pk}")
    assert titles(html) == {"Fertig Hessen"}
    assert f'<option value="{chosen.pk}" selected>' in html
    assert place.label in html


def test_nothing_found_says_what_to_do(client, listed):
    chosen = listed.get_children().specific().first().municipality
    html = text(client, f"{listed.url}?municipality={chosen.pk}&status=running")
    assert titles(html) == set()
    empty = re.search(r'<div class="skew-empty">.*?</div>', html, re.S)[0]
    assert f'href="{listed.url}"' in empty


@pytest.mark.parametrize(
    "query", ["state=atlantis", "municipality=999999999999999999999", "status=%00", "state=<b>"]
)
def test_unknown_filters_are_left_out_and_told(client, listed, query):
    html = text(client, f"{listed.url}?{query}")
    assert len(titles(html)) == 4
    assert 'class="skew-notice"' in html and "<b>" not in html


def test_pages_of_the_list_keep_the_filter(client, listed, monkeypatch):
    monkeypatch.setattr("skew_wagtail.listing.PER_PAGE", 1)
    html = text(client, f"{listed.url}?state=de-he")
    assert "?state=de-he&amp;page=2" in html
    assert client.get(f"{listed.url}?state=de-he&page=3").status_code == 404


def test_the_list_takes_as_many_queries_for_many(client, listed):
    before = queries(client, f"{listed.url}?state=de-he&status=running")
    for number in range(5):
        place = MunicipalityFactory(name=f"Neu {number}", state=ActivityArea.objects.get(slug="de-he"))
        InventoryFactory(parent=listed, municipality=place, steps=[step("A", "running")])
    assert queries(client, f"{listed.url}?state=de-he&status=running") == before


# Statistics.


def rows(response):
    body = response.content.decode("utf-8-sig")
    return [(row[0], row[1], row[3]) for row in csv.reader(io.StringIO(body), delimiter=";")][1:]


def test_statistics_of_a_project_count_sector_legal_form_and_decade(client, directory):
    sector = Sector.objects.create(slug="civil", label_de="Zivilgesellschaft")
    form = LegalForm.objects.create(slug="ev", label_de="e. V.")
    values = {"sector": sector, "legal_form": form, "founded_year": 1998}
    actor = ActorProfileFactory(parent=directory, **values)
    outsider = ActorProfileFactory(parent=directory, **values | {"founded_year": 2005})
    page = InventoryFactory(actors=[actor])
    html = text(client, page.url)
    assert "1990–1999" in html and "2000–2009" not in html
    response = client.get(re.search(r'href="([^"]*statistics\.csv)"', html)[1])
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    found = {(term, number) for _dimension, term, number in rows(response)}
    assert {("Zivilgesellschaft", "1"), ("e. V.", "1"), ("1990–1999", "1")} <= found

    html = text(client, f"{directory.url}statistics.html")
    assert "1990–1999" in html and "2000–2009" in html
    outsider.unpublish()
    assert "2000–2009" not in text(client, f"{directory.url}statistics.html")


def test_the_directory_leads_to_its_numbers_never_to_those_of_a_filter(client, directory):
    ActorProfileFactory(parent=directory)
    kind = KindFactory()
    html = text(client, f"{directory.url}?kind={kind.slug}")
    assert f'href="{directory.url}statistics.html"' in html


def test_small_numbers_of_languages_reach_neither_page_nor_file(client, directory):
    german, tigrinya = [
        SpokenLanguage.objects.create(slug=slug, label_de=label)
        for slug, label in (("de", "Deutsch"), ("ti", "Tigrinya"))
    ]
    actors = [ActorProfileFactory(parent=directory, spoken_languages=[german]) for _ in range(6)]
    actors.append(ActorProfileFactory(parent=directory, spoken_languages=[german, tigrinya]))
    page = InventoryFactory(actors=actors)
    for address in (
        page.url,
        f"{page.url}statistics.csv",
        f"{directory.url}statistics.html",
        f"{directory.url}statistics.csv",
    ):
        assert "Tigrinya" not in client.get(address).content.decode()


def test_statistics_are_refused_where_the_page_is(client, directory):
    ActorProfileFactory(parent=directory)
    page = InventoryFactory()
    assert client.get(f"{page.url}statistics.html").status_code == 404
    assert client.get("/statistics.csv").status_code == 404
    for closed in (page, directory):
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        assert client.get(f"{closed.url}statistics.csv").status_code == 302
    assert client.get(f"{directory.url}statistics.html").status_code == 302
    draft = InventoryFactory(slug="entwurf", live=False)
    assert client.get(f"{draft.get_parent().url}entwurf/statistics.csv").status_code == 404


def test_a_directory_without_actors_says_so(client):
    html = text(client, f"{DirectoryFactory(slug='leer').url}statistics.html")
    assert "skew-empty" in html and "<svg" not in html.partition("<main")[2].partition("skew-statistics")[2]


def test_statistics_read_entries_only_and_take_as_many_queries_for_many(client, directory):
    for make in (KindFactory, TopicFactory, CountryFactory):
        make()
    SpokenLanguage.objects.create(slug="de", label_de="Deutsch")
    make_profiles(directory, 10)
    addresses = [f"{directory.url}statistics.html", f"{directory.url}statistics.csv"]
    few = [queries(client, address) for address in addresses]
    make_profiles(directory, 1000)
    assert [queries(client, address) for address in addresses] == few
    with CaptureQueriesContext(connection) as captured:
        html = text(client, addresses[0])
    assert "1010" in html.replace(".", "")
    assert not any('FROM "skew_actors_actorprofilepage"' in query["sql"] for query in captured)
