"""Logos from a zip beside the spreadsheet: which file belongs to which row, and what no zip can do."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.exporting.disclosure import Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.importing.results import Outcome
from skew_wagtail.exchange.importing.undo import undo_import
from skew_wagtail.exchange.models import ImportedProfile, ImportUpload
from skew_wagtail.exchange.reading import UnreadableFile
from skew_wagtail.exchange.reading.pictures import open_pictures
from skew_wagtail.privacy.models import Channel
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, save, table, workbook, zipped
from tests.factories import ActorProfileFactory, editor_group, make_image, make_user
from tests.pictures import camera_jpeg, photo, tells_nothing, written

pytestmark = pytest.mark.usefixtures("terms")

LOGO, ALT, CREDIT = "Logo", "Logo: Alternativtext", "Logo: Bildnachweis"
CHOIR = {KENNUNG: "EBF-002", NAME: "Chor der Länder", KIND: "Schule", "Kurzbezeichnung": "CdL"}
PNG, OTHER = written(photo(), "PNG"), written(photo(seed=2), "PNG")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A storage of its own, so that it can be seen what is left in it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def stored(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def run(directory, rows, files=None, *, user=None, dry_run=False, **options):
    """Import rows with a zip of these files."""
    pictures = files if isinstance(files, bytes) else zipped(files) if files else b""
    return import_actors(
        workbook(table(rows)),
        "akteure.xlsx",
        directory,
        ImportOptions(**options),
        pictures=pictures,
        user=user,
        dry_run=dry_run,
    )


def messages(result):
    return [str(error) for error in result.errors]


def one():
    return ActorProfilePage.objects.get().get_latest_revision_as_object()


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


def test_an_image_model_that_wants_more_is_told_before_anything_is_written(directory, monkeypatch):
    title = get_image_model()._meta.get_field("description")
    monkeypatch.setattr(title, "blank", False)
    monkeypatch.setattr("skew_wagtail.exchange.importing.pictures.BUILT_IN", {"title", "file"})
    [message] = messages(run(directory, [SHOP], {"EBF-001.png": PNG}, dry_run=True))
    assert str(title.verbose_name) in message


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


def exported(scope, **options):
    file = io.BytesIO()
    export_actors(file, "xlsx", scope, **options)
    return file.getvalue()


@pytest.mark.parametrize("live", [True, False])
def test_an_exported_logo_comes_back_unchanged(directory, live):
    ActorProfileFactory(
        parent=directory, logo=make_image(), logo_alt="Ein grünes Feld", logo_credit="Ich", live=live
    )
    result = import_actors(exported(Scope.COMPLETE), "akteure.xlsx", directory, ImportOptions())
    assert (messages(result), result.unchanged) == ([], 1)


def test_an_export_to_pass_on_tells_of_logos_what_may_be_shown(directory, monkeypatch):
    page = ActorProfileFactory(
        parent=directory, logo=make_image(), logo_alt="Ein grünes Feld", logo_credit="Ich"
    )
    assert b"bild" in json_export()
    asked = []

    def nothing(pages, channel):
        asked.append(channel)
        return {}

    monkeypatch.setattr("skew_wagtail.exchange.exporting.disclosure.published_logos", nothing)
    told = json_export()
    assert asked == [Channel.EXPORT] and page.title.encode() in told
    assert not [word for word in (b"bild", "grünes".encode(), b'"Ich"') if word in told]


def json_export():
    file = io.BytesIO()
    export_actors(file, "json", Scope.SHARED)
    return file.getvalue()


NEW = "/admin/skew/imports/new/"


def posted(directory, files, *rows):
    return {
        "file": SimpleUploadedFile("akteure.xlsx", workbook(table(rows))),
        "directory": str(directory.pk),
        "pictures": SimpleUploadedFile("logos.zip", files),
    }


def test_logos_come_along_in_the_admin(admin, superuser, directory, django_capture_on_commit_callbacks):
    address = admin.post(
        NEW, posted(directory, zipped({"EBF-001.png": PNG, "fremd.png": PNG}), SHOP)
    ).headers["Location"]
    assert "fremd.png" in admin.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"{address}apply/")
    assert one().logo.uploaded_by_user == superuser
    assert bytes(ImportUpload.objects.get().pictures) == b""


def test_a_broken_zip_is_told_at_its_field(admin, directory, settings):
    response = admin.post(NEW, posted(directory, b"Hallo", SHOP))
    assert response.context["form"].errors.keys() == {"pictures"}
    settings.SKEW_WAGTAIL = {"IMPORT_PICTURES_MAX_BYTES": 10}
    response = admin.post(NEW, posted(directory, zipped({"a.png": PNG}), SHOP))
    assert response.context["form"].errors.keys() == {"pictures"}
    assert not ImportUpload.objects.exists()


def test_who_may_add_no_images_is_not_asked_for_any(client, directory):
    group = editor_group(directory)
    group.permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(make_user(groups=[group]))
    assert "pictures" not in client.get(NEW).context["form"].fields
    add_image = Permission.objects.get(codename="add_image")
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=add_image
    )
    assert "pictures" in client.get(NEW).context["form"].fields


def test_the_command_takes_a_zip(directory, tmp_path):
    path = save(tmp_path, SHOP)
    (tmp_path / "logos.zip").write_bytes(zipped({"EBF-001.png": PNG}))
    options = {"directory": "/akteure/", "stdout": io.StringIO(), "stderr": io.StringIO()}
    with pytest.raises(CommandError):
        call_command("skew_import_actors", str(path), pictures=tmp_path / "fehlt.zip", **options)
    call_command("skew_import_actors", str(path), pictures=tmp_path / "logos.zip", **options)
    assert one().logo
