"""Pictures that are uploaded, and pictures that were there before, tell nobody where they were taken."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import ExifTags
from wagtail.images import get_image_model

from skew_wagtail.actors.models import ActorImage, ActorProfilePage
from skew_wagtail.privacy.pictures import signal_handlers as pictures
from skew_wagtail.privacy.pictures.signal_handlers import picture_fields
from skew_wagtail.vocabulary.models import FundingNotice, Municipality
from tests.factories import ActorProfileFactory, MunicipalityFactory, make_image
from tests.forms import fields_of
from tests.pictures import SECRET, camera_jpeg, opened, png_with_text, tells_nothing


def stored(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def old_image(settings, data=None, name="wache.jpg"):
    """An image that came before the package did, with a rendition."""
    settings.SKEW_WAGTAIL = {"STRIP_IMAGE_METADATA": False}
    image = make_image(title="Wache", file=ContentFile(data or camera_jpeg(), name=name))
    image.get_rendition("max-320x160")
    assert SECRET in stored(image)
    return image


def test_an_uploaded_photograph_tells_nobody_where_it_was_taken(admin):
    data = camera_jpeg()
    upload = SimpleUploadedFile("sommerfest.jpg", data, "image/jpeg")
    response = admin.post("/admin/images/add/", {"title": "Sommerfest", "file": upload, "collection": "1"})
    assert response.status_code == 302
    image = get_image_model().objects.get(title="Sommerfest")
    assert image.file.name.startswith("original_images/sommerfest")
    assert tells_nothing(stored(image))
    assert opened(stored(image)).tobytes() == opened(data).tobytes()
    assert opened(stored(image)).getexif()[ExifTags.Base.Orientation] == 6
    assert image.file_size == len(stored(image))
    fresh = get_image_model()(file=image.file)
    fresh._set_file_hash()
    assert image.file_hash == fresh.file_hash
    rendition = image.get_rendition("max-40x40")
    assert (rendition.width, rendition.height) == (30, 40), "the picture stands upright"
    assert tells_nothing(stored(rendition))


def test_the_window_for_several_uploads_cleans_them(admin):
    upload = SimpleUploadedFile("plakat.png", png_with_text(), "image/png")
    response = admin.post(
        "/admin/images/multiple/add/", {"title": "Plakat", "files[]": upload, "collection": "1"}
    )
    assert response.json()["success"]
    assert tells_nothing(stored(get_image_model().objects.get(title="Plakat")))


def test_another_file_for_an_image_is_cleaned(admin):
    image = make_image()
    upload = SimpleUploadedFile("neu.jpg", camera_jpeg(), "image/jpeg")
    response = admin.post(f"/admin/images/{image.pk}/", {"title": "Neu", "file": upload, "collection": "1"})
    assert response.status_code == 302
    image.refresh_from_db()
    assert tells_nothing(stored(image))


def test_what_is_no_picture_gets_wagtails_answer(admin):
    upload = SimpleUploadedFile("falsch.jpg", b"kein Bild", "image/jpeg")
    response = admin.post("/admin/images/add/", {"title": "Falsch", "file": upload, "collection": "1"})
    assert response.status_code == 200
    assert "file" in response.context["form"].errors


def test_an_image_whose_file_code_has_stored_before_is_cleaned(db, django_capture_on_commit_callbacks):
    name = default_storage.save("original_images/einfuhr.jpg", ContentFile(camera_jpeg()))
    with django_capture_on_commit_callbacks(execute=True):
        image = get_image_model().objects.create(title="Einfuhr", file=name)
    image.refresh_from_db()
    assert tells_nothing(stored(image))


def test_a_host_may_keep_the_data_of_its_own_images(settings, db):
    settings.SKEW_WAGTAIL = {"STRIP_IMAGE_METADATA": False}
    image = make_image(file=ContentFile(camera_jpeg(), name="archiv.jpg"))
    assert stored(image) == camera_jpeg()


def test_every_image_field_of_ours_is_seen_to():
    fields = {model: [field.name for field in picture_fields(model)] for model in (
        ActorImage, ActorProfilePage, FundingNotice, Municipality, get_image_model(),
    )}  # fmt: skip
    assert fields == {
        ActorImage: ["image"],
        ActorProfilePage: ["logo"],
        FundingNotice: ["logo"],
        Municipality: ["coat_of_arms"],
        get_image_model(): [],
    }


def test_a_logo_from_before_is_cleaned_when_the_profile_is_published(
    admin, client, directory, settings, django_capture_on_commit_callbacks
):
    image, profile = old_image(settings), ActorProfileFactory(parent=directory)
    old_file, old_rendition = image.file.name, image.renditions.get().file.name
    url = f"/admin/pages/{profile.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    with django_capture_on_commit_callbacks(execute=True):
        response = admin.post(url, posted | {"logo": str(image.pk), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    image.refresh_from_db()
    assert tells_nothing(stored(image))
    assert image.file_size == len(stored(image))
    for name in (old_file, old_rendition):
        assert not image.file.storage.exists(name), "nobody can open the old file any more"
    html = client.get(profile.get_url()).content.decode()
    assert image.get_rendition("max-320x160").url in html
    assert image.get_rendition("max-320x160").url in client.get(directory.get_url()).content.decode()


def test_pictures_and_snippets_are_seen_to(directory, settings, django_capture_on_commit_callbacks):
    images = [old_image(settings, name=f"alt-{number}.jpg") for number in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        picture = ActorImage(image=images[0], alt_text="Drei Frauen", credit="Foto: Verein")
        ActorProfileFactory(parent=directory, images=[picture])
        MunicipalityFactory(coat_of_arms=images[1])
        FundingNotice.objects.create(title="2026", text="Gefördert", logo=images[2])
    for image in images:
        image.refresh_from_db()
        assert tells_nothing(stored(image))


def test_a_rollback_leaves_the_file_where_it_was(directory, settings, django_capture_on_commit_callbacks):
    image = old_image(settings)
    with django_capture_on_commit_callbacks() as callbacks:
        MunicipalityFactory(coat_of_arms=image)
    assert callbacks
    assert stored(image) == camera_jpeg()


def test_a_failure_while_the_new_file_is_saved_keeps_the_old_one(
    db, settings, monkeypatch, django_capture_on_commit_callbacks
):
    image = old_image(settings)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(get_image_model(), "save", fail)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        pictures.clean_stored_image(image.pk)
    image.refresh_from_db()
    assert stored(image) == camera_jpeg()
    assert image.renditions.exists()


def test_a_file_that_is_missing_does_not_hinder_saving(
    db, settings, caplog, django_capture_on_commit_callbacks
):
    image = old_image(settings)
    image.file.storage.delete(image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        MunicipalityFactory(coat_of_arms=image)
    assert Municipality.objects.get().coat_of_arms == image


def test_saving_without_a_picture_asks_nothing_and_a_clean_one_is_read_once(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    notice = FundingNotice.objects.create(title="2026", text="Gefördert")
    table = get_image_model()._meta.db_table
    with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
        notice.save()
    assert [query["sql"] for query in queries if table in query["sql"]] == []
    notice.logo, read = make_image(), []
    strip = pictures.without_metadata
    monkeypatch.setattr(pictures, "without_metadata", lambda data: read.append(1) or strip(data))
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            notice.save()
    assert read == [1]
