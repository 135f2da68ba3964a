"""The contact person of a row and what that person agreed to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorContact, ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import Channel, Consent, ConsentMethod, ContactPerson

from ..cells.columns import COLUMNS, Place
from ..cells.parsing import fail, one_line, squash

_WITHDRAWN = _("The consent was withdrawn on %(date)s and is not renewed.")
_ERASED = _(
    "Somebody of this organisation was erased on %(date)s. Without a consent of a later day no new person is "
    "brought in."
)
_NAME_LENGTH = ContactPerson._meta.get_field("name").max_length
_FIELDS = {column.key: column.name for column in COLUMNS.values() if column.place is Place.CONTACT}


@dataclass(slots=True)
class ContactPlan:
    """What a row changes about people; ``changed`` are keys of columns."""

    person: ContactPerson | None = None
    adds: bool = False
    removes: ActorContact | None = None
    fields: dict[str, str] = field(default_factory=dict)
    grants: set[str] = field(default_factory=set)
    withdraws: set[str] = field(default_factory=set)
    given_on: date | None = None
    changed: list[str] = field(default_factory=list)
    note: str = ""


def plan_contact(page: ActorProfilePage, values: dict[str, Any]) -> ContactPlan:
    """Compare a row's contact and consent with the profile's; nothing is written.

    A profile's only contact is replaced by another name, and removed by empty cells; of several
    contacts the row's is added or changed and the rest stays. Phone or mail without a name belong to the
    organisation itself, whose name they get. What a file says from before somebody was erased brings in nobody.

    Raises:
        CellError: a consent, and nobody who could have given it.
    """
    stated = {name: values[key] for key, name in _FIELDS.items() if key in values}
    contacts = list(page.contacts.all())
    only = contacts[0] if len(contacts) == 1 else None
    plan = ContactPlan(given_on=values.get("consent_on"))
    if "name" in stated and not any(stated.values()):
        plan.removes, stated = only, {}
    elif any(stated.values()) and not (only and "name" not in stated):
        name = stated.get("name") or page.title
        plan.person = _named([contact.person for contact in contacts], name)
        if plan.person is None:
            plan.adds, plan.removes = True, only
            plan.person = _named(_former(page), name) if page.pk else None
        stated["name"] = stated.get("name") or values["title"][:_NAME_LENGTH]
    elif only:
        plan.person = only.person
    erased_on = _erased_on(page) if plan.adds and plan.person is None else None
    if erased_on and not (plan.given_on and plan.given_on > erased_on):
        return ContactPlan(note=str(_ERASED) % {"date": _day(erased_on)})
    _compare_fields(plan, stated)
    if "consent" in values:
        _compare_consent(plan, page, values["consent"])
    return plan


def stated_contact(values: dict[str, Any]) -> dict[str, str]:
    """What a row says of its contact, by column; phone or mail without a name have the organisation's."""
    stated = {key: values[key] for key in _FIELDS if key in values}
    if "contact_name" in stated and any(stated.values()) and not stated["contact_name"]:
        stated["contact_name"] = values["title"][:_NAME_LENGTH]
    return stated


def person_meant(people: Sequence[ContactPerson], stated: dict[str, str]) -> ContactPerson | None:
    """Who of a profile's people a row is about: the only one, or the one with the row's name."""
    return people[0] if len(people) == 1 else _named(people, stated.get("contact_name", ""))


def _named(people: Iterable[ContactPerson], name: str) -> ContactPerson | None:
    """The person with this name, however it is spelled."""
    wanted = squash(name[:_NAME_LENGTH])
    return next((person for person in people if squash(person.name) == wanted), None)


def _former(page: ActorProfilePage) -> list[ContactPerson]:
    """Who ever consented or withdrew for this actor: a withdrawal outlives the place on the page."""
    return list(ContactPerson.objects.filter(consents__actor_key=page.translation_key).distinct())


def _erased_on(page: ActorProfilePage) -> date | None:
    """The day on which a person of this actor was erased last."""
    if not page.pk:
        return None
    rows = Consent.objects.filter(actor_key=page.translation_key, method=ConsentMethod.ERASURE, person=None)
    return rows.order_by("-given_on").values_list("given_on", flat=True).first()


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _compare_fields(plan: ContactPlan, stated: dict[str, str]) -> None:
    old = plan.person or ContactPerson()
    plan.fields = {name: value for name, value in stated.items() if one_line(getattr(old, name)) != value}
    plan.changed = [key for key, name in _FIELDS.items() if name in plan.fields]
    if (plan.adds or plan.removes) and "contact_name" not in plan.changed:
        plan.changed.insert(0, "contact_name")


def _compare_consent(plan: ContactPlan, page: ActorProfilePage, named: frozenset[str] | None) -> None:
    """What the row grants and takes back beyond what the register says.

    A withdrawal that reached the town hall is undone by a later consent only; what a file gave a file
    may take back, what came on paper or by mail only an outspoken “nein” takes back.
    """
    if named and not (plan.person or plan.adds):
        raise fail(_("There is a consent, but nobody who gave it: name, phone and email are empty."))
    latest = _latest(plan.person, page)
    refused = named is not None and not named
    for channel in Channel.values:
        row = latest.get(channel)
        is_active = row is not None and not row.withdraws
        by_file = row is not None and row.method == ConsentMethod.IMPORT
        if channel in (named or ()):
            is_newer = row is None or (plan.given_on is not None and plan.given_on > row.given_on)
            is_corrected = is_active and plan.given_on is not None and plan.given_on != row.given_on
            if (is_newer and not is_active) or (by_file and (not is_active or is_corrected)):
                plan.grants.add(channel)
            elif not is_active:
                plan.note = str(_WITHDRAWN) % {"date": _day(row.given_on)}
        elif is_active and (by_file or refused):
            plan.withdraws.add(channel)
    if plan.grants or plan.withdraws:
        plan.changed.append("consent")


def _latest(person: ContactPerson | None, page: ActorProfilePage) -> dict[str, Consent]:
    """The row of the register that counts, by channel."""
    if person is None:
        return {}
    rows = Consent.objects.filter(person=person, actor_key=page.translation_key).order_by("pk")
    return {channel: row for row in rows for channel in row.channels}


def apply_contact(plan: ContactPlan, page: ActorProfilePage) -> None:
    """Write the person and put it on the (unsaved) page; the consent follows with ``apply_consent``."""
    if plan.fields:
        plan.person = plan.person or ContactPerson()
        for name, value in plan.fields.items():
            setattr(plan.person, name, value)
        plan.person.save()
    if plan.adds:
        page.contacts.add(ActorContact(person=plan.person, sort_order=page.contacts.count()))
    if plan.removes:
        page.contacts.remove(plan.removes)


def apply_consent(plan: ContactPlan, page: ActorProfilePage, user: Any) -> list[Consent]:
    """Append what the row grants and takes back to the register of consents; the rows appended."""
    rows = []
    about = {"actor_key": page.translation_key, "organisation_name": page.title, "user": user}
    about["method"] = ConsentMethod.IMPORT
    if plan.grants:
        rows.append(record_consent(plan.person, channels=plan.grants, given_on=plan.given_on, **about))
    if plan.withdraws:
        rows.append(record_consent(plan.person, channels=plan.withdraws, withdraws=True, **about))
    return rows
