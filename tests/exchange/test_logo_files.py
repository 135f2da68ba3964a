"""What a picture of a logo may be, and what no picture can do."""

import io
import zipfile

import pytest
from PIL import Image
from wagtail.images import get_image_model

from skew_wagtail.actors.models import ActorProfilePage
from tests.exchange.logos import CHOIR, LOGO, PNG, messages, one, run, stored
from tests.exchange.sheets import SHOP, zipped
from tests.pictures import camera_jpeg, photo, tells_nothing, written

pytestmark = pytest.mark.usefixtures("terms", "media")


def test_a_photograph_tells_nobody_where_it_was_taken(directory):
    data = camera_jpeg()
    assert not tells_nothing(data)
    run(directory, [SHOP], {"EBF-001.jpeg": data})
    assert tells_nothing(one().logo.file.read())
    assert run(directory, [SHOP], {"EBF-001.jpeg": data}).unchanged == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_the_content_decides_what_a_file_is(directory, kind):
    run(directory, [SHOP], {"EBF-001.png": written(photo(), kind)})
    ending = {"JPEG": ".jpg"}.get(kind, f".{kind.lower()}")
    assert one().logo.file.name.endswith(ending)
    assert one().logo.get_rendition("max-320x160").width == 64


def test_a_picture_for_print_is_shown(directory):
    """Four inks instead of three colours."""
    run(directory, [SHOP], {"EBF-001.jpg": written(photo().convert("CMYK"), "JPEG")}, publish=True)
    rendition = ActorProfilePage.objects.get().logo.get_rendition("max-320x160|format-webp")
    with rendition.file.open() as file:
        assert Image.open(file).mode == "RGB"


def animated():
    stream = io.BytesIO()
    photo().save(stream, "GIF", save_all=True, append_images=[photo(seed=2)])
    return stream.getvalue()


WRONG = {
    "a program": lambda: b"MZ\x90\x00" + b"\0" * 500,
    "a text": lambda: b"Hallo",
    "nothing": lambda: b"",
    "SVG": lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "a format for print": lambda: written(photo(), "TIFF"),
    "cut off": lambda: PNG[:-3000],
    "moving": animated,
    "huge": lambda: written(Image.new("1", (9000, 9000)), "PNG"),
    "huger than Pillow opens": lambda: written(Image.new("1", (14_000, 14_000)), "PNG"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_logo_is_an_error_of_its_row(directory, media, name):
    # Not packed: such a picture in a packed zip is taken for a bomb.
    files = zipped({"x/bild.png": WRONG[name]()}, zipfile.ZIP_STORED)
    [error] = run(directory, [SHOP, CHOIR | {LOGO: "bild.png"}], files).errors
    assert (error.row, error.column.key) == (3, "logo")
    assert "x/bild.png" in str(error)
    assert stored(media) == []


def test_the_sites_bound_on_the_size_of_a_file_holds(directory, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(PNG) - 1
    assert len(run(directory, [SHOP], {"EBF-001.png": PNG}).errors) == 1
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = None
    assert messages(run(directory, [SHOP], {"EBF-001.png": PNG})) == []


def test_an_image_model_that_wants_more_is_told_before_anything_is_written(directory, monkeypatch):
    title = get_image_model()._meta.get_field("description")
    monkeypatch.setattr(title, "blank", False)
    monkeypatch.setattr("skew_wagtail.exchange.importing.pictures.BUILT_IN", {"title", "file"})
    [message] = messages(run(directory, [SHOP], {"EBF-001.png": PNG}, dry_run=True))
    assert str(title.verbose_name) in message
