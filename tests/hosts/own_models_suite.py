"""What is special about a host with models of its own."""

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.exchange.importing.results import ImportResult
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ConsentMethod
from tests.exchange.conftest import terms  # noqa: F401  (a fixture)
from tests.exchange.sheets import SHOP, table, workbook, zipped
from tests.factories import ActorProfileFactory, ContactPersonFactory, make_image
from tests.hosts.own_models.models import Picture
from tests.pictures import camera_jpeg, photo, tells_nothing, written


def test_a_logo_is_the_hosts_picture(directory):
    profile = ActorProfileFactory(parent=directory, logo=make_image(credit="Foto: Stadt"))
    assert isinstance(profile.logo, Picture)
    assert profile.logo.credit == "Foto: Stadt"


def test_a_consent_names_the_hosts_account(directory, superuser):
    profile = ActorProfileFactory(parent=directory)
    consent = record_consent(
        ContactPersonFactory(),
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["web"],
        method=ConsentMethod.PAPER,
        user=superuser,
    )
    consent.refresh_from_db()
    assert type(consent.recorded_by) is get_user_model()


def test_the_hosts_pictures_tell_nobody_where_they_were_taken(admin, directory):
    upload = SimpleUploadedFile("fest.jpg", camera_jpeg(), "image/jpeg")
    posted = {"title": "Fest", "credit": "Foto: Stadt", "file": upload, "collection": "1"}
    assert admin.post("/admin/images/add/", posted).status_code == 302
    picture = Picture.objects.get(title="Fest")
    assert tells_nothing(picture.file.read())
    ActorProfileFactory(parent=directory, logo=picture)
    assert tells_nothing(picture.get_rendition("max-320x160").file.read())


def test_a_picture_of_the_host_from_before_is_cleaned_once_it_is_a_logo(
    directory, settings, django_capture_on_commit_callbacks
):
    settings.SKEW_WAGTAIL = settings.SKEW_WAGTAIL | {"STRIP_IMAGE_METADATA": False}
    picture = make_image(file=ContentFile(camera_jpeg(), name="wappen.jpg"))
    assert not tells_nothing(picture.file.read())
    with django_capture_on_commit_callbacks(execute=True):
        ActorProfileFactory(parent=directory, logo=picture)
    assert tells_nothing(Picture.objects.get(pk=picture.pk).file.read())


def import_with_logo(directory) -> ImportResult:
    logos = zipped({"EBF-001.png": written(photo(), "PNG")})
    return import_actors(workbook(table([SHOP])), "akteure.xlsx", directory, ImportOptions(), pictures=logos)


def test_an_imported_logo_is_the_hosts_picture(directory, terms):  # noqa: F811
    assert import_with_logo(directory).errors == []
    assert Picture.objects.get().title == SHOP["Name der Organisation"]


def test_what_the_host_wants_to_know_of_a_picture_is_told_as_an_error(directory, terms, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Picture._meta.get_field("credit"), "blank", False)
    [error] = import_with_logo(directory).errors
    assert "credit" in str(error)
