"""Logos of an import that failed, left out a row or was undone do not stay behind."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing.undo import undo_import
from tests.exchange.logos import CHOIR, OTHER, PNG, run, stored
from tests.exchange.sheets import KENNUNG, NAME, SHOP
from tests.factories import ActorProfileFactory, make_image
from tests.pictures import photo, written

pytestmark = pytest.mark.usefixtures("terms", "media")


def test_when_an_import_fails_no_file_stays(directory, media, monkeypatch):
    """The second row fails when it is written, after the first one's logo and its small version were stored."""

    def fail_late(page, *args, **kwargs):
        assert [name for name in stored(media) if "max-320x160" in name]
        raise ValidationError("Das geht nicht.")

    ActorProfileFactory(parent=directory, title=CHOIR[NAME], external_id=CHOIR[KENNUNG], live=False)
    monkeypatch.setattr(ActorProfilePage, "save_revision", fail_late)
    rows = [SHOP, CHOIR | {"Kurztext": "Neu"}]
    files = {"EBF-001.png": PNG, "EBF-002.png": OTHER}
    result = run(directory, rows, files, publish=True)
    assert len(result.errors) == 1 and result.run is None
    assert stored(media) == []
    assert not get_image_model().objects.exists()


def test_after_a_crash_no_file_stays(directory, media, monkeypatch):
    def crash(*args):
        raise RuntimeError

    monkeypatch.setattr("skew_wagtail.exchange.importing.actions.keep_traces", crash)
    with pytest.raises(RuntimeError):
        run(directory, [SHOP], {"EBF-001.png": PNG}, publish=True)
    assert stored(media) == []


def test_a_row_that_is_left_out_leaves_no_image(
    directory, media, monkeypatch, django_capture_on_commit_callbacks
):
    ActorProfileFactory(parent=directory, title=CHOIR[NAME], external_id=CHOIR[KENNUNG], live=False)

    def refuse(*args, **kwargs):
        raise ValidationError("Das geht nicht.")

    monkeypatch.setattr(ActorProfilePage, "save_revision", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        result = run(directory, [SHOP, CHOIR], {"EBF-001.png": PNG, "EBF-002.png": OTHER}, skip_invalid=True)
    assert (len(result.created), len(result.errors)) == (1, 1)
    assert stored(media) == ["EBF-001.png"]
    assert get_image_model().objects.count() == 1


def test_undoing_an_import_removes_its_logos_but_those_used_elsewhere(
    directory, superuser, media, django_capture_on_commit_callbacks
):
    page = ActorProfileFactory(parent=directory, title=CHOIR[NAME], external_id="EBF-002", logo=make_image())
    rows = [SHOP, CHOIR, SHOP | {KENNUNG: "EBF-003", NAME: "Verein für Tee"}]
    files = {f"EBF-00{number}.png": written(photo(seed=number), "PNG") for number in (1, 2, 3)}
    done = run(directory, rows, files, publish=True)
    taken = ActorProfilePage.objects.get(external_id="EBF-003").logo
    ActorProfileFactory(parent=directory, logo=taken)
    with django_capture_on_commit_callbacks(execute=True):
        undo_import(done.run, superuser)
    assert set(get_image_model().objects.all()) == {page.logo, taken}
    assert ActorProfilePage.objects.get(pk=page.pk).logo == page.logo
    originals = [Path(image.file.name).name for image in (page.logo, taken)]
    assert sorted(path.name for path in (media / "original_images").iterdir()) == sorted(originals)
