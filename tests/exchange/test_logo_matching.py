"""Which file of a zip of logos belongs to which row."""

import struct

import pytest
from wagtail.models import Collection

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.models import ImportedProfile
from tests.exchange.logos import ALT, CHOIR, CREDIT, LOGO, PNG, messages, one, run
from tests.exchange.sheets import NAME, SHOP, zipped

pytestmark = pytest.mark.usefixtures("terms", "media")


def test_a_logo_becomes_an_image_of_the_site(directory, superuser):
    row = SHOP | {LOGO: "weltladen.png", ALT: "Zwei Hände um eine Weltkugel", CREDIT: "Weltladen"}
    result = run(directory, [row], {"logos/Weltladen.PNG": PNG}, user=superuser)
    assert messages(result) == []
    page = one()
    image = page.logo
    assert (page.logo_alt, page.logo_credit) == ("Zwei Hände um eine Weltkugel", "Weltladen")
    assert (image.title, image.uploaded_by_user) == (SHOP[NAME], superuser)
    assert (image.width, image.height, image.file_size) == (64, 48, image.file.size)
    assert image.collection.get_parent() == Collection.get_first_root_node()
    assert ImportedProfile.objects.get().before["images"] == [image.pk]


@pytest.mark.parametrize(
    "name",
    [
        "EBF-002.png",
        "ebf_002.PNG",
        "Chor der Länder.png",
        "chor-der-laender.png",
        "x/y/chor_der_Lander_e.V..png",
        "cdl.png",
    ],
)
def test_without_a_name_in_the_row_the_file_is_named_after_the_organisation(directory, name):
    result = run(directory, [SHOP, CHOIR], {name: PNG, "liesmich.txt": b"Hallo"})
    assert messages(result) == []
    assert [page.title for page in ActorProfilePage.objects.filter(logo__isnull=False)] == [CHOIR[NAME]]
    assert [note for note in result.notes if "liesmich.txt" in note]
    assert not [note for note in result.notes if name in note]


def test_an_empty_cell_still_finds_the_file_that_bears_the_organisations_name(directory):
    run(directory, [CHOIR | {LOGO: ""}], {"EBF-002.png": PNG})
    assert one().logo


def test_umlauts_as_macos_writes_them_are_found(directory):
    # Two letters each, as UTF-8 that does not say so; and what the system puts beside each file.
    packed = zipped(
        {"Chor der La\u0308nder.png": PNG, "__MACOSX/._Chor der La\u0308nder.png": b"x", ".DS_Store": b"x"}
    )
    data = bytearray(packed)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark)
        (flags,) = struct.unpack_from("<H", data, start + offset)
        struct.pack_into("<H", data, start + offset, flags & ~0x800)
    result = run(directory, [CHOIR], bytes(data))
    assert one().logo
    assert len(result.notes) == 1


@pytest.mark.parametrize(("files", "proposal"), [(None, ""), ({"weltladen.png": PNG}, "weltladen.png")])
def test_an_unknown_file_is_an_error_with_the_nearest_one(directory, files, proposal):
    result = run(directory, [SHOP | {LOGO: "weltlade.png"}], files)
    [error] = result.errors
    assert (error.column.key, error.row, error.problem.proposal) == ("logo", 2, proposal)
    assert "weltlade.png" in str(error)
    assert not ActorProfilePage.objects.exists()


@pytest.mark.parametrize(
    ("row", "files"),
    [
        (SHOP | {LOGO: "logo.png"}, ["a/logo.png", "b/Logo.png"]),
        (SHOP, ["EBF-001.png", "Weltladen Ebersfurt.png"]),
    ],
)
def test_several_files_for_one_row_are_named(directory, row, files):
    [message] = messages(run(directory, [row], dict.fromkeys(files, PNG)))
    assert all(file in message for file in files)


def test_files_that_belong_to_no_row_are_no_error_even_when_broken(directory):
    result = run(directory, [SHOP], {f"fremd-{number}.png": b"kaputt" for number in range(60)})
    assert messages(result) == []
    assert len([note for note in result.notes if "fremd-" in note]) == 50
    assert "10" in result.notes[-1]
