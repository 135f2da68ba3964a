"""What each role may, in Wagtail's own permissions; the table is in docs/reference/roles.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.models import Page

from skew_wagtail.actors.models import ActorDirectoryPage

#: The labels of all our apps begin so, those of rooms above this one as well.
_OUR_APPS = "skew_"
_EDITING = ("add_page", "change_page", "publish_page")
_PICTURES = ("add_image", "choose_image")
_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """What a group may: everywhere, on each of ``pages``, and in the collection of all files."""

    permissions: QuerySet[Permission]
    pages: Sequence[Page] = ()
    on_pages: Sequence[str] = ()
    on_files: Sequence[str] = ()


def editors(sections: Sequence[Page]) -> Role:
    """Redaktion: writes and publishes our pages, keeps the registers.

    Lifting the refusal of an organisation stays with administrators.
    """
    ours = Permission.objects.filter(content_type__app_label__startswith=_OUR_APPS)
    return Role(ours.exclude(codename="lift_listingrefusal") | _access(), sections, _EDITING, _FILES)


def team(sections: Sequence[Page]) -> Role:
    """Bestandsaufnahme-Team: drafts of profiles, and the research of inventories to whose team one belongs.

    Who may only add pages edits their own drafts and publishes none; no registers, no people, no documents, among
    which signed consents are kept.
    """
    return Role(_access(), _directories(sections), ("add_page",), _PICTURES)


def readers() -> Role:
    """Lesen: sees registers, lists and the board, changes nothing."""
    viewing = Permission.objects.filter(
        content_type__app_label__startswith=_OUR_APPS, codename__startswith="view_"
    )
    return Role(viewing | _access())


def our_sections() -> list[Page]:
    """The pages of ours that hang below one of the site's own: directories, lists of inventories, and so on."""
    ours = Page.objects.filter(content_type__app_label__startswith=_OUR_APPS).order_by("path")
    found: list[str] = []
    for path in ours.values_list("path", flat=True).iterator():
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return list(Page.objects.filter(path__in=found).order_by("path"))


def _directories(sections: Iterable[Page]) -> list[Page]:
    return [page for section in sections for page in ActorDirectoryPage.objects.descendant_of(section, True)]


def _access() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
