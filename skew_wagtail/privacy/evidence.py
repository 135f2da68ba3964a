"""Signed sheets: kept in a collection of documents that visitors do not see."""

import uuid
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from .models import PrivacySettings

MAX_BYTES = 10 * 1024 * 1024
#: How files of each kind begin.
_SIGNATURES = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}


def check_evidence(file: UploadedFile) -> None:
    """Refuse what is no scan.

    Raises:
        ValidationError: too large, or not what its name says.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. Please scan it with a lower resolution."))
    beginning = _SIGNATURES.get(PurePath(file.name).suffix.lower())
    if beginning is None or file.read(len(beginning)) != beginning:
        raise ValidationError(_("Please choose a PDF, JPEG or PNG file."))
    file.seek(0)


def keep_evidence(file: UploadedFile, user: Any) -> Any:
    """Store a signed sheet as a document of the private collection; its name tells nothing about people."""
    model = get_document_model()
    file.name = f"evidence-{uuid.uuid4().hex}{PurePath(file.name).suffix.lower()}"
    return model.objects.create(
        title=_("Evidence of a consent"),
        file=file,
        file_size=file.size,
        collection=private_collection(),
        uploaded_by_user=user,
    )


def private_collection() -> Collection:
    """The collection for evidence, made when there is none; open to superusers and who may see consents.

    Raises:
        ValidationError: the collection that was chosen in the settings is open to visitors.
    """
    settings = PrivacySettings.for_site(Site.objects.order_by("-is_default_site").first())
    collection = settings.evidence_collection
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=_("Evidence of consent (not public)"))
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        may_see = {
            "permissions__content_type__app_label": "skew_privacy",
            "permissions__codename": "view_consent",
        }
        restriction.groups.set(Group.objects.filter(**may_see))
        settings.evidence_collection = collection
        settings.save()
    elif not collection.get_view_restrictions():
        raise ValidationError(
            _("Visitors can open the collection “%(name)s”. Please set its privacy first.")
            % {"name": collection.name}
        )
    return collection
