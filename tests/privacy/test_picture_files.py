"""What a picture file keeps and what it loses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, features

from skew_wagtail.privacy.pictures.files import without_metadata
from tests.pictures import (
    SECRET,
    XMP,
    camera_data,
    camera_jpeg,
    frames,
    opened,
    photo,
    png_with_text,
    tells_nothing,
    written,
)

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MOVING = {
    "save_all": True,
    "append_images": [photo(seed=2), photo(seed=3)],
    "duration": [100, 200, 300],
    "loop": 4,
}
FILES = {
    "jpeg": camera_jpeg(),
    "progressive jpeg": camera_jpeg(progressive=True),
    "png": png_with_text(),
    "webp": written(photo(), "WEBP", exif=camera_data(), xmp=XMP),
    "gif": written(photo(), "GIF", comment=SECRET),
    "moving gif": written(photo(), "GIF", comment=SECRET, **MOVING),
    "moving webp": written(photo(), "WEBP", exif=camera_data(), xmp=XMP, **MOVING),
    "moving png": written(photo(), "PNG", exif=camera_data(), **MOVING),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_the_data_go_and_every_pixel_frame_and_duration_stays(data):
    assert not tells_nothing(data)
    cleaned = without_metadata(data)
    assert tells_nothing(cleaned)
    assert without_metadata(cleaned) == cleaned
    assert frames(cleaned) == frames(data)
    assert opened(cleaned).info.get("loop") == opened(data).info.get("loop")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stays_turned_as_it_was(kind, orientation):
    data = written(photo(), kind, exif=camera_data(orientation))
    exif = opened(without_metadata(data)).getexif()
    assert exif.get(ExifTags.Base.Orientation, 1) == orientation
    assert set(exif) <= {ExifTags.Base.Orientation}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_keep_their_profile(kind):
    data = written(photo(), kind, exif=camera_data(), icc_profile=PROFILE)
    assert opened(without_metadata(data)).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_one_sees_through_stays_so(kind):
    picture = photo().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size).point(lambda value: 255 * (value > 99)))
    secret = {"comment": SECRET} if kind == "GIF" else {"exif": camera_data()}
    data = written(picture, kind, **secret)
    assert frames(without_metadata(data)) == frames(data)
    assert opened(without_metadata(data)).convert("RGBA").getextrema()[3] == (0, 255)


def test_a_phones_file_with_two_pictures_becomes_one_plain_jpeg():
    data = written(photo(), "MPO", save_all=True, append_images=[photo(seed=2)], exif=camera_data())
    assert opened(data).format == "MPO"
    cleaned = without_metadata(data)
    assert opened(cleaned).format == "JPEG"
    assert tells_nothing(cleaned)
    assert frames(cleaned)[0] == frames(data)[0]


def test_a_preview_picture_and_what_phones_append_go():
    exif = camera_data()
    preview = written(photo((16, 12)), "JPEG", comment=SECRET)
    jfif = b"JFIF\0\1\2\0\0\1\0\1" + bytes([2, 2]) + b"PREVIEW-RGB!"
    data = written(photo(), "JPEG", exif=exif)
    start = b"\xff\xd8\xff\xe0" + (len(jfif) + 2).to_bytes(2, "big") + jfif
    first_table = data.index(b"\xff\xdb")
    data = start + data[2 + 18 : first_table] + data[first_table:] + b"MotionPhoto" + preview
    cleaned = without_metadata(data)
    assert b"PREVIEW" not in cleaned
    assert b"MotionPhoto" not in cleaned
    assert tells_nothing(cleaned)


def test_a_picture_in_a_gif_keeps_its_loop_and_loses_adobes_data():
    data = FILES["moving gif"]
    place = data.index(b"\x21\xff\x0bNETSCAPE2.0")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    data = data[:place] + b"\x21\xff\x0bXMP DataXMP" + XMP + trailer + data[place:]
    cleaned = without_metadata(data)
    assert SECRET not in cleaned
    assert frames(cleaned) == frames(FILES["moving gif"])
    assert opened(cleaned).info["loop"] == 4


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow cannot write AVIF")
def test_an_avif_is_written_anew():
    data = written(photo(), "AVIF", exif=camera_data(), xmp=XMP)
    cleaned = without_metadata(data)
    assert tells_nothing(cleaned)
    assert without_metadata(cleaned) == cleaned
    assert opened(cleaned).size == opened(data).size
    assert opened(cleaned).getexif()[ExifTags.Base.Orientation] == 6


def test_a_phones_heic_is_written_anew():
    pytest.importorskip("pillow_heif.HeifImagePlugin")
    data = written(photo(), "HEIF", exif=camera_data(), xmp=XMP)
    assert SECRET in data
    cleaned = without_metadata(data)
    assert tells_nothing(cleaned)
    assert opened(cleaned).size == opened(data).size


def test_a_clean_picture_is_not_touched():
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        data = written(photo(), kind)
        assert without_metadata(data) == data


@pytest.mark.parametrize("data", [b"", b"no picture", b"<svg/>", b"\xff\xd8\xff", b"GIF89a", b"RIFF"])
def test_what_is_no_picture_is_not_touched(data):
    assert without_metadata(data) == data


def test_a_damaged_picture_loses_its_data_too():
    data = camera_jpeg()
    assert SECRET in data[:-400]
    assert SECRET not in without_metadata(data[:-400])


@given(
    name=st.sampled_from(["jpeg", "png", "webp", "moving gif"]),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    length=st.integers(1, 9000),
)
def test_no_file_however_broken_raises(name, changes, length):
    data = bytearray(FILES[name])
    for place, value in changes:
        data[place] = value
    cleaned = without_metadata(bytes(data[:length]))
    assert without_metadata(cleaned) == cleaned
