"""From a brochure's page to plain data."""

import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override
from wagtail.models import PageViewRestriction

from skew_wagtail.actors.models import (
    ActorDirectoryPage,
    ActorImage,
    ActorLink,
    ActorPartner,
    ActorProject,
    CooperationNeed,
)
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.brochure.content import build_content
from skew_wagtail.brochure.models import (
    BrochureFunding,
    ChapterAfter,
    ChapterBefore,
    Depth,
    Order,
    Selection,
)
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import AddressPrecision, Channel, ConsentMethod
from skew_wagtail.vocabulary.models import FundingNotice, TargetGroup
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    BrochureFactory,
    CooperationKindFactory,
    CountryFactory,
    DirectoryFactory,
    InventoryFactory,
    TopicFactory,
    add_address,
    add_contact,
    make_image,
)

pytestmark = pytest.mark.django_db


def german(text):
    """A string of ours as German readers get it, for the pages of the tests are German."""
    with override("de"):
        return gettext(text)


def names(data):
    return [[profile["name"] for profile in group["profiles"]] for group in data["groups"]]


def test_actors_stand_from_a_to_z_as_in_the_directory():
    actors = [ActorProfileFactory(title=title) for title in ("Zebra", "Über Grenzen", "Oma", "Äpfel")]
    assert names(build_content(BrochureFactory(actors=actors)).data) == [
        ["Äpfel", "Oma", "Über Grenzen", "Zebra"]
    ]


def test_actors_are_those_of_the_inventory():
    inside, _outside = ActorProfileFactory(title="Drin"), ActorProfileFactory(title="Draußen")
    page = BrochureFactory(selection=Selection.INVENTORY, inventory=InventoryFactory(actors=[inside]))
    data = build_content(page).data
    assert names(data) == [["Drin"]]
    assert data["municipality"] == "Stadt Ebersfurt"


def test_actors_are_those_that_the_filter_finds():
    directory = DirectoryFactory()
    topic = TopicFactory(slug="fair-trade")
    ActorProfileFactory(parent=directory, title="Weltladen", topics=[topic])
    ActorProfileFactory(parent=directory, title="Chor")
    page = BrochureFactory(
        selection=Selection.FILTER, directory=directory, filter_query="topic=fair-trade&page=7"
    )
    assert names(build_content(page).data) == [["Weltladen"]]


def test_groups_are_headed_by_the_first_term_of_each_actor():
    first = TopicFactory(slug="a", label_de="Anfang", sort_order=1)
    second = TopicFactory(slug="b", label_de="Bildung", sort_order=2)
    actors = [
        ActorProfileFactory(title="Beides", topics=[second, first]),
        ActorProfileFactory(title="Eins", topics=[second]),
        ActorProfileFactory(title="Nichts"),
    ]
    data = build_content(BrochureFactory(actors=actors, order=Order.TOPIC)).data
    assert [group["title"] for group in data["groups"]] == ["Anfang", "Bildung", german("Others")]
    assert names(data) == [["Beides"], ["Eins"], ["Nichts"]]


@pytest.mark.parametrize(
    ("depth", "portraits", "cards"),
    [(Depth.ENTRY, 1, 1), (Depth.FULL, 2, 0), (Depth.CARD, 0, 2)],
)
def test_the_depth_decides_who_has_a_portrait(depth, portraits, cards):
    actors = [ActorProfileFactory(), ActorProfileFactory(entry_depth="card")]
    data = build_content(BrochureFactory(actors=actors, entry_depth=depth)).data
    assert (sum(map(len, names(data))), len(data["cards"])) == (portraits, cards)


def test_a_portrait_holds_what_the_profile_page_tells():
    kind = CooperationKindFactory(slug="rooms", label_de="Räume")
    partner, hidden = ActorProfileFactory(title="Chor"), ActorProfileFactory(title="Geheim", live=False)
    actor = ActorProfileFactory(
        title="Weltladen",
        summary="Fairer Handel.",
        description="<p>Seit <b>1982</b>.</p>",
        founded_year=1982,
        engagement_countries=[CountryFactory(slug="GH", label_de="Ghana")],
        projects=[ActorProject(title="Brunnen", start_year=2010)],
        links=[ActorLink(url="https://www.example.org/laden/")],
        partners=[ActorPartner(partner=partner), ActorPartner(partner=hidden)],
        cooperation_needs=[
            CooperationNeed(kind=kind, text="Lager"),
            CooperationNeed(kind=kind, text="intern", visibility=Visibility.INTERNAL),
        ],
    )
    [group] = build_content(BrochureFactory(actors=[actor])).data["groups"]
    [profile] = group["profiles"]
    assert profile["id"] == f"a{actor.pk}"
    assert {"label": german("Founded in"), "values": ["1982"]} in profile["facts"]
    assert {"label": german("Countries of engagement"), "values": ["Ghana"]} in profile["facts"]
    sections = {section["title"]: section["blocks"] for section in profile["sections"]}
    assert sections[german("About us")][0]["runs"][1] == {"text": "1982", "bold": True}
    text = json.dumps(profile, ensure_ascii=False)
    assert f"Brunnen ({german('since %(year)s') % {'year': 2010}})" in text
    assert "Räume: Lager" in text
    assert "Chor" in text
    assert "Geheim" not in text
    assert "intern" not in text
    link = {
        "label": german("website").capitalize(),
        "text": "www.example.org/laden",
        "href": "https://www.example.org/laden/",
    }
    assert link in profile["contact"]


def test_people_need_consent_to_the_brochure_and_an_address_its_precision():
    actor = ActorProfileFactory()
    shown = add_contact(actor, ["brochure"], name="Amina Gezeigt", role="Vorsitz")
    add_contact(actor, ["web", "export"], name="Nur Netz")
    add_contact(actor, [], name="Ohne Ja")
    add_address(actor, precision=AddressPrecision.PLACE)
    content = build_content(BrochureFactory(actors=[actor]))
    text = json.dumps(content.data, ensure_ascii=False)
    assert "Amina Gezeigt" in text
    assert "tel:+493023125123" in text
    assert "Ebersfurt" in text
    assert [mark for mark in ("Nur Netz", "Ohne Ja", "Färbergasse", "00815") if mark in text] == []
    [trace] = content.traces
    assert (trace.people, trace.precision, trace.has_photos) == ([shown.pk], "place", False)


def test_what_must_be_allowed_in_two_channels_needs_both():
    actor = ActorProfileFactory()
    add_contact(actor, ["brochure"], name="Nur Heft")
    add_contact(actor, ["brochure", "web"], name="Beides Ja")
    page = BrochureFactory(actors=[actor])
    text = json.dumps(build_content(page, channels=[Channel.BROCHURE, Channel.WEB]).data)
    assert "Beides Ja" in text
    assert "Nur Heft" not in text


def test_photos_of_people_wait_for_a_consent():
    actor = ActorProfileFactory(
        images=[ActorImage(image=make_image(), alt_text="Drei Frauen", credit="Foto: Verein")]
    )
    page = BrochureFactory(actors=[actor])
    assert build_content(page).pictures == {}
    add_contact(actor, ["brochure", "photo"])
    content = build_content(page)
    assert [name.partition("-")[0] for name in content.pictures] == ["picture"]
    assert content.traces[0].has_photos
    assert {"what": actor.title, "credit": "Foto: Verein"} in content.data["credits"]


def test_who_is_left_out_is_told_to_the_editor():
    draft = ActorProfileFactory(title="Entwurf", live=False)
    closed = ActorProfileFactory(title="Intern")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    unwilling = ActorProfileFactory(title="Unwillig")
    record_consent(
        None,
        actor_key=unwilling.translation_key,
        organisation_name="Unwillig",
        channels=[Channel.BROCHURE],
        method=ConsentMethod.PAPER,
        withdraws=True,
    )
    content = build_content(
        BrochureFactory(actors=[draft, closed, unwilling, ActorProfileFactory(title="Da")])
    )
    assert names(content.data) == [["Da"]]
    told = {problem["profile"]: problem["page_id"] for problem in content.problems}
    assert told | {"Da": 0} == {"Entwurf": draft.pk, "Intern": closed.pk, "Unwillig": unwilling.pk, "Da": 0}
    assert "Unwillig" not in json.dumps(content.data)


def test_a_broken_logo_is_told_and_left_out():
    logo = make_image()
    logo.file.storage.delete(logo.file.name)
    logo.file.storage.save(logo.file.name, ContentFile(b"kein Bild"))
    actor = ActorProfileFactory(title="Weltladen", logo=logo, summary="Da.")
    content = build_content(BrochureFactory(actors=[actor]))
    [problem] = content.problems
    assert (problem["profile"], problem["page_id"]) == ("Weltladen", actor.pk)
    assert content.data["groups"][0]["profiles"][0]["logo"] is None


def test_statistics_hide_small_numbers_that_tell_on_people():
    topic = TopicFactory(slug="t0")
    many, some, few = [
        TargetGroup.objects.create(slug=slug, label_de=label)
        for slug, label in (("youth", "Jugend"), ("school", "Schulen"), ("refugees", "Geflüchtete"))
    ]
    groups = [[many, some, few]] * 2 + [[many, some]] * 3 + [[many]]
    actors = [ActorProfileFactory(topics=[topic], target_groups=chosen) for chosen in groups]
    data = build_content(BrochureFactory(actors=actors)).data
    charts = {chart["name"]: chart for chart in data["statistics"]}
    assert charts["topic"]["rows"] == [{"label": "T0", "count": 6, "shown": "6"}]
    # One small number alone could be computed from the others: the next one goes with it.
    assert charts["target_group"]["rows"] == [{"label": "Jugend", "count": 6, "shown": "6"}]
    assert charts["target_group"]["note"].startswith("2 ")
    assert "Geflüchtete" not in json.dumps(data["statistics"], ensure_ascii=False)


def test_indexes_name_the_actors_of_each_term():
    topic = TopicFactory(slug="fair-trade", label_de="Fairer Handel")
    actors = [ActorProfileFactory(title=title, topics=[topic], tags=["Äthiopien"]) for title in ("B", "A")]
    indexes = {
        index["title"]: index["entries"]
        for index in build_content(BrochureFactory(actors=actors)).data["indexes"]
    }
    refs = [f"a{actors[1].pk}", f"a{actors[0].pk}"]
    assert indexes[german("Index of topics")] == [{"label": "Fairer Handel", "refs": refs}]
    assert indexes[german("Index of tags")] == [{"label": "Äthiopien", "refs": refs}]


def test_what_the_town_wrote_stands_around_the_portraits():
    notice = FundingNotice.objects.create(
        title="intern", text="Gefördert mit Mitteln", logo=make_image(), logo_alt="Adler"
    )
    page = BrochureFactory(
        actors=[ActorProfileFactory()],
        foreword="<p>Liebe Leute</p>",
        signature="Petra Muster",
        introduction="<p>Einleitung</p>",
        chapters_before=[ChapterBefore(title="Vorher", text="<p>x</p>")],
        chapters_after=[ChapterAfter(title="Nachher", text="<p>y</p>")],
        funding=[BrochureFunding(notice=notice)],
        imprint="Herausgeberin: Stadt Ebersfurt\nNachdruck: erlaubt\n\nhttps://example.org:80/\n",
        data_as_of=date(2026, 11, 25),
        cover_picture=make_image(),
        cover_alt="Ein Fest",
        cover_credit="Foto: Stadt",
    )
    data = build_content(page).data
    assert data["foreword"]["signature"] == "Petra Muster"
    assert [chapter["title"] for chapter in data["chapters_before"]] == [german("Introduction"), "Vorher"]
    assert [chapter["title"] for chapter in data["chapters_after"]] == ["Nachher"]
    assert data["imprint"][0] == {"label": "Herausgeberin", "text": "Stadt Ebersfurt"}
    assert data["imprint"][2] == {"label": "", "text": "https://example.org:80/"}
    assert data["funding"]["text"] == "Gefördert mit Mitteln"
    assert data["funding"]["logos"][0]["alt"] == "Adler"
    assert data["data_as_of"] == "25. November 2026"
    assert {"what": german("Cover"), "credit": "Foto: Stadt"} in data["credits"]
    assert data["cover"]["picture"] in build_content(page).pictures
    assert "intern" not in json.dumps(data)


def test_the_same_page_gives_the_same_content():
    page = BrochureFactory(actors=[ActorProfileFactory(logo=make_image())])
    first, second = build_content(page), build_content(page)
    assert (first.data, first.pictures, first.made_on) == (second.data, second.pictures, second.made_on)


def test_more_actors_cost_no_more_queries(vocabulary):
    directory = DirectoryFactory()
    page = BrochureFactory(selection=Selection.FILTER, directory=directory)
    used = []
    for number in (10, 990):
        make_profiles(ActorDirectoryPage.objects.get(pk=directory.pk), number)
        build_content(page)
        with CaptureQueriesContext(connection) as queries:
            content = build_content(page)
        used.append(len(queries))
    assert len(content.traces) == 1000
    # SQLite takes 999 keys at once.
    assert used[0] <= used[1] <= used[0] + 1
    assert used[0] < 60
