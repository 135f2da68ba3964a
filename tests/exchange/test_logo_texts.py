"""Logos come again: what is replaced, what stays, and what was told of a picture."""

from pathlib import Path

import pytest
from wagtail.images import get_image_model

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing.results import Outcome
from tests.exchange.logos import ALT, CREDIT, LOGO, OTHER, PNG, messages, one, run, stored
from tests.exchange.sheets import NAME, SHOP
from tests.factories import ActorProfileFactory, make_image

pytestmark = pytest.mark.usefixtures("terms", "media")


def test_the_preview_tells_old_and_new_file_and_makes_nothing(directory, media):
    page = ActorProfileFactory(parent=directory, title=SHOP[NAME], external_id="EBF-001", logo=make_image())
    before, old = stored(media), Path(page.logo.file.name).name
    result = run(directory, [SHOP], {"EBF-001.png": PNG}, dry_run=True)
    assert result.updated[0]["changed"]["logo"] == (old, "EBF-001.png")
    assert stored(media) == before


def test_the_same_again_changes_nothing(directory):
    row = SHOP | {LOGO: "Weltladen Ebersfurt (neu).png", ALT: "Weltkugel"}
    files = {"Weltladen Ebersfurt (neu).png": PNG}
    run(directory, [row], files)
    first = one().logo_id
    for again in (run(directory, [row], files), run(directory, [row]), run(directory, [SHOP], files)):
        assert (messages(again), again.unchanged) == ([], 1)
    assert (one().logo_id, get_image_model().objects.count()) == (first, 1)


def test_another_picture_of_the_same_name_replaces_the_logo_and_what_was_told_of_it(directory):
    row = SHOP | {LOGO: "logo.png", ALT: "Weltkugel", CREDIT: "Weltladen"}
    run(directory, [row], {"logo.png": PNG})
    first = one().logo_id
    result = run(directory, [SHOP | {LOGO: "logo.png", CREDIT: ""}], {"logo.png": OTHER})
    assert set(result.updated[0]["changed"]) == {"logo", "logo_alt", "logo_credit"}
    page = one()
    assert page.logo_id != first and (page.logo_alt, page.logo_credit) == ("", "")
    assert get_image_model().objects.filter(pk=first).exists()


def test_empty_cells_take_no_logo_and_no_text_away(directory):
    run(directory, [SHOP | {LOGO: "a.png", ALT: "Weltkugel", CREDIT: "Weltladen"}], {"a.png": PNG})
    result = run(directory, [SHOP | {LOGO: "", ALT: "", CREDIT: "k. A."}])
    assert result.unchanged == 1
    page = one()
    assert page.logo and (page.logo_alt, page.logo_credit) == ("Weltkugel", "Weltladen")


def test_a_logo_that_an_editor_chose_since_stays_with_its_text(directory):
    run(directory, [SHOP | {LOGO: "a.png", ALT: "Weltkugel"}], {"a.png": PNG})
    page = ActorProfilePage.objects.get()
    page.logo, page.logo_alt = make_image(), "Zwei Hände"
    page.save_revision()
    result = run(directory, [SHOP | {LOGO: "a.png", ALT: "Eine Weltkugel"}], {"a.png": PNG})
    assert [row.outcome for row in result.rows] == [Outcome.CONFLICT]
    assert set(result.rows[0].conflicts) == {"logo", "logo_alt"}
    assert one().logo_alt == "Zwei Hände"
