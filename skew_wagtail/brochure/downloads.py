"""The files of a brochure that visitors can get, and who else gets which."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.pdf.jobs import Variant

from .models import BrochurePage, EditionFile, EditionState
from .withdrawing import OFFERED, too_much


def downloads_of(page: BrochurePage) -> list[dict[str, Any]]:
    """The edition that is offered now; one query."""
    return [described(file) for file in _files([page.pk], [EditionState.READY])]


def archive_of(page: BrochurePage) -> list[dict[str, Any]]:
    """The editions before it, the newest first; one query."""
    return [described(file) for file in _files([page.pk], [EditionState.REPLACED])]


def publications_of(inventory: InventoryProjectPage) -> list[dict[str, Any]]:
    """The public brochures of an inventory, for its page: title, address and files; two queries."""
    pages = list(BrochurePage.objects.filter(inventory=inventory.pk).live().public().order_by("title"))
    files = _files([page.pk for page in pages], [EditionState.READY])
    return [
        {
            "title": page.title,
            "url": page.get_url(),
            "downloads": [described(file) for file in files if file.edition.brochure_id == page.pk],
        }
        for page in pages
    ]


def _files(page_ids: list[int], states: list[str]) -> QuerySet[EditionFile]:
    files = EditionFile.objects.filter(
        edition__brochure__in=page_ids,
        edition__state__in=states,
        variant=Variant.DIGITAL,
        document__isnull=False,
    )
    return files.select_related("edition", "document").order_by("-edition__number")


def described(file: EditionFile) -> dict[str, Any]:
    """A link that says what one gets: format, size, pages."""
    return {
        "url": file.document.url,
        "title": str(file.edition),
        "number": file.edition.number,
        "built_at": file.edition.built_at,
        "variant": file.get_variant_display(),
        "format": format_of(file.size, file.page_count),
    }


def format_of(size: int, pages: int) -> str:
    """E.g. PDF, 4,2 MB, 120 pages."""
    text = ngettext("PDF, %(size)s, %(pages)d page", "PDF, %(size)s, %(pages)d pages", pages)
    return text % {"size": filesizeformat(size), "pages": pages}


def may_get(document: Any, request: HttpRequest) -> bool:
    """Whether somebody may have a document: what is no file of an edition is not our business.

    Visitors get the digital files of editions that are offered, while the page is public and all in them may be shown:
    editions are withdrawn at once, and this asks once more for what changed without a signal. Who may publish the page
    gets all of them.
    """
    file = EditionFile.objects.filter(document=document.pk).select_related("edition__brochure").first()
    if file is None:
        return True
    page = file.edition.brochure
    if page is None:
        return request.user.is_superuser
    if request.user.is_authenticated and page.permissions_for_user(request.user).can_publish():
        return True
    return (
        file.variant == Variant.DIGITAL
        and file.edition.state in OFFERED
        and page.live
        and all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        and not too_much(file.edition.actors.all())
    )


def why_not() -> str:
    """What a visitor reads in place of a file that is not offered any more."""
    return _("This edition of the brochure is not offered any more.")
