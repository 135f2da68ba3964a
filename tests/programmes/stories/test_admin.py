"""Stories of good practice in the admin."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from skew_wagtail.programmes.stories.models import StoryPage
from tests.factories import ActorProfileFactory, MunicipalityFactory, TopicFactory, make_image
from tests.forms import fields_of
from tests.programmes.making import ProgrammeFactory
from tests.programmes.stories.making import StoryFactory, StoryIndexFactory

pytestmark = pytest.mark.django_db

TOLD = ("situation", "measures", "results", "helped", "difficult", "tips")


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["skew_programmes", "storypage", parent.pk])


def posted(**values):
    """What a browser sends for a story."""
    children = {name: inline_formset(values.pop(name, [])) for name in ("linked_actors", "related_pages")}
    plain = dict.fromkeys(("summary", "costs", "partners", "office", "office_email"), "")
    plain |= dict.fromkeys(("start_year", "end_year", "image", "alt_text", "credit"), "")
    return nested_form_data(
        {"title": "Ein Tisch", "slug": "ein-tisch", "documents": streamfield([]), "action-publish": "x"}
        | plain | {name: rich_text(f"<p>{name}</p>") for name in TOLD} | children | values
    )  # fmt: skip


def test_a_full_story_is_saved_and_comes_back_as_it_was(admin, directory):
    index, town, topic = StoryIndexFactory(), MunicipalityFactory(), TopicFactory(slug="fair-trade")
    programme, actor = ProgrammeFactory(), ActorProfileFactory(parent=directory)
    assert admin.get(add_url(index)).status_code == 200
    data = posted(
        municipality=town.pk,
        summary="Kurz",
        start_year="2023",
        end_year="2025",
        costs="Wenig",
        partners="Weltladen",
        office="Büro",
        office_email="buero@example.org",
        image=make_image().pk,
        alt_text="Rathaus hinter einem Brunnen",
        linked_actors=[{"actor": actor.pk}],
        related_pages=[{"related": programme.pk}],
    )
    response = admin.post(add_url(index), data | {"topics": [topic.pk]})
    assert response.status_code == 302, response.context["form"].errors
    story = StoryPage.objects.get()
    assert story.live and story.municipality == town and list(story.topics.all()) == [topic]
    assert (story.linked_actors.get().actor, story.related_pages.get().related.pk) == (actor, programme.pk)

    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    again = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    # Blocks are drawn by scripts.
    again |= nested_form_data({"documents": streamfield([]), "action-publish": "1"})
    response = admin.post(url, again)
    assert response.status_code == 302, response.context["form"].errors
    same = StoryPage.objects.get()
    for name in ("summary", "start_year", "end_year", "image_id", "alt_text", "costs", "partners", *TOLD):
        assert getattr(same, name) == getattr(story, name), name


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start_year": "2025", "end_year": "2023"}, "end_year"),
        ({"end_year": "2023"}, "start_year"),
        ({"start_year": "23"}, "start_year"),
        ({"start_year": "23", "end_year": "2025"}, "start_year"),
        ({"municipality": ""}, "municipality"),
        ({"office_email": "Zimmer 12"}, "office_email"),
        ({"alt_text": "IMG_1234.jpg"}, "alt_text"),
    ],
)
def test_what_cannot_be_is_named_by_field(admin, values, field):
    town = MunicipalityFactory()
    response = admin.post(add_url(StoryIndexFactory()), posted(**{"municipality": town.pk} | values))
    assert list(response.context["form"].errors) == [field]
    assert not StoryPage.objects.exists()


def test_a_picture_needs_words(admin):
    data = posted(municipality=MunicipalityFactory().pk, image=make_image().pk)
    response = admin.post(add_url(StoryIndexFactory()), data)
    assert list(response.context["form"].errors) == ["alt_text"]


def test_a_draft_may_wait_for_its_municipality(admin):
    data = posted(municipality="")
    del data["action-publish"]
    assert admin.post(add_url(StoryIndexFactory()), data).status_code == 302
    story = StoryPage.objects.get()
    assert not story.live
    for page in (story, story.get_parent()):
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert page.title in admin.get(url).content.decode()


def test_a_new_story_is_previewed_before_it_is_saved(admin, directory):
    index, actor = StoryIndexFactory(), ActorProfileFactory(parent=directory)
    programme = ProgrammeFactory(title="Programm dazu")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["skew_programmes", "storypage", index.pk])
    data = posted(
        municipality=MunicipalityFactory(name="Kleinstadt").pk,
        linked_actors=[{"actor": actor.pk}],
        related_pages=[{"related": programme.pk}],
    )
    assert admin.post(url, data).json()["is_valid"]
    html = admin.get(url).content.decode()
    assert [
        text for text in ("Ein Tisch", "Kleinstadt", actor.title, "Programm dazu") if text not in html
    ] == []
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["skew_programmes", "storyindexpage", directory.get_parent().pk],
    )
    form = {"title": "Neue Liste", "slug": "neue-liste", "introduction": rich_text("<p>Von anderen</p>")}
    assert admin.post(url, nested_form_data(form)).json()["is_valid"]
    assert "Von anderen" in admin.get(url).content.decode()


def test_stories_stand_below_their_list_only(admin):
    programme = ProgrammeFactory()
    assert admin.get(add_url(programme)).status_code in (302, 403)
    assert admin.get(add_url(StoryIndexFactory())).status_code == 200


def test_the_listing_filters_and_its_export_starts_no_formula(admin):
    trade = TopicFactory(slug="fair-trade")
    town, other = MunicipalityFactory(name="Kleinstadt"), MunicipalityFactory(name="Großstadt")
    StoryFactory(title="@SUM(A1)", municipality=town, topics=[trade], partners="=1+1", start_year=2024)
    StoryFactory(title="Die zweite", municipality=other)
    for query, shown in (
        ("", {"@SUM(A1)", "Die zweite"}),
        (f"topics={trade.pk}", {"@SUM(A1)"}),
        (f"municipality={other.pk}", {"Die zweite"}),
        ("q=zweite", {"Die zweite"}),
        ("ordering=-municipality", {"@SUM(A1)", "Die zweite"}),
        ("ordering=nonsense&x=1", {"@SUM(A1)", "Die zweite"}),
    ):
        html = admin.get(f"/admin/skew/stories/?{query}").content.decode()
        assert {title for title in ("@SUM(A1)", "Die zweite") if title in html} == shown, query
    body = b"".join(admin.get("/admin/skew/stories/?export=csv").streaming_content).decode("utf-8-sig")
    row = next(row for row in csv.reader(io.StringIO(body), delimiter=";") if "SUM" in row[0])
    assert row[:3] == ["'@SUM(A1)", "Kleinstadt", "2024"] and "'=1+1" in row
    with CaptureQueriesContext(connection) as two:
        assert admin.get("/admin/skew/stories/").status_code == 200
    for number in range(4):
        StoryFactory(municipality=MunicipalityFactory(name=f"Stadt {number}"))
    with CaptureQueriesContext(connection) as six:
        assert admin.get("/admin/skew/stories/").status_code == 200
    assert len(six) == len(two)
