"""From a row of a file to what it will do; nothing is written here."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.privacy.refusals import REFUSED, Refusals, refusal_params

from ..cells.columns import COLUMNS, Column, Place
from ..cells.parsing import CellError, Problem, fail
from ..cells.terms import Lookups
from ..reading import Row
from .matching import Matcher
from .people import plan_contact
from .results import RowError, RowPlan
from .suspicions import Suspicions

_RECORDS: dict[Place, type[models.Model]] = {Place.ADDRESS: ActorAddress, Place.RECORD: ActorRecord}
_MISSING = _("This must not be empty.")
_LOCKED = _("The profile is locked in the editor and cannot be changed.")


class RowErrors(Exception):
    """A row cannot be imported for these reasons."""

    def __init__(self, errors: list[RowError]) -> None:
        super().__init__(errors)
        self.errors = errors


class Planner:
    """Plans the rows of one file, top to bottom."""

    def __init__(
        self,
        directory: ActorDirectoryPage,
        columns: dict[int, Column],
        lookups: Lookups,
        *,
        user: Any,
        publish: bool,
    ) -> None:
        self.columns, self.lookups, self.user, self.publish = columns, lookups, user, publish
        self.matcher = Matcher(directory)
        self.refusals = Refusals()
        self.suspicions = Suspicions(directory)

    def plan(self, row: Row) -> RowPlan:
        """What the row will do.

        Raises:
            RowErrors: all that is wrong with it.
        """
        values, errors, left_out = self._parse(row)
        page = None
        if not any(error.column.key in ("title", "external_id", "city") for error in errors):
            page = self._guard(errors, row, "title", lambda: self._page(values, row.number))
        if page is None:
            raise RowErrors(errors)
        refusal = self.refusals.find([values["title"], page.title], page.translation_key)
        if refusal:
            problem = Problem(REFUSED, params=refusal_params(refusal))
            errors.append(RowError(row.number, COLUMNS["title"], problem))
        plan = RowPlan(row.number, page, values, left_out=left_out)
        if plan.is_new and "kind" not in values and not errors:
            errors.append(RowError(row.number, COLUMNS["kind"], Problem(_MISSING)))
        self._compare_page(plan)
        errors += self._compare_records(plan)
        if not errors:
            contact = self._guard(errors, row, "consent", lambda: plan_contact(page, values))
            plan.contact = contact or plan.contact
            plan.changed |= dict.fromkeys(plan.contact.changed)
        if plan.changed and self._is_locked(page):
            errors.append(RowError(row.number, COLUMNS["title"], Problem(_LOCKED)))
        if errors:
            raise RowErrors(errors)
        if plan.is_new:
            plan.suspicion = self.suspicions.note(row.number, values)
        return plan

    def _parse(self, row: Row) -> tuple[dict[str, Any], list[RowError], list[tuple[Column, str]]]:
        """Values by key, errors, and the words that are left out as decided."""
        values: dict[str, Any] = {}
        errors: list[RowError] = []
        left_out: list[tuple[Column, str]] = []
        for index, column in self.columns.items():
            try:
                values[column.key] = column.parse(row[index], self.lookups)
            except CellError as error:
                errors += [RowError(row.number, column, problem) for problem in error.problems]
            left_out += [(column, word) for word in self.lookups.take_dropped()]
        for key in ("title", "kind"):
            if key in values and not values[key]:
                errors.append(RowError(row.number, COLUMNS[key], Problem(_MISSING)))
        return values, errors, left_out

    def _guard(self, errors: list[RowError], row: Row, key: str, ask: Callable[[], Any]) -> Any:
        """The answer, or ``None`` and an error in the column."""
        try:
            return ask()
        except CellError as error:
            errors += [RowError(row.number, COLUMNS[key], problem) for problem in error.problems]
            return None

    def _page(self, values: dict[str, Any], row: int) -> ActorProfilePage:
        """The latest draft of the row's profile, or a new one."""
        pk = self.matcher.match(values, row)
        if pk is None:
            return ActorProfilePage()
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
        lock = page.get_lock() if page.pk else None
        return lock is not None and lock.for_user(self.user or AnonymousUser())

    def _compare_page(self, plan: RowPlan) -> None:
        page = plan.page
        for column in self.columns.values():
            if column.place is Place.PAGE and column.key in plan.values:
                old, new = column.cell.read(page, column.name), plan.values[column.key]
                if old != new:
                    texts = (column.cell.show(old), column.cell.show(new))
                    plan.changed[column.key] = None if column.is_personal else texts
        was_public = page.live and not page.has_unpublished_changes
        plan.publish = self.publish or (was_public and not plan.is_new)

    def _compare_records(self, plan: RowPlan) -> list[RowError]:
        """Compare address and internal record, and put what differs on them."""
        errors: list[RowError] = []
        key = plan.page.translation_key
        for place, model in _RECORDS.items():
            columns = [
                column
                for column in self.columns.values()
                if column.place is place and column.key in plan.values
            ]
            if not columns:
                continue
            record = model.objects.filter(pk=key).first() or model(pk=key)
            changed = [
                column
                for column in columns
                if column.cell.read(record, column.name) != plan.values[column.key]
            ]
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
