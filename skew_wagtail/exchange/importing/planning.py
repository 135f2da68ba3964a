"""From a row of a file to what it will do; nothing is written here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.privacy.refusals import REFUSED, Refusals, refusal_params

from ..cells.columns import COLUMNS, Column, Place
from ..cells.meaning import meant
from ..cells.parsing import CellError, Problem, fail, one_line
from ..cells.terms import Lookups
from ..reading import Row
from .baselines import Baselines
from .matching import Matcher
from .options import ImportOptions
from .people import person_meant, plan_contact, stated_contact
from .pictures import Logos, keep_texts, with_logo
from .results import Outcome, RowError, RowPlan
from .snapshots import snapshot
from .suspicions import Suspicions

_RECORDS: dict[Place, type[models.Model]] = {Place.ADDRESS: ActorAddress, Place.RECORD: ActorRecord}
_OF_PEOPLE = (Place.CONTACT, Place.CONSENT)
_MISSING = _("This must not be empty.")
_EDITED = _("Somebody has edited this profile since you looked. Please look at the file once more.")
_LOCKED = _("The profile is locked in the editor and cannot be changed.")


class RowErrors(Exception):
    """A row cannot be imported for these reasons."""

    def __init__(self, errors: list[RowError], name: str) -> None:
        super().__init__(errors, name)
        self.errors = [replace(error, name=name) for error in errors]


class Planner:
    """Plans the rows of one file, top to bottom."""

    def __init__(
        self,
        directory: ActorDirectoryPage,
        columns: dict[int, Column],
        lookups: Lookups,
        options: ImportOptions,
        *,
        user: Any,
        seen: Mapping[str, int | None] | None,
    ) -> None:
        self.columns = with_logo(columns) if lookups.pictures else columns
        self.lookups, self.user, self.seen = lookups, user, seen
        self.logos = Logos(lookups.pictures)
        self.publish, self.overwrite = options.publish, options.overwrite
        self.matcher = Matcher(directory)
        self.baselines = Baselines(self.matcher.actor_keys)
        self.blank = ActorProfilePage()
        self.refusals = Refusals()
        self.suspicions = Suspicions(directory)

    def plan(self, row: Row) -> RowPlan:
        """What the row will do.

        Raises:
            RowErrors: all that is wrong with it.
        """
        values, errors, left_out = self._parse(row)
        name = values.get("title") or ""
        if any(error.column.key in ("title", "external_id", "city") for error in errors):
            raise RowErrors(errors, name)
        try:
            page = self._page(values, row.number)
        except CellError as error:
            raise RowErrors([*errors, *_in_column("title", row, error)], name) from error
        plan = RowPlan(row.number, page, values, left_out=left_out)
        errors += [*self._refusal(plan), *self.logos.settle(plan)]
        if page is None:
            errors += self._plan_new(plan, has_errors=bool(errors))
        else:
            self._compare_page(plan, page)
        errors += self._compare_records(plan)
        if not errors:
            try:
                plan.contact = plan_contact(page or self.blank, self._without_conflicts(plan))
            except CellError as error:
                errors += _in_column("consent", row, error)
            plan.changed |= dict.fromkeys(plan.contact.changed)
        if page is not None and plan.changed:
            errors += self._obstacles(plan, page)
        if errors:
            raise RowErrors(errors, name)
        if plan.is_new:
            plan.suspicion = self.suspicions.note(row.number, values)
        return plan

    def _refusal(self, plan: RowPlan) -> list[RowError]:
        names = [plan.values["title"], *([plan.page.title] if plan.page else [])]
        refusal = self.refusals.find(names, plan.actor_key)
        if refusal is None:
            return []
        problem = Problem(REFUSED, params=refusal_params(refusal))
        return [RowError(plan.row, COLUMNS["title"], problem, Outcome.REFUSED)]

    def _plan_new(self, plan: RowPlan, *, has_errors: bool) -> list[RowError]:
        plan.publish = self.publish
        if "kind" not in plan.values and not has_errors:
            return [RowError(plan.row, COLUMNS["kind"], Problem(_MISSING))]
        return []

    def _obstacles(self, plan: RowPlan, page: ActorProfilePage) -> list[RowError]:
        """Why a profile cannot be changed now."""
        errors = []
        if self._is_locked(page):
            errors.append(RowError(plan.row, COLUMNS["title"], Problem(_LOCKED)))
        if self.seen is not None and self.seen.get(str(plan.actor_key), 0) != plan.seen_revision:
            errors.append(RowError(plan.row, COLUMNS["title"], Problem(_EDITED)))
        return errors

    def _parse(self, row: Row) -> tuple[dict[str, Any], list[RowError], list[tuple[Column, str]]]:
        """Values by key, errors, and the words that are left out as decided."""
        values: dict[str, Any] = {}
        errors: list[RowError] = []
        left_out: list[tuple[Column, str]] = []
        for index, column in self.columns.items():
            try:
                if not column.is_kept or meant(row[index]):
                    values[column.key] = column.parse(row[index], self.lookups)
            except CellError as error:
                errors += [RowError(row.number, column, problem) for problem in error.problems]
            left_out += [(column, word) for word in self.lookups.take_dropped()]
        if "logo" not in {*values, *(error.column.key for error in errors)}:
            errors += self.logos.find(values, row.number)
        for key in ("title", "kind"):
            if key in values and not values[key]:
                errors.append(RowError(row.number, COLUMNS[key], Problem(_MISSING)))
        return values, errors, left_out

    def _page(self, values: dict[str, Any], row: int) -> ActorProfilePage | None:
        """The latest draft of the row's profile, nothing for a new one."""
        pk = self.matcher.match(values, row)
        if pk is None:
            return None
        page = ActorProfilePage.objects.get(pk=pk).specific
        if page.has_unpublished_changes:
            page = page.get_latest_revision_as_object()
        reference = values.get("external_id")
        if reference and page.external_id and reference != page.external_id:
            raise fail(
                _("This organisation is in the directory with another reference than “%(value)s”."),
                reference,
                page.external_id,
            )
        return page

    def _is_locked(self, page: ActorProfilePage) -> bool:
        lock = page.get_lock()
        return lock is not None and lock.for_user(self.user or AnonymousUser())

    def _compare_page(self, plan: RowPlan, page: ActorProfilePage) -> None:
        for column in self.columns.values():
            if column.place is Place.PAGE and column.key in plan.values:
                old, new = column.cell.read(page, column.name), plan.values[column.key]
                if old != new:
                    texts = (column.cell.show(old), column.cell.show(new))
                    kept = plan.conflicts if self._is_conflict(plan, column, old) else plan.changed
                    kept[column.key] = None if column.is_personal else texts
        keep_texts(plan)
        was_public = page.live and not page.has_unpublished_changes
        plan.publish = self.publish or was_public

    def _is_conflict(self, plan: RowPlan, column: Column, old: Any) -> bool:
        """Whether the file would overwrite what somebody edited, and nobody said that it should."""
        key = plan.actor_key
        return self.baselines.is_edited(key, column, old) and column.key not in self.overwrite.get(
            str(key), ()
        )

    def _without_conflicts(self, plan: RowPlan) -> dict[str, Any]:
        """The row's values, less those of the contact that somebody edited.

        Another name, or nobody any more, is another person: nothing that the row says of it counts then.
        """
        columns = [column for column in self.columns.values() if column.place is Place.CONTACT]
        stated = stated_contact(plan.values)
        if plan.page is None or not stated:
            return plan.values
        people = [contact.person for contact in plan.page.contacts.all()]
        person = person_meant(people, stated)
        name = COLUMNS["contact_name"]
        if person is None and any(not self._is_conflict(plan, name, other.name) for other in people):
            # Whom the last file named is still there; the row brings in one more.
            return plan.values
        edited = {}
        for column in columns:
            old, new = one_line(getattr(person, column.name, "")), stated.get(column.key)
            if new is not None and old != new and self._is_conflict(plan, column, old):
                edited[column.key] = None
        if name.key in self.overwrite.get(str(plan.actor_key), ()):
            edited = {}
        plan.conflicts |= {name.key: None} if name.key in edited else edited
        if name.key in edited:
            edited = {column.key: None for column in self.columns.values() if column.place in _OF_PEOPLE}
        return {key: value for key, value in plan.values.items() if key not in edited}

    def _compare_records(self, plan: RowPlan) -> list[RowError]:
        """Compare address and internal record, and put what differs on them."""
        errors: list[RowError] = []
        key = plan.actor_key
        for place, model in _RECORDS.items():
            columns = [
                column
                for column in self.columns.values()
                if column.place is place and column.key in plan.values
            ]
            if not columns:
                continue
            stored = None if plan.is_new else model.objects.filter(pk=key).first()
            record = stored or model(pk=key)
            changed = []
            for column in columns:
                old = column.cell.read(record, column.name)
                if old != plan.values[column.key]:
                    if self._is_conflict(plan, column, old):
                        plan.conflicts[column.key] = None
                    else:
                        changed.append(column)
            if changed and not plan.is_new:
                plan.before.setdefault("records", []).append(snapshot(record))
            for column in changed:
                column.cell.write(record, column.name, plan.values[column.key])
            try:
                record.clean()
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    errors.append(RowError(plan.row, COLUMNS[name], Problem(messages[0])))
            if changed:
                plan.records.append(record)
                plan.changed |= dict.fromkeys(column.key for column in changed)
        return errors


def _in_column(key: str, row: Row, error: CellError) -> list[RowError]:
    return [RowError(row.number, COLUMNS[key], problem) for problem in error.problems]
