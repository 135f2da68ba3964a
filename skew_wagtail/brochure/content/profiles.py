"""Portraits and card entries as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage
from skew_wagtail.privacy.models import AddressPrecision, Channel
from skew_wagtail.privacy.publishing import PublishedAddress

from . import pictures
from .contact import contact_lines
from .facts import facts_of
from .published import Published
from .sections import TEXT_FIELDS, sections_of
from .selection import Problem, problem
from .terms import Terms
from .texts import Texts


@dataclass(frozen=True)
class Trace:
    """What of an actor is in a brochure: ids of people, how exact the address is, whether it shows people."""

    actor_key: UUID
    people: list[int]
    precision: str
    has_photos: bool


@dataclass
class Profiles:
    """Reads the profiles of some entries, in as many queries as one needs, and turns each into data.

    ``shelf`` takes the pictures; what goes wrong with them is in its ``problems``.
    """

    entries: list[ActorEntry]
    channels: Iterable[Channel]
    terms: Terms
    texts: Texts
    shelf: pictures.Shelf
    problems: list[Problem] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    credits: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids = [entry.page_id for entry in self.entries]
        self.pages = {page.pk: page for page in _profiles(ids)}
        self.published = Published(list(self.pages.values()), self.channels)
        self.partners = _public_partners(self.pages.values())
        self.texts.collect(getattr(page, name) for page in self.pages.values() for name in TEXT_FIELDS)

    def portrait(self, entry: ActorEntry) -> dict[str, Any] | None:
        """A full portrait; nothing where the profile is gone by now."""
        page = self.pages.get(entry.page_id)
        if page is None:
            return None
        sections = sections_of(page, self.texts, self.partners)
        if not sections and not page.summary:
            message = _("The portrait has no text; a card entry may be better.")
            self.problems.append(problem(message, profile=page.title, page_id=page.pk))
        shown = self.published.pictures(page)
        logo = self.published.logo(page)
        data = {
            "id": anchor(entry),
            "name": page.title,
            "name_language": page.name_language,
            "short_name": page.short_name,
            "logo": self._put(f"logo-{page.pk}", logo, pictures.LOGO, page),
            "logo_alt": page.logo_alt,
            "summary": page.summary,
            "facts": facts_of(page, entry, self.terms),
            "sections": sections,
            "pictures": self._pictures(page, shown),
            "contact": self._contact(page),
        }
        if data["logo"] and page.logo_credit not in ("", page.title):
            # Of its own logo an organisation is the source by itself.
            self.credits.append(
                {"what": _("Logo: %(name)s") % {"name": page.title}, "credit": page.logo_credit}
            )
        self._trace(page, any(picture.shows_people for picture in shown))
        return data

    def card(self, entry: ActorEntry) -> dict[str, Any] | None:
        """A card entry: name, some lines, contact."""
        page = self.pages.get(entry.page_id)
        if page is None:
            return None
        self._trace(page, has_photos=False)
        lines = [
            ", ".join(self.terms.labels("kind", entry)),
            page.summary,
            ", ".join(self.terms.labels("topic", entry)),
        ]
        return {
            "id": anchor(entry),
            "name": page.title,
            "name_language": page.name_language,
            "lines": [line for line in lines if line],
            "contact": self._contact(page),
        }

    def _contact(self, page: ActorProfilePage) -> list[dict[str, Any]]:
        return contact_lines(page, self.published.people(page), self.published.address(page))

    def _put(self, name: str, image: Any, use: str, page: ActorProfilePage) -> str | None:
        return self.shelf.put(name, image, use, profile=page.title, page_id=page.pk)

    def _pictures(self, page: ActorProfilePage, shown: list[Any]) -> list[dict[str, str]]:
        found = []
        for picture in shown:
            name = self._put(f"picture-{picture.pk}", picture.image, pictures.PICTURE, page)
            if name:
                found.append({"picture": name, "alt": picture.alt_text, "credit": picture.credit})
                self.credits.append({"what": page.title, "credit": picture.credit})
        return found

    def _trace(self, page: ActorProfilePage, has_photos: bool) -> None:
        address = self.published.address(page)
        self.traces.append(
            Trace(
                page.translation_key,
                [contact.person_id for contact in self.published.people(page)],
                _precision(address),
                has_photos,
            )
        )


def anchor(entry: ActorEntry) -> str:
    """The mark of an actor in the brochure, by which indexes and contents find it."""
    return f"a{entry.page_id}"


def _precision(address: PublishedAddress) -> str:
    """How exact an address is that was shown."""
    if address.street or address.po_box:
        return AddressPrecision.EXACT
    if address.postcode:
        return AddressPrecision.POSTCODE
    return AddressPrecision.PLACE if address.city else AddressPrecision.HIDDEN


def _profiles(ids: list[int]) -> list[ActorProfilePage]:
    def statements(relation: str) -> Prefetch:
        model = ActorProfilePage._meta.get_field(relation).related_model
        return Prefetch(relation, model.objects.select_related("kind", "topic"))

    return list(
        ActorProfilePage.objects.filter(pk__in=ids)
        .live()
        .select_related("sector", "legal_form", "logo")
        .prefetch_related(
            "projects__country",
            "links",
            "partners__partner",
            statements("cooperation_needs"),
            statements("cooperation_offers"),
        )
    )


def _public_partners(pages: Iterable[ActorProfilePage]) -> set[int]:
    """Ids of those partners whose profile anyone may see; one query."""
    partners = {row.partner_id for page in pages for row in page.partners.all()}
    return set(ActorEntry.objects.public().filter(page__in=partners).values_list("page_id", flat=True))
