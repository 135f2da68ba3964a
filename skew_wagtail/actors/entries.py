"""Keeping the public face of profiles true."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch
from django.utils.html import strip_tags
from wagtail.models import Page

from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import PublishedAddress, published_addresses, published_logos
from skew_wagtail.text import words

from .facets import FACETS, TRAITS, Facet
from .models import ActorDirectoryPage, ActorEntry, ActorProfilePage, DirectoryState

_RICH_TEXTS = ("description", "goals", "activities_local", "activities_abroad")
_CHUNK = 500
LOGO_FILTER = "max-320x160"


@transaction.atomic
def refresh_entries(page_ids: Iterable[int]) -> None:
    """Write the entries of these profiles anew, or remove them where a profile is not public.

    Ids of pages that are gone are welcome. One version step for each directory concerned.
    """
    page_ids = list(page_ids)
    for start in range(0, len(page_ids), _CHUNK):
        _refresh_chunk(page_ids[start : start + _CHUNK])


def add_entries(pages: list[ActorProfilePage]) -> None:
    """Write the entries of new profiles that have just been published, as they are in memory."""
    public = ActorProfilePage.objects.filter(pk__in=[page.pk for page in pages]).live().public()
    shown = set(public.values_list("pk", flat=True))
    _write([page.pk for page in pages], _entries_of([page for page in pages if page.pk in shown]))


def _refresh_chunk(page_ids: list[int]) -> None:
    _write(page_ids, _build(page_ids))


def _write(page_ids: list[int], built: list[ActorEntry]) -> None:
    entries = {(entry.directory_id, entry.page_id): entry for entry in built}
    known = ActorEntry.objects.filter(page_id__in=page_ids, removed=False)
    gone = set(known.values_list("directory_id", "page_id")) - set(entries)
    directories = {directory_id for directory_id, _page_id in (*entries, *gone)}
    versions = {directory_id: _next_version(directory_id) for directory_id in directories}
    for directory_id, page_id in gone:
        _empty(directory_id, page_id, versions[directory_id])
    for entry in entries.values():
        entry.version = versions[entry.directory_id]
    columns = [field.name for field in ActorEntry._meta.concrete_fields]
    ActorEntry.objects.bulk_create(
        entries.values(),
        update_conflicts=True,
        unique_fields=["directory_id", "page"],
        update_fields=[name for name in columns if name not in ("id", "directory_id", "page")],
    )


def remove_entries(page_ids: Iterable[int]) -> None:
    """Remove the entries of these profiles at once, without looking at the pages."""
    rows = ActorEntry.objects.filter(page_id__in=list(page_ids), removed=False)
    for directory_id, page_id in list(rows.values_list("directory_id", "page_id")):
        _empty(directory_id, page_id, _next_version(directory_id))


def _empty(directory_id: int, page_id: int, version: int) -> None:
    """Leave of an entry only the word that it is gone."""
    ActorEntry.objects.filter(directory_id=directory_id, page_id=page_id).update(
        removed=True, version=version, stale=False, facets={}, traits={}, card={},
        sort_name="", search_name="", search_text="",
    )  # fmt: skip


def rebuild_directory(directory: ActorDirectoryPage) -> None:
    """Write all entries of one directory anew and remove those that should not be there."""
    profiles = ActorProfilePage.objects.child_of(directory).values_list("pk", flat=True)
    entries = ActorEntry.objects.filter(directory_id=directory.pk, removed=False)
    refresh_entries({*profiles, *entries.values_list("page_id", flat=True)})


def check_directory(directory: ActorDirectoryPage) -> list[int]:
    """Ids of profiles whose stored entry is missing, too many or differs from what it should be."""
    profiles = list(ActorProfilePage.objects.child_of(directory).values_list("pk", flat=True))
    expected = {entry.page_id: _comparable(entry) for entry in _build(profiles)}
    stored = ActorEntry.objects.filter(directory_id=directory.pk, removed=False)
    found = {entry.page_id: _comparable(entry) for entry in stored}
    return sorted(pk for pk in {*expected, *found} if expected.get(pk) != found.get(pk))


def bump_labels() -> None:
    """Tell every directory that words of its filters have changed."""
    DirectoryState.objects.update(labels_version=F("labels_version") + 1)


def _comparable(entry: ActorEntry) -> dict[str, Any]:
    left_out = {"id", "version", "stale", "removed"}
    names = [field.attname for field in ActorEntry._meta.concrete_fields if field.name not in left_out]
    return {name: getattr(entry, name) for name in names}


def _next_version(directory_id: int) -> int:
    """One step further; the row stays locked until the transaction ends, which orders concurrent writers."""
    DirectoryState.objects.get_or_create(directory_id=directory_id)
    state = DirectoryState.objects.filter(directory_id=directory_id)
    state.update(version=F("version") + 1)
    return state.values_list("version", flat=True).get()


def _build(page_ids: list[int]) -> list[ActorEntry]:
    """Entries of those of the profiles that are public and lie in a directory."""
    pages = (
        ActorProfilePage.objects.filter(pk__in=page_ids)
        .live()
        .public()
        .select_related("kind", "sector", "legal_form", "logo")
        .prefetch_related(
            "topics", "tags", "sdgs", "target_groups", "engagement_countries", "activity_areas",
            "spoken_languages", "projects",
            Prefetch("cooperation_needs", _statements("cooperation_needs")),
            Prefetch("cooperation_offers", _statements("cooperation_offers")),
        )
    )  # fmt: skip
    return _entries_of(list(pages))


def _entries_of(pages: list[ActorProfilePage]) -> list[ActorEntry]:
    parents = {page.path[: -Page.steplen] for page in pages}
    directories = dict(ActorDirectoryPage.objects.filter(path__in=parents).values_list("path", "pk"))
    addresses = published_addresses(pages)
    logos = published_logos(pages, Channel.WEB)
    return [
        _entry(
            page,
            directories[page.path[: -Page.steplen]],
            card(page, addresses.get(page.pk, PublishedAddress()), logos.get(page.pk)),
        )
        for page in pages
        if page.path[: -Page.steplen] in directories
    ]


def _statements(relation: str) -> Any:
    model = ActorProfilePage._meta.get_field(relation).related_model
    return model.objects.select_related("kind")


def _entry(page: ActorProfilePage, directory_id: int, shown: dict[str, Any]) -> ActorEntry:
    texts = [strip_tags(str(getattr(page, name)).replace("<", " <")) for name in _RICH_TEXTS]
    projects = [project.title for project in page.projects.all()]
    text = " ".join([page.title, page.short_name, page.summary, *texts, *projects, page.networks])
    return ActorEntry(
        page_id=page.pk,
        directory_id=directory_id,
        facets={facet.name: _slugs(facet, page) for facet in FACETS},
        traits=_traits(page),
        sort_name=" ".join(words(page.title))[:255],
        published_at=page.first_published_at,
        updated_at=page.last_published_at or page.first_published_at,
        search_name=" ".join(words(f"{page.title} {page.short_name}")),
        search_text=" ".join(words(text)),
        card=shown,
    )


def _traits(page: ActorProfilePage) -> dict[str, list[str]]:
    decade = [str(page.founded_year // 10 * 10)] if page.founded_year else []
    return {trait.name: _slugs(trait, page) for trait in TRAITS} | {"founded": decade}


def _slugs(facet: Facet, page: ActorProfilePage) -> list[str]:
    """The slugs of a profile's terms, each once: it may seek the same kind of thing twice."""
    return list(dict.fromkeys(term.slug for term in facet.terms(page)))


def card(page: ActorProfilePage, address: PublishedAddress, logo: Any) -> dict[str, Any]:
    """What a card in a list shows; terms are in the entry's facets, labels are found when read."""
    return {
        "name": page.title,
        "slug": page.slug,
        "language": page.name_language,
        "summary": page.summary,
        "depth": page.entry_depth,
        "place": " ".join(filter(None, [address.postcode, address.city])),
        "logo": _logo(logo, page.logo_alt),
    }


def _logo(logo: Any, alternative_text: str) -> dict[str, Any] | None:
    """The logo's rendition, made now so that no visitor waits for it."""
    if logo is None:
        return None
    try:
        rendition = logo.get_rendition(LOGO_FILTER)
    except OSError:
        # The file is missing or no picture; the profile is shown without it.
        return None
    return {
        "url": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": alternative_text,
    }
