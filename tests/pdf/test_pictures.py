"""Pictures for a PDF are small, upright, in colours of a screen, and tell nothing."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from skew_wagtail.pdf.pictures import PictureProblem, prepared
from tests.pictures import camera_jpeg, opened, photo, png_with_text, tells_nothing, written


def claiming(size):
    """A PNG that says it has so many pixels."""
    data = written(photo(), "PNG")
    header = b"IHDR" + struct.pack(">II", *size) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def prepare(data, most=(600, 600)):
    return prepared(BytesIO(data), most)


@pytest.mark.parametrize("data", [camera_jpeg(), png_with_text()], ids=["jpeg", "png"])
def test_place_and_camera_are_gone(data):
    assert tells_nothing(prepare(data))
    assert set(opened(prepare(data)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_camera_held_upright_gives_an_upright_picture():
    assert opened(prepare(camera_jpeg())).size == (48, 64)


def test_large_pictures_become_small():
    assert opened(prepare(written(photo((900, 300)), "PNG"), (90, 60))).size == (90, 30)
    assert opened(prepare(written(photo((300, 300)), "PNG"), (90, 60))).size == (60, 60)


def test_small_pictures_stay_small():
    assert opened(prepare(written(photo((20, 10)), "PNG"))).size == (20, 10)


def test_transparency_is_kept():
    logo = Image.new("RGBA", (50, 50), (200, 0, 0, 120))
    assert opened(prepare(written(logo, "PNG"))).getpixel((0, 0)) == (200, 0, 0, 120)


def test_a_palette_with_a_clear_colour_keeps_it():
    logo = Image.new("P", (10, 10), 0)
    picture = opened(prepare(written(logo, "GIF", transparency=0)))
    assert (picture.format, picture.getpixel((0, 0))[3]) == ("PNG", 0)


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "I;16", "LA", "P"])
def test_every_kind_of_colour_becomes_that_of_a_screen(mode):
    kind = "TIFF" if mode == "CMYK" else "PNG"
    picture = opened(prepare(written(Image.new(mode, (10, 10)), kind)))
    assert picture.mode in ("RGB", "RGBA")


def test_a_cmyk_photograph_keeps_its_colour():
    red = written(Image.new("CMYK", (10, 10), (0, 255, 255, 0)), "JPEG")
    assert opened(prepare(red)).getpixel((5, 5))[0] > 200


def test_a_colour_profile_is_applied_and_leaves():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = opened(prepare(written(photo(), "JPEG", icc_profile=profile)))
    assert "icc_profile" not in picture.info
    assert opened(prepare(written(photo(), "JPEG", icc_profile=b"broken"))).mode == "RGB"


def test_of_a_moving_picture_the_first_frame_is_left():
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    data = written(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = opened(prepare(data))
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((5, 5))[0] > 200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        written(photo(), "PNG")[:2000],
        camera_jpeg()[:700],
    ],
    ids=["empty", "text", "svg", "eps", "half png", "half jpeg"],
)
def test_what_is_no_sound_picture_is_refused(data):
    with pytest.raises(PictureProblem) as caught:
        prepare(data)
    assert str(caught.value)


def test_a_picture_of_far_too_many_pixels_is_refused_before_it_is_read():
    with pytest.raises(PictureProblem, match="60"):
        prepare(claiming((10_000, 6_001)))
    with pytest.raises(PictureProblem, match="60"):
        prepare(claiming((50_000, 50_000)))
