"""Inventories in the admin."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from skew_wagtail.inventory.actions import add_standard_steps
from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep
from skew_wagtail.vocabulary.models import StepState
from tests.factories import (
    ActorProfileFactory,
    InventoryFactory,
    InventoryIndexFactory,
    MunicipalityFactory,
    StepStateFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

LISTING = "/admin/skew/inventories/"
KEYS = [
    "application", "commission", "kickoff_meeting", "research_interviews", "profiles", "brochure",
    "review_meeting", "networking_workshop", "closing_meeting",
]  # fmt: skip


@pytest.fixture
def index(db):
    for slug in ("planned", "running", "done", "skipped"):
        StepStateFactory(slug=slug)
    return InventoryIndexFactory(slug="bestandsaufnahmen")


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["skew_inventory", "inventoryprojectpage", parent.pk])


def posted(steps, initial=0, **values):
    """What a browser sends for the form."""
    return nested_form_data(
        {
            "title": "Bestandsaufnahme Ebersfurt",
            "slug": "ebersfurt",
            "goal": rich_text("<p>Einander kennen</p>"),
            "municipality": MunicipalityFactory().pk,
            "contractors": "",
            "partners": "",
            "steps": inline_formset(steps, initial=initial),
            "interviewed_actors": inline_formset([]),
        }
        | values
    )


def offered_steps(html):
    """The fields of the steps as the form of a new inventory sends them back when nobody touches it."""
    steps = []
    for number in range(int(re.search(r'name="steps-TOTAL_FORMS" value="(\d+)"', html)[1])):
        prefix = f"steps-{number}-"
        title = re.search(rf'<input[^>]*name="{prefix}title"[^>]*>', html)[0]
        key = re.search(rf'<select[^>]*name="{prefix}key".*?</select>', html, re.S)[0]
        state = re.search(rf'<select[^>]*name="{prefix}state".*?</select>', html, re.S)[0]
        public = re.search(rf'<input[^>]*name="{prefix}is_public"[^>]*>', html)[0]
        step = {
            "title": re.search(r'value="(.*?)"', title)[1],
            "key": re.search(r'value="([^"]*)" selected', key)[1],
            "state": re.search(r'value="([^"]*)" selected', state)[1],
            "id": "",
            "documents-count": "0",
        }
        steps.append(step | ({"is_public": "on"} if "checked" in public else {}))
    return steps


def test_a_new_inventory_offers_the_nine_standard_steps(admin, index):
    steps = offered_steps(admin.get(add_url(index)).content.decode())
    assert [step["key"] for step in steps] == KEYS
    assert [step["key"] for step in steps if "is_public" in step] == [
        "profiles",
        "brochure",
        "networking_workshop",
    ]
    planned = str(StepState.objects.get(slug="planned").pk)
    assert {step["state"] for step in steps} == {planned}
    assert steps[2]["title"] == "Auftaktgespräch"
    assert not InventoryStep.objects.exists()


@pytest.mark.parametrize("initial", [0, 9])
def test_the_offered_steps_are_saved_once(admin, index, initial):
    steps = offered_steps(admin.get(add_url(index)).content.decode())
    response = admin.post(add_url(index), posted(steps, initial, **{"action-publish": "x"}))
    page = InventoryProjectPage.objects.get()
    assert response.status_code == 302
    assert page.live
    assert [step.key for step in page.steps.all()] == KEYS
    assert [step.is_public for step in page.steps.all()].count(True) == 3


def test_steps_can_be_renamed_moved_added_and_removed(admin, index):
    page = InventoryFactory(parent=index, slug="ebersfurt")
    add_standard_steps(page)
    page.save_revision().publish()
    page = InventoryProjectPage.objects.get(pk=page.pk)
    done = StepState.objects.get(slug="done").pk
    rows = [
        {
            "id": step.pk,
            "title": step.title,
            "key": step.key,
            "state": step.state_id,
            "documents-count": "0",
        }
        for step in page.steps.all()
    ]
    rows[0]["title"] = "Unser Antrag"
    rows[1]["DELETE"] = "on"
    rows.append(
        {
            "id": "",
            "title": "Ausstellung",
            "key": "",
            "state": done,
            "is_public": "on",
            "documents-count": "0",
        }
    )
    order = [2, 1, *range(3, 10), 0]
    for row, position in zip(rows, order, strict=True):
        row["ORDER"] = str(position)
    data = posted([{} for _ in rows], initial=9, **{"action-publish": "x"})
    data |= {
        f"steps-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin.get(url).status_code == 200
    assert admin.post(url, data).status_code == 302
    titles = [step.title for step in InventoryProjectPage.objects.get(pk=page.pk).steps.all()]
    assert titles[:2] == ["Ausstellung", "Unser Antrag"]
    assert len(titles) == 9
    assert "Beauftragung" not in titles


def test_code_may_ask_for_the_standard_steps(index):
    page = InventoryProjectPage(title="Per Programm", municipality=MunicipalityFactory())
    add_standard_steps(page)
    index.add_child(instance=page)
    steps = InventoryProjectPage.objects.get(pk=page.pk).steps.all()
    assert [step.key for step in steps] == KEYS
    assert all(step.description and step.responsible for step in steps)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Auftaktgespräch"),
        ("en", "Kick-off meeting"),
        ("fr-CH", "Entretien de lancement"),
        ("tr", "Auftaktgespräch"),
    ],
)
def test_standard_steps_are_in_the_pages_language(index, language, title):
    page = InventoryProjectPage(title="X", locale=Locale.objects.get_or_create(language_code=language)[0])
    add_standard_steps(page)
    assert page.steps.all()[2].title == title


def test_standard_steps_follow_those_that_are_there(index):
    page = InventoryFactory(
        parent=index, steps=[InventoryStep(title="Vorab", state=StepStateFactory(slug="done"))]
    )
    add_standard_steps(page)
    page.save()
    steps = list(InventoryProjectPage.objects.get(pk=page.pk).steps.all())
    assert steps[0].title == "Vorab"
    assert [step.key for step in steps[1:]] == KEYS


def test_a_full_inventory_is_saved(admin, index, directory):
    actor, topic = ActorProfileFactory(parent=directory), TopicFactory()
    data = posted(
        [],
        start_date="2026-03-01",
        end_date="2026-10-31",
        contractors="Büro Beispiel GbR",
        interviewed_actors=inline_formset([{"actor": actor.pk}]),
        **{"action-publish": "x"},
    )
    # A list of its own: ``nested_form_data`` would number the values.
    data["focus_topics"] = [topic.pk]
    assert admin.post(add_url(index), data).status_code == 302
    page = InventoryProjectPage.objects.get()
    assert page.live
    assert list(page.focus_topics.all()) == [topic]
    assert [row.actor for row in page.interviewed_actors.all()] == [actor]


def test_it_cannot_end_before_it_begins(admin, index):
    data = posted([], start_date="2026-03-01", end_date="2026-02-01", **{"action-publish": "x"})
    response = admin.post(add_url(index), data)
    assert response.status_code == 200
    assert "end_date" in response.context["form"].errors
    assert not InventoryProjectPage.objects.exists()


def test_preview_shows_the_steps_that_are_not_saved_yet(admin, index):
    steps = offered_steps(admin.get(add_url(index)).content.decode())
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["skew_inventory", "inventoryprojectpage", index.pk]
    )
    assert admin.post(url, posted(steps)).json()["is_valid"]
    html = admin.get(url).content.decode()
    assert "Steckbriefe" in html
    assert "Auftaktgespräch" not in html


def test_pages_of_the_list_are_made_in_the_admin(admin):
    home = InventoryIndexFactory().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["skew_inventory", "inventoryindexpage", home.pk])
    assert admin.get(url).status_code == 200
    data = nested_form_data(
        {"title": "Liste", "slug": "liste", "introduction": rich_text("<p>Was ist das?</p>")}
    )
    assert admin.post(url, data).status_code == 302


def test_the_listing_asks_as_much_of_many_as_of_few(admin, index):
    def queries(number):
        for count in range(number):
            place = MunicipalityFactory(name=f"Kommune {number}-{count}")
            page = InventoryFactory(parent=index, municipality=place)
            add_standard_steps(page)
            page.save()
        admin.get(LISTING)
        with CaptureQueriesContext(connection) as asked:
            assert f"Kommune {number}-{count}" in admin.get(LISTING).content.decode()
        return len(asked)

    assert queries(2) == queries(10)


@pytest.mark.parametrize(
    "query", ["", "q=ebersfurt", "ordering=municipality__name", "start_date_from=2026-01-01", "x=1"]
)
def test_the_listing_answers(admin, index, query):
    InventoryFactory(parent=index, title="Ebersfurt", start_date="2026-02-01")
    html = admin.get(f"{LISTING}?{query}").content.decode()
    assert "Ebersfurt" in html


def test_the_listing_filters_by_municipality_also_while_searching(admin, index):
    InventoryFactory(
        parent=index, title="Bestandsaufnahme Nord", municipality=MunicipalityFactory(name="Nordstadt")
    )
    south = InventoryFactory(
        parent=index, title="Bestandsaufnahme Süd", municipality=MunicipalityFactory(name="Südstadt")
    )
    html = admin.get(
        f"{LISTING}results/?municipality={south.municipality_id}&q=Bestandsaufnahme"
    ).content.decode()
    assert "Bestandsaufnahme Süd" in html
    assert "Bestandsaufnahme Nord" not in html


def test_the_listing_says_how_far_each_is(admin, index):
    done = StepState.objects.get(slug="done")
    page = InventoryFactory(parent=index, steps=[InventoryStep(title="A", state=done)])
    assert page.progress_text() in admin.get(LISTING).content.decode()


def test_the_export_names_the_municipality_and_neutralises_formulas(admin, index):
    InventoryFactory(parent=index, title="=1+1")
    body = b"".join(admin.get(f"{LISTING}?export=csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert "'=1+1" in row.values()
    assert "Stadt Ebersfurt" in row.values()


def test_the_listing_hangs_in_our_menu(admin):
    assert LISTING in admin.get("/admin/").content.decode()
