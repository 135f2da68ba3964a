"""No picture tells where it was taken: the site's images lose such data before they are stored.

When an image is uploaded nobody knows yet where it will be used, so this holds for all of them, unless
``STRIP_IMAGE_METADATA`` is off. What our own pages and snippets use is cleaned in any case.
"""

from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.cache import cache as shared_cache
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.utils.file import hash_filelike

from skew_wagtail import conf

from .files import without_metadata

_PACKAGE = "skew_wagtail."


def register_signal_handlers() -> None:
    """Connect uploads, and every model of ours, or of a host's made from ours, that names an image."""
    pre_save.connect(image_uploaded, sender=get_image_model())
    pre_save.connect(upload_kept, sender=UploadedFile)
    for model in apps.get_models():
        if picture_fields(model):
            post_save.connect(picture_used, sender=model)


@cache
def picture_fields(model: type[models.Model]) -> tuple[models.ForeignKey, ...]:
    """The fields of a model of ours, or of a subclass of one, in which an image is chosen."""
    if not any(base.__module__.startswith(_PACKAGE) for base in model.__mro__):
        return ()
    fields = (field for field in model._meta.fields if isinstance(field, models.ForeignKey))
    return tuple(field for field in fields if field.related_model is get_image_model())


def image_uploaded(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """The file goes to the storage without its data; size and checksum are those of what is stored."""
    if raw or not conf.get("STRIP_IMAGE_METADATA"):
        return
    if _strip(instance):
        instance.file_size = instance.file.size
        instance.file_hash = hash_filelike(instance.file)
    elif instance._state.adding and instance.file and instance.file._committed:
        # Code that stores the file before it makes the image, or names one that lies there already.
        _after_commit(lambda: clean_stored_image(instance.pk))


def upload_kept(instance: UploadedFile, raw: bool = False, **kwargs: Any) -> None:
    """Where an image lacks a needed field Wagtail keeps the file until an editor has filled it in."""
    if raw or not conf.get("STRIP_IMAGE_METADATA") or instance.for_content_type is None:
        return
    if instance.for_content_type.model_class() is get_image_model():
        _strip(instance)


def _strip(instance: models.Model) -> bool:
    """Put a clean file in place of one that is not stored yet; whether that was needed."""
    if not instance.file or instance.file._committed:
        return False
    instance.file.open()
    data = instance.file.read()
    instance.file.seek(0)
    cleaned = without_metadata(data)
    if cleaned == data:
        return False
    instance.file = ContentFile(cleaned, name=instance.file.name)
    return True


def picture_used(
    sender: type[models.Model],
    instance: models.Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """A page or snippet of ours was saved; its pictures are seen to once that is final."""
    if raw:
        return
    for field in picture_fields(sender):
        saved = update_fields is None or {field.name, field.attname} & set(update_fields)
        image_id = getattr(instance, field.attname)
        if saved and image_id is not None:
            _after_commit(clean_stored_image, image_id)


def clean_stored_image(image_id: int) -> None:
    """Take the data out of an image that was stored before; its renditions are made anew when asked for.

    The new file is stored before the old one goes, and the old one goes with the commit.
    """
    images = get_image_model()._default_manager.filter(pk=image_id)
    key = f"skew-clean-image-{image_id}"
    name = images.values_list("file", flat=True).first()
    if name is None or shared_cache.get(key) == name:
        return
    with transaction.atomic():
        image = images.select_for_update().get()
        name = image.file.name
        with image.open_file() as file:
            data = file.read()
        cleaned = without_metadata(data)
        if cleaned != data:
            _replace(image, cleaned)
    shared_cache.set(key, image.file.name)


def _replace(image: models.Model, data: bytes) -> None:
    """Store other bytes for an image; in the caller's transaction."""
    storage, old_name = image.file.storage, image.file.name
    image.file.save(PurePosixPath(old_name).name, ContentFile(data), save=False)
    image.file_size = len(data)
    image.file_hash = hash_filelike(ContentFile(data))
    # First, for whoever hears of the saved image may ask for a rendition.
    image.renditions.all().delete()
    image.save(update_fields=["file", "file_size", "file_hash"])
    if image.file.name != old_name:
        _after_commit(storage.delete, old_name)


def _after_commit(action: Callable[..., Any], *args: Any) -> None:
    """A storage that does not answer is logged; it must not undo what the editor has saved."""
    # Django logs the name of what failed, which a partial function has not.
    transaction.on_commit(lambda: action(*args), robust=True)
