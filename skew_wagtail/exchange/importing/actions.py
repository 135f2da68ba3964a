"""The verb of this room: import a spreadsheet."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from skew_wagtail.actors.models import ActorDirectoryPage

from ..cells.columns import COLUMNS, Place
from ..cells.lookups import Lookups
from ..cells.parsing import Problem
from ..models import ImportRun, ImportState
from .headers import assignment_notes, check_table, match_header, read_table
from .people import apply_consent, apply_contact
from .planning import Planner, RowErrors
from .results import ImportResult, RowError, RowPlan


@dataclass(frozen=True)
class ImportOptions:
    """What an import may do beyond drafts: publish, make tags, leave out rows with errors.

    ``decisions`` holds by vocabulary what was decided about unknown words, see ``lookups.Decisions``; ``columns`` by
    index of a file's column the key of ours or nothing, where an editor assigned them, ``None`` while that is still
    to be done; ``mapping`` the name under which they are remembered; ``overwrite`` by actor key the keys of columns in
    which the file wins over what somebody edited since the last import.
    """

    publish: bool = False
    create_tags: bool = False
    skip_invalid: bool = False
    decisions: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    columns: dict[str, str] | None = field(default_factory=dict)
    mapping: str = ""
    overwrite: dict[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def import_actors(
    data: bytes,
    file_name: str,
    directory: ActorDirectoryPage,
    options: ImportOptions,
    *,
    user: Any = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportResult:
    """Import a workbook or CSV file into the profiles (Steckbriefe) of a directory.

    All or nothing, unless ``skip_invalid``: rows with errors are then left out. The same file again
    changes nothing. ``progress`` hears of steps done and steps in all. The result's ``run`` is the new row of
    the register, ``None`` when nothing was written: in a dry run or because of errors.

    Raises:
        UnreadableFile: the file as a whole cannot be imported.
    """
    started_at = timezone.now()
    table = read_table(data, file_name)
    rows, columns = table.rows, match_header([table.header, *table.rows], options.columns)
    check_table(table)
    result = _empty_result(data, file_name)
    result.notes += [*table.notes, *assignment_notes(options.columns, options.mapping)]
    lookups = Lookups(options.create_tags, options.decisions)
    planner = Planner(directory, columns, lookups, user=user, publish=options.publish)
    plans: list[RowPlan] = []
    for number, row in enumerate(rows, start=1):
        progress(number, 2 * len(rows))
        try:
            plans.append(planner.plan(row))
        except RowErrors as error:
            result.errors += error.errors
    refused = bool(result.errors) and not options.skip_invalid
    if not (refused or dry_run):
        _make_terms(lookups, user)
        for number, plan in enumerate(plans, start=len(rows) + 1):
            progress(number, 2 * len(rows))
            result.errors += _apply_safely(plan, directory, user)
        refused = bool(result.errors) and not options.skip_invalid
    if refused:
        transaction.set_rollback(True)
        return result
    _add_up(result, plans, lookups)
    if not dry_run:
        result.run = _register(result, directory, options, started_at, user)
    return result


def _empty_result(data: bytes, file_name: str) -> ImportResult:
    return ImportResult(PurePath(file_name).name[:255], hashlib.sha256(data).hexdigest())


def _add_up(result: ImportResult, plans: Iterable[RowPlan], lookups: Lookups) -> None:
    """Count the rows without errors, and tell of what becomes a new term."""
    sentence = _("“%(word)s” becomes a new term of the list “%(list)s”.")
    for term in lookups.new_terms:
        result.notes.append(sentence % {"word": term.label, "list": term._meta.verbose_name_plural})
    wrong_rows = {error.row for error in result.errors}
    for plan in plans:
        if plan.row not in wrong_rows:
            result.add(plan)


def _make_terms(lookups: Lookups, user: Any) -> None:
    """Add the words that are to become terms to their vocabularies."""
    for term in lookups.new_terms:
        term.pk = None
        term.save(force_insert=True)
        log(instance=term, action="wagtail.create", user=user)


def _apply_safely(plan: RowPlan, directory: ActorDirectoryPage, user: Any) -> list[RowError]:
    """Write one row, or nothing of it and what a model's own validation has against it."""
    if not (plan.is_new or plan.changed):
        return []
    try:
        # Wagtail would look for references at each of the three times that a profile is saved.
        with transaction.atomic(), disable_reference_index_auto_update():
            _apply(plan, directory, user)
    except ValidationError as error:
        # The tree's counters in memory went ahead of the transaction.
        directory.refresh_from_db()
        return [RowError(plan.row, COLUMNS["title"], Problem(message)) for message in error.messages]
    return []


def _apply(plan: RowPlan, directory: ActorDirectoryPage, user: Any) -> None:
    """Do what an editor would: save the records, then a revision, then publish it."""
    page, is_new = plan.page, plan.is_new
    for key in plan.values if is_new else plan.changed:
        column = COLUMNS[key]
        if column.place is Place.PAGE:
            column.cell.write(page, column.name, plan.values[key])
    apply_contact(plan.contact, page)
    if is_new:
        page.live, page.owner = False, user
        directory.add_child(instance=page)
    for record in plan.records:
        record.save()
    revision = page.save_revision(user=user, log_action=True)
    apply_consent(plan.contact, page, user)
    if plan.publish:
        revision.publish(user=user)
    ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))


def _register(
    result: ImportResult, directory: ActorDirectoryPage, options: ImportOptions, started_at: Any, user: Any
) -> ImportRun:
    run = ImportRun.objects.create(
        state=ImportState.PARTIAL if result.errors else ImportState.COMPLETE,
        started_at=started_at,
        user=user,
        file_name=result.file_name,
        sha256=result.sha256,
        directory_id=directory.pk,
        directory_title=directory.title,
        options=asdict(options),
        created_count=len(result.created),
        updated_count=len(result.updated),
        unchanged_count=result.unchanged,
        skipped_count=result.skipped,
        error_count=len(result.errors),
        report=result.report(),
    )
    log(instance=run, action="skew_exchange.import", user=user)
    return run
