"""What no zip of logos can do: burst, lead elsewhere, stop an import half-way."""

import zipfile

import pytest

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.reading import UnreadableFile
from skew_wagtail.exchange.reading.pictures import open_pictures
from tests.exchange.logos import LOGO, PNG, messages, run, stored
from tests.exchange.sheets import SHOP, zipped

pytestmark = pytest.mark.usefixtures("terms", "media")


def encrypted():
    data = bytearray(zipped({"a.png": PNG}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


HOSTILE = {
    "a bomb": lambda: zipped({"a.png": b"\0" * 20_000_000}),
    "one huge file among others": lambda: zipped({"a.png": PNG * 900, "b.png": b"\0" * 52_500_000}),
    "3,000 files": lambda: zipped({f"{number}.png": b"" for number in range(3000)}, zipfile.ZIP_STORED),
    "too many entries to count": lambda: b"PK\x01\x02" * 7000,
    "a password": encrypted,
    "another way of packing": lambda: zipped({"a.png": PNG}, zipfile.ZIP_LZMA),
    "no zip": lambda: b"Hallo",
    "half a zip": lambda: zipped({"a.png": PNG})[:-30],
    "nothing in it": lambda: zipped({"__MACOSX/._a.png": b"x", "Thumbs.db": b"x", "leer/": b""}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_as_a_whole(directory, name):
    with pytest.raises(UnreadableFile):
        run(directory, [SHOP], HOSTILE[name]())
    assert not ActorProfilePage.objects.exists()


def test_a_zip_that_is_too_large_is_refused(settings):
    settings.SKEW_WAGTAIL = {"IMPORT_PICTURES_MAX_BYTES": 1000}
    with pytest.raises(UnreadableFile, match="MB"):
        open_pictures(zipped({"a.png": PNG}))


def test_damage_within_a_zip_is_told_of_the_row(directory):
    data = bytearray(zipped({"EBF-001.png": PNG}, zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    [error] = run(directory, [SHOP], bytes(data)).errors
    assert "EBF-001.png" in str(error)


def test_a_path_leads_nowhere(directory, media, tmp_path):
    result = run(directory, [SHOP | {LOGO: "../../b.png"}], {"../../../b.png": PNG, "..\\..\\c.png": PNG})
    assert messages(result) == []
    assert stored(media) == ["b.png"]
    assert not list(tmp_path.glob("*.png"))
