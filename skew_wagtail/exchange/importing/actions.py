"""The verb of this room: import a spreadsheet."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage

from ..cells.columns import COLUMNS, Place
from ..cells.lookups import Lookups
from ..cells.parsing import Problem
from ..models import ImportRun, ImportState
from ..reading import Row
from ..reading.pictures import open_pictures
from .bulk import NewProfiles
from .headers import assignment_notes, check_table, match_header, read_table
from .options import ImportOptions
from .people import apply_consent, apply_contact
from .pictures import LogoImages, picture_notes, without_leftovers
from .planning import Planner, RowErrors
from .results import ImportResult, RowError, RowPlan
from .snapshots import chunks_of, snapshot
from .traces import keep_traces

#: So many rows are written at once.
CHUNK = 200


@without_leftovers
@transaction.atomic
def import_actors(
    data: bytes,
    file_name: str,
    directory: ActorDirectoryPage,
    options: ImportOptions,
    *,
    pictures: bytes = b"",
    user: Any = None,
    dry_run: bool = False,
    seen: Mapping[str, int | None] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportResult:
    """Import a workbook or CSV file into the profiles (Steckbriefe) of a directory.

    All or nothing, unless ``skip_invalid``: rows with errors are then left out. The same file again
    changes nothing. ``pictures`` is a zip of logos. ``seen`` tells by actor key with which revision of a
    profile the user has seen a row compared: a profile edited since is an error. ``progress`` hears of
    steps done and steps in all. The result's ``run`` is the new row of the register, ``None`` when nothing
    was written: in a dry run or because of errors.

    Raises:
        UnreadableFile: the file as a whole cannot be imported, or the zip.
    """
    started_at = timezone.now()
    table = read_table(data, file_name)
    columns = match_header([table.header, *table.rows], options.columns)
    check_table(table)
    result = _empty_result(data, file_name)
    result.file_notes += [*table.notes, *assignment_notes(options.columns, options.mapping)]
    archive = open_pictures(pictures) if pictures else None
    lookups = Lookups(options.create_tags, options.decisions, archive)
    plans = _plan_all(
        Planner(directory, columns, lookups, options, user=user, seen=seen), table.rows, result, progress
    )
    result.file_notes += picture_notes(archive)
    refused = bool(result.errors) and not options.skip_invalid
    if not (refused or dry_run):
        _make_terms(lookups, user)
        result.errors += _apply_all(plans, directory, LogoImages(archive, user), user, progress)
        refused = bool(result.errors) and not options.skip_invalid
    if refused:
        transaction.set_rollback(True)
        return result
    plans = _add_up(result, plans, lookups)
    if not dry_run:
        result.run = _register(result, directory, options, started_at, user)
        keep_traces(result.run, plans)
    return result


def _empty_result(data: bytes, file_name: str) -> ImportResult:
    return ImportResult(PurePath(file_name).name[:255], hashlib.sha256(data).hexdigest())


def _add_up(result: ImportResult, plans: Iterable[RowPlan], lookups: Lookups) -> list[RowPlan]:
    """Count the rows without errors, and tell of what becomes a new term; the plans of those rows."""
    sentence = _("“%(word)s” becomes a new term of the list “%(list)s”.")
    for term in lookups.new_terms:
        result.file_notes.append(sentence % {"word": term.label, "list": term._meta.verbose_name_plural})
    right = _without_errors(plans, result.errors)
    for plan in right:
        result.add(plan)
    return right


def _make_terms(lookups: Lookups, user: Any) -> None:
    """Add the words that are to become terms to their vocabularies."""
    for term in lookups.new_terms:
        term.pk = None
        term.save(force_insert=True)
        log(instance=term, action="wagtail.create", user=user)


def _plan_all(
    planner: Planner, rows: list[Row], result: ImportResult, progress: Callable[[int, int], None]
) -> list[RowPlan]:
    """What the rows will do; the errors of those that cannot be imported go to the result.

    The rows are taken out of their list: of a large file, what is planned is not held twice.
    """
    plans: list[RowPlan] = []
    total = len(rows)
    rows.reverse()
    while rows:
        progress(total - len(rows) + 1, 2 * total)
        try:
            plans.append(planner.plan(rows.pop()))
        except RowErrors as error:
            result.errors += error.errors
    return plans


def _apply_all(
    plans: list[RowPlan],
    directory: ActorDirectoryPage,
    logos: LogoImages,
    user: Any,
    progress: Callable[[int, int], None],
) -> list[RowError]:
    """Write the rows: new profiles in bulk, changed ones one by one as an editor would."""
    errors: list[RowError] = []
    new = NewProfiles(directory, user)
    # Wagtail would look for references at each of the three times that a profile is saved.
    with disable_reference_index_auto_update():
        done = len(plans)
        for chunk in chunks_of(plans, CHUNK):
            found = logos.make(chunk)
            makeable = _without_errors(chunk, found)
            found += new.add([plan for plan in makeable if plan.is_new])
            for plan in makeable:
                if plan.changed and not plan.is_new:
                    found += _change_safely(plan, user)
            wrong_rows = {error.row for error in found}
            logos.take_back(plan for plan in chunk if plan.row in wrong_rows)
            errors += found
            done += len(chunk)
            progress(done, 2 * len(plans))
    return errors


def _without_errors(plans: Iterable[RowPlan], errors: Iterable[RowError]) -> list[RowPlan]:
    wrong_rows = {error.row for error in errors}
    return [plan for plan in plans if plan.row not in wrong_rows]


def _change_safely(plan: RowPlan, user: Any) -> list[RowError]:
    """Change one profile, or nothing of it and what a model's own validation has against it."""
    try:
        with transaction.atomic():
            _change(plan, plan.page, user)
    except ValidationError as error:
        return [
            RowError(plan.row, COLUMNS["title"], Problem(message), name=plan.page.title)
            for message in error.messages
        ]
    return []


def _change(plan: RowPlan, page: ActorProfilePage, user: Any) -> None:
    """Do what an editor would: save the records, then a revision, then publish it."""
    plan.before |= {
        "revision": _hold(page),
        "live": page.live,
        "live_revision": page.live_revision_id,
        "waited": page.has_unpublished_changes,
    }
    contact = plan.contact
    if contact.fields and contact.person and contact.person.pk:
        plan.before.setdefault("records", []).append(snapshot(contact.person))
    for key in plan.changed:
        column = COLUMNS[key]
        if column.place is Place.PAGE:
            column.cell.write(page, column.name, plan.values[key])
    is_new_person = contact.adds and not contact.person
    apply_contact(contact, page)
    if is_new_person:
        plan.before["people"] = [contact.person.pk]
    for record in plan.records:
        record.save()
    revision = page.save_revision(user=user, log_action=True)
    plan.revision_id = revision.pk
    apply_consent(contact, page, user)
    if plan.publish:
        revision.publish(user=user)
    ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))


def _hold(page: ActorProfilePage) -> int:
    """Keep others from the profile until all is written; the number of its last revision.

    Raises:
        ValidationError: somebody has edited it since the row was compared with it.
    """
    latest = Page.objects.select_for_update().filter(pk=page.pk).values_list("latest_revision_id", flat=True)
    if list(latest) != [page.latest_revision_id]:
        raise ValidationError(_("Somebody has just edited this profile. Please look at the file once more."))
    if page.latest_revision_id:
        return page.latest_revision_id
    # Never edited in the admin: what it holds is kept, so that it can be brought back.
    return ActorProfilePage.objects.get(pk=page.pk).save_revision(changed=False, clean=False).pk


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
        options=options.kept(),
        created_count=len(result.created),
        updated_count=len(result.updated),
        unchanged_count=result.unchanged,
        skipped_count=result.skipped,
        error_count=len(result.errors),
        report=result.report(),
    )
    log(instance=run, action="skew_exchange.import", user=user)
    return run
