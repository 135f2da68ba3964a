"""The ways in and out that logos take: the admin, the command, an export."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupCollectionPermission

from skew_wagtail.exchange.exporting.disclosure import Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.models import ImportUpload
from skew_wagtail.privacy.models import Channel
from tests.exchange.logos import PNG, messages, one
from tests.exchange.sheets import SHOP, save, table, workbook, zipped
from tests.factories import ActorProfileFactory, editor_group, make_image, make_user

pytestmark = pytest.mark.usefixtures("terms", "media")


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
