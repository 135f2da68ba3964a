"""The form of a brochure takes what fits and says what does not."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.brochure.colours import ENOUGH, INK, WHITE, contrast, readable, tint_of
from skew_wagtail.brochure.models import BrochurePage, Selection
from tests.factories import BrochureFactory, DirectoryFactory, TopicFactory, make_image

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def faults(**values):
    page = BrochurePage(title="Eine Welt", **{"selection": Selection.CHOSEN} | values)
    try:
        page.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_any_colour_has_a_readable_shade(colour):
    shade = readable(colour)
    assert min(contrast(shade, WHITE), contrast(shade, tint_of(shade))) >= ENOUGH
    assert contrast(INK, tint_of(shade)) >= ENOUGH


@pytest.mark.django_db
def test_a_colour_too_light_is_refused_with_the_nearest_that_is_not():
    [message] = faults(primary_colour="#ffcc00")["primary_colour"]
    assert readable("#ffcc00") in message
    assert faults(primary_colour=readable("#ffcc00")) == {}


@pytest.mark.django_db
def test_boxes_must_be_readable_too():
    assert set(faults(tint_colour="#336633")) == {"tint_colour"}
    assert faults(tint_colour="#e8f1f1") == {}


@pytest.mark.django_db
def test_a_selection_needs_what_it_selects_from():
    assert set(faults(selection=Selection.INVENTORY)) == {"inventory"}
    assert set(faults(selection=Selection.FILTER)) == {"directory"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "topic=fair-trade",
        "?topic=fair-trade",
        "https://www.ebersfurt.de/akteure/?topic=fair-trade&page=3#skew-results",
        "q=chor",
        "",
    ],
)
def test_a_filter_is_taken_as_visitors_have_it_in_their_browser(typed):
    TopicFactory(slug="fair-trade")
    values = {"selection": Selection.FILTER, "directory": DirectoryFactory()}
    assert faults(filter_query=typed, **values) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["topic=gibtesnicht", "?thema=fair-trade", "https://example.org/", "page=x", "\x00", "%FF", "a=b&" * 50],
)
def test_a_filter_that_the_directory_does_not_know_is_refused(typed):
    values = {"selection": Selection.FILTER, "directory": DirectoryFactory()}
    assert set(faults(filter_query=typed, **values)) == {"filter_query"}


@pytest.mark.django_db
def test_a_picture_needs_a_text_that_is_no_file_name():
    image = make_image(title="sommerfest_2")
    assert set(faults(cover_picture=image)) == {"cover_alt"}
    assert set(faults(cover_picture=image, cover_alt="sommerfest_2")) == {"cover_alt"}
    assert faults(cover_picture=image, cover_alt="Ein Fest im Park") == {}


@pytest.mark.django_db
def test_a_brochure_can_be_published():
    assert BrochureFactory().live
