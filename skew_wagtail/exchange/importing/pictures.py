"""Logos from a zip: which file belongs to which row, and images made of them."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, wraps
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.signals import post_save
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, ReferenceIndex

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.validators import STORAGE_SUFFIX, validate_text_for_image

from ..cells.columns import COLUMNS, Column
from ..cells.parsing import CellError, Problem, fail, nearest
from ..cells.pictures import content, paths, picture_in
from ..reading import MAX_COLUMNS
from ..reading.pictures import PictureArchive, picture_key
from .results import ImportResult, RowError, RowPlan

LOGO = COLUMNS["logo"]
#: What is told of a logo: without it, or with another, it means nothing.
TEXTS = ("logo_alt", "logo_credit")
#: What Wagtail's own model of images has; a site's may have more.
BUILT_IN = {field.name for field in AbstractImage._meta.get_fields()}
#: So many files that belong to no row are named.
_NAMED = 50
_SEVERAL = gettext_lazy("Several files in the zip belong to this row: %(files)s. Please keep one.")
_NOT_IN_ZIP = gettext_lazy("“%(value)s” is not in the zip of pictures. Please add it, or correct the name.")
_NO_ZIP = gettext_lazy(
    "“%(value)s” is not the logo that the profile has. Please send a zip with the picture along, or empty the cell."
)
_HOST_WANTS = gettext_lazy(
    "The site wants to know more of each image than a spreadsheet says (%(why)s). Please upload the logo under "
    "“Images”, choose it in the profile, and empty the cell."
)


def with_logo(columns: dict[int, Column]) -> dict[int, Column]:
    """A file's columns, and those of the logo where it has none: a zip alone brings logos, too."""
    missing = [key for key in (LOGO.key, *TEXTS) if COLUMNS[key] not in columns.values()]
    return columns | {index: COLUMNS[key] for index, key in enumerate(missing, start=MAX_COLUMNS)}


class Logos:
    """Finds the logos of a file's rows; nothing is written."""

    def __init__(self, archive: PictureArchive | None) -> None:
        self.archive = archive

    def find(self, values: dict[str, Any], row: int) -> list[RowError]:
        """Put to a row that names no file the one that bears the organisation's name or reference."""
        if self.archive is None:
            return []
        names = (values.get(key) or "" for key in ("external_id", "title", "short_name"))
        found = self.archive.named_after(names)
        if not found:
            return []
        try:
            if len(found) > 1:
                raise fail(_SEVERAL, files=paths(found))
            values[LOGO.key] = picture_in(self.archive, found[0])
        except CellError as error:
            return [RowError(row, LOGO, problem) for problem in error.problems]
        return []

    def settle(self, plan: RowPlan) -> list[RowError]:
        """Compare a row's logo with the profile's: what is there already stays.

        Of another picture, what was told of the former one is not true any more.
        """
        wanted = plan.values.get(LOGO.key)
        if wanted is None:
            plan.values.pop(LOGO.key, None)
            return []
        current = LOGO.cell.read(plan.page, LOGO.name) if plan.page else None
        is_same = wanted == current if wanted.entry else current and _is_name_of(wanted.name, current.name)
        if is_same:
            plan.values[LOGO.key] = current
            return []
        if not wanted.entry:
            return [RowError(plan.row, LOGO, self._unknown(wanted.name))]
        if current:
            plan.values |= {key: plan.values.get(key, "") for key in TEXTS}
        return self._complaints(plan, wanted.name)

    def _unknown(self, name: str) -> Problem:
        if self.archive is None:
            return Problem(_NO_ZIP, name)
        return Problem(_NOT_IN_ZIP, name, nearest(name, (entry.name for entry in self.archive.entries)))

    def _complaints(self, plan: RowPlan, name: str) -> list[RowError]:
        if self._host_wants:
            return [RowError(plan.row, LOGO, Problem(_HOST_WANTS, params={"why": self._host_wants}))]
        image = SimpleNamespace(title=plan.values["title"], file=SimpleNamespace(name=name))
        try:
            validate_text_for_image(image, plan.values.get("logo_alt") or "", "logo_alt")
        except ValidationError as error:
            return [RowError(plan.row, COLUMNS["logo_alt"], Problem(message)) for message in error.messages]
        return []

    @cached_property
    def _host_wants(self) -> str:
        """What a site's own model of images demands that no import can say; nothing as a rule."""
        model = get_image_model()
        try:
            model(title="Logo").full_clean(exclude=BUILT_IN, validate_unique=False)
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                return " ".join(error.messages)
            fields = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
            return ", ".join(fields.get(name, " ".join(texts)) for name, texts in error.message_dict.items())
        return ""


def keep_texts(plan: RowPlan) -> None:
    """Where an editor's logo stays, what a file tells of another one does not replace what is told of it."""
    if LOGO.key in plan.conflicts:
        for key in TEXTS:
            if key in plan.changed:
                plan.conflicts[key] = plan.changed.pop(key)


def _is_name_of(told: str, stored: str) -> bool:
    """Whether a file was stored under this name, which the storage may have lengthened and spelled in ASCII."""
    stem = PurePosixPath(stored).stem
    return picture_key(told) in {picture_key(stored), picture_key(f"{STORAGE_SUFFIX.sub('', stem)}.x")}


def picture_notes(archive: PictureArchive | None) -> list[str]:
    """What is to be told of a zip: how many of its files belong to rows, and which do not."""
    if archive is None:
        return []
    unasked = archive.unasked
    count = len(archive.entries) - len(unasked)
    notes = [
        ngettext(
            "%(count)d file of the zip belongs to a row.", "%(count)d files of the zip belong to rows.", count
        )
        % {"count": count}
    ]
    notes += [
        _("“%(file)s” in the zip belongs to no row.") % {"file": entry.path} for entry in unasked[:_NAMED]
    ]
    further = len(unasked[_NAMED:])
    if further:
        sentence = ngettext(
            "%(count)d further file of the zip belongs to no row.",
            "%(count)d further files of the zip belong to no row.",
            further,
        )
        notes.append(sentence % {"count": further})
    return notes


class LogoImages:
    """Makes the site's images of the logos that rows bring; within the transaction of the import."""

    def __init__(self, archive: PictureArchive | None, user: Any) -> None:
        self.archive, self.user = archive, user

    def make(self, plans: Iterable[RowPlan]) -> list[RowError]:
        """Make an image for each row that brings a new logo, and say what the site has against some of them."""
        errors: list[RowError] = []
        for plan in plans:
            picture = plan.values.get(LOGO.key)
            if picture is None or picture.entry is None or not (plan.is_new or LOGO.key in plan.changed):
                continue
            try:
                image = self._made(plan, picture.name, *content(self.archive, picture.entry))
            except ValidationError as error:
                errors += [RowError(plan.row, LOGO, Problem(message)) for message in error.messages]
                continue
            plan.images.append(image.pk)
            plan.values[LOGO.key] = replace(picture, image=image)
        return errors

    def _made(self, plan: RowPlan, name: str, data: bytes, ending: str) -> AbstractImage:
        file = ContentFile(data, name=f"{PurePosixPath(name).stem or 'logo'}{ending}")
        image = get_image_model()(title=plan.values["title"][:255], file=file, collection=self._collection)
        image.uploaded_by_user = self.user
        image.file_size, image.file_hash = file.size, plan.values[LOGO.key].digest
        image.full_clean()
        image.save()
        return image

    @cached_property
    def _collection(self) -> Collection:
        """Where the logos lie among the site's images: one place below the root, in the site's language."""
        with translation.override(settings.LANGUAGE_CODE):
            name = _("Logos of actors")
        root = Collection.get_first_root_node()
        return root.get_children().filter(name=name).first() or root.add_child(name=name)

    def take_back(self, plans: Iterable[RowPlan]) -> None:
        """Remove the images of rows that were left out after all; their files go when all is written."""
        for plan in plans:
            for image in get_image_model()._default_manager.filter(pk__in=plan.images):
                image.delete()
            plan.images.clear()


def remove_unused_images(keys: Iterable[int]) -> None:
    """Remove images that nothing uses any more; their files go when all is written."""
    for image in get_image_model()._default_manager.filter(pk__in=list(keys)):
        used = ActorProfilePage.objects.filter(logo=image).exists()
        if not used and not ReferenceIndex.get_references_to(image).exists():
            image.delete()


def without_leftovers(do_import: Callable[..., ImportResult]) -> Callable[..., ImportResult]:
    """Files are not part of a transaction: where an import writes no row, those that it stored are removed."""

    @wraps(do_import)
    def run(*args: Any, **options: Any) -> ImportResult:
        with _stored_files() as stored:
            result = None
            try:
                result = do_import(*args, **options)
            finally:
                if result is None or result.run is None:
                    for file in stored:
                        file.storage.delete(file.name)
        return result

    return run


@contextmanager
def _stored_files() -> Iterator[list[Any]]:
    """Collects the files of images and renditions that this thread stores."""
    stored: list[Any] = []
    thread = threading.get_ident()
    image = get_image_model()

    def note(instance: models.Model, created: bool, **kwargs: Any) -> None:
        if created and threading.get_ident() == thread:
            stored.append(instance.file)

    senders = (image, image.get_rendition_model())
    for sender in senders:
        post_save.connect(note, sender=sender, weak=False)
    try:
        yield stored
    finally:
        for sender in senders:
            post_save.disconnect(note, sender=sender)
