"""What an export tells of which profiles to whom: the one place that decides, for every format.

Of the form to pass on, ``privacy.publishing`` decides what of people and addresses is in it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress, Channel, ConsentMethod, ContactPerson
from skew_wagtail.privacy.publishing import (
    ConsentState,
    consent_state,
    published_addresses,
    published_contacts,
    published_logos,
)

from ..cells.columns import COLUMNS, Column, Place
from .drafts import Drafts

_SEES_PEOPLE = ("skew_privacy.view_contactperson", "skew_privacy.change_contactperson")
_SEES_ALL = ("skew_privacy.change_contactperson", "skew_privacy.view_consent")
_RELATED = (
    "topics", "tags", "sdgs", "target_groups", "engagement_countries", "activity_areas", "spoken_languages",
    "projects__country", "cooperation_needs__kind", "cooperation_needs__topic", "cooperation_offers__kind",
    "cooperation_offers__topic", "links", "contacts",
)  # fmt: skip


class Scope(models.TextChoices):
    """How much an export tells (Umfang)."""

    SHARED = "shared", _("to pass on: what is public and agreed to")
    ORGANISATIONS = "organisations", _("to work with: with drafts, without people and addresses")
    COMPLETE = "complete", _("complete working copy: with drafts, all contact data and internal notes")


#: What is told of a logo that is not passed on.
_NO_LOGO = {"logo": None, "logo_alt": None, "logo_credit": None}
#: The places of a spreadsheet's values that each form tells.
_PLACES = {
    Scope.SHARED: (Place.PAGE, Place.CONTACT, Place.ADDRESS),
    Scope.ORGANISATIONS: (Place.PAGE,),
    Scope.COMPLETE: tuple(Place),
}


def allowed_scopes(user: Any) -> list[Scope]:
    """What an account may ask for; ``None`` is the operator at the terminal, who may all."""
    sees_all = user is None or user.has_perms(_SEES_ALL)
    return [scope for scope in Scope if scope is not Scope.COMPLETE or sees_all]


def may_export(user: Any) -> bool:
    """Whether there can be a profile that the account may edit."""
    return user is None or PagePermissionPolicy().user_has_permission(user, "change")


def editable_directories(user: Any) -> PageQuerySet:
    """The directories that the account may choose from."""
    return PagePermissionPolicy(ActorDirectoryPage).instances_user_has_permission_for(user, "change")


class NotAllowed(Exception):  # noqa: N818  (named after what it tells)
    """The account may not ask for this much."""


class Disclosure:
    """One export's answer: which profiles, which columns, which values.

    Raises:
        NotAllowed: the account may not ask for this much.
    """

    def __init__(self, scope: Scope, user: Any = None) -> None:
        if scope not in allowed_scopes(user):
            raise NotAllowed(f"{user} may not export {scope}.")
        self.scope, self.user = scope, user
        self._drafts = Drafts()

    @property
    def columns(self) -> list[Column]:
        """The columns in order; those about people only for who may see people."""
        places = set(_PLACES[self.scope])
        if self.user is not None and not any(map(self.user.has_perm, _SEES_PEOPLE)):
            places = {Place.PAGE}
        # What is passed on is as coarse as the precision says, which then says nothing more.
        hidden = {"precision"} if self.scope is Scope.SHARED else set()
        return [column for column in COLUMNS.values() if column.place in places and column.key not in hidden]

    def pages(self, directory: ActorDirectoryPage | None = None, *, live_only: bool = False) -> PageQuerySet:
        """The profiles that the account may edit; to pass on, only those that anyone may see."""
        pages = ActorProfilePage.objects.all()
        if self.user is not None:
            policy = PagePermissionPolicy(ActorProfilePage)
            pages = policy.instances_user_has_permission_for(self.user, "change")
        pages = pages.filter(alias_of=None)
        if directory is not None:
            pages = pages.child_of(directory)
        if live_only:
            pages = pages.live()
        return pages.live().public() if self.scope is Scope.SHARED else pages

    def rows(self, keys: Iterable[int]) -> Iterator[tuple[ActorProfilePage, dict[str, Any]]]:
        """Some profiles in the order of their ids, and what is told of each: values by the key of the column.

        The number of queries does not depend on how many they are; all are held in memory.
        """
        pages = ActorProfilePage.objects.filter(pk__in=list(keys)).select_related(
            "kind", "sector", "legal_form", "logo"
        )
        found = {page.pk: page for page in pages.prefetch_related(*_RELATED)}
        ordered = [found[key] for key in keys if key in found]
        state = consent_state({page.translation_key for page in ordered})
        if self.scope is Scope.SHARED:
            ordered = [page for page in ordered if not state.objects(page.translation_key, Channel.EXPORT)]
            owners = self._published(ordered)
            with_logo = set(published_logos(ordered, Channel.EXPORT))
        else:
            ordered = self._drafts.latest(ordered)
            owners = self._complete(ordered, state) if self.scope is Scope.COMPLETE else {}
            with_logo = set(found)
        for page in ordered:
            own = owners.get(page.pk, {}) | {Place.PAGE: page}
            values = {column.key: self._value(column, own.get(column.place)) for column in self.columns}
            yield page, values if page.pk in with_logo else values | _NO_LOGO

    def _value(self, column: Column, owner: Any) -> Any:
        if isinstance(owner, dict):
            return owner[column.key]
        if owner is None:
            return None
        value = column.cell.read(owner, column.name)
        if self.scope is Scope.SHARED and column.key in ("cooperation_needs", "cooperation_offers"):
            return tuple(statement for statement in value if not statement.is_internal)
        return value

    def _published(self, pages: list[ActorProfilePage]) -> dict[int, dict[Place, Any]]:
        contacts, addresses = published_contacts(pages, Channel.EXPORT), published_addresses(pages)
        return {
            page.pk: {
                Place.CONTACT: next(iter(contacts.get(page.pk, ())), None),
                Place.ADDRESS: addresses.get(page.pk),
            }
            for page in pages
        }

    def _complete(self, pages: list[ActorProfilePage], state: ConsentState) -> dict[int, dict[Place, Any]]:
        keys = {page.translation_key for page in pages}
        addresses, records = ActorAddress.objects.in_bulk(keys), ActorRecord.objects.in_bulk(keys)
        uses = {page.pk: [use.person_id for use in page.contacts.all()] for page in pages}
        people = ContactPerson.objects.in_bulk({person for named in uses.values() for person in named})
        owners = {}
        for page in pages:
            key = page.translation_key
            person = next((people[pk] for pk in uses[page.pk] if pk in people), None)
            owners[page.pk] = {
                Place.ADDRESS: addresses.get(key) or ActorAddress(pk=key),
                Place.RECORD: records.get(key) or ActorRecord(pk=key),
                Place.CONTACT: person,
                Place.CONSENT: _consent(state, key, person),
            }
        return owners


def _consent(state: ConsentState, key: Any, person: ContactPerson | None) -> dict[str, Any]:
    """The channels that a person agrees to, and since when."""
    agreed = [channel for channel in Channel.values if person and state.agrees(key, person.pk, channel)]
    rows = [state.latest(key, person.pk, channel) for channel in agreed]
    return {"consent": frozenset(agreed) or None, "consent_on": _day(rows)}


def _day(rows: list[Any]) -> date | None:
    """The day of consents; a file's own date must not change those that came with a file on another day."""
    by_file = {row.given_on for row in rows if row.method == ConsentMethod.IMPORT}
    days = by_file or {row.given_on for row in rows}
    return None if len(by_file) > 1 else min(days, default=None)
