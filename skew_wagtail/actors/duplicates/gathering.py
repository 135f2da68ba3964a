"""What is known of profiles, as the comparing wants it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from skew_wagtail.privacy.models import ActorAddress

from ..models import ActorContact, ActorLink, ActorProfilePage
from .suspicion import Facts

#: Databases bound the number of parameters of a query.
_CHUNK = 500


def facts_of(pages: Iterable[ActorProfilePage], people: bool) -> dict[int, Facts]:
    """The facts of profiles by page id; with ``people`` also mails and phones of their contact persons.

    Of the pages only ``pk``, ``title``, ``draft_title``, ``short_name`` and ``translation_key`` are read. Three queries
    for each few hundred of them.
    """
    pages = list(pages)
    found: dict[int, Facts] = {}
    for start in range(0, len(pages), _CHUNK):
        found |= _facts_of_chunk(pages[start : start + _CHUNK], people)
    return found


def _facts_of_chunk(pages: list[ActorProfilePage], people: bool) -> dict[int, Facts]:
    ids = [page.pk for page in pages]
    websites = defaultdict(list)
    for page_id, url in ActorLink.objects.filter(page__in=ids).values_list("page_id", "url"):
        websites[page_id].append(url)
    mails, phones = defaultdict(list), defaultdict(list)
    if people:
        contacts = ActorContact.objects.filter(page__in=ids)
        for page_id, mail, phone in contacts.values_list("page_id", "person__email", "person__phone"):
            mails[page_id].append(mail)
            phones[page_id].append(phone)
    places = _places(page.translation_key for page in pages)
    return {
        page.pk: Facts(
            page.title,
            tuple(sorted({page.draft_title, page.short_name} - {page.title, ""})),
            *places.get(page.translation_key, ("", "")),
            websites=tuple(websites[page.pk]),
            mails=tuple(filter(None, mails[page.pk])),
            phones=tuple(filter(None, phones[page.pk])),
        )
        for page in pages
    }


def _places(keys: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Place and street by actor key."""
    rows = ActorAddress.objects.filter(pk__in=list(keys)).values_list("pk", "city", "street")
    return {key: (city, street) for key, city, street in rows}
