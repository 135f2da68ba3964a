"""Building a brochure (Broschüre erzeugen): from its page to files that are stored and offered."""

import errno
import hashlib
import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from skew_wagtail.pdf.actions import Pdf, make_pdf
from skew_wagtail.pdf.errors import PdfError, PdfNoSpace
from skew_wagtail.pdf.jobs import PdfJob, Variant
from skew_wagtail.pdf.scrubbing import scrub
from skew_wagtail.text import german_slug

from .builds import BuildLost, fail, start_build, tell
from .content import SCHEMA, Content, build_content
from .content.selection import Problem
from .models import CHANNELS, BrochureEdition, BrochurePage, EditionActor, EditionFile, EditionState, Stage
from .problems import problems_of
from .withdrawing import log_about, too_much

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "typst"
#: Where the bar stands when a working step begins, in per cent; setting is done once for each variant.
_BEGINS = {Stage.COLLECTING: 0, Stage.CHECKING: 20, Stage.SETTING: 30, Stage.VERIFYING: 90}


def build_brochure(page: BrochurePage, user: Any = None) -> BrochureEdition:
    """Build a brochure here and now; the edition that holds it, an older one where nothing has changed.

    Raises:
        BuildRefused: as ``start_build``.
    """
    return run_build(start_build(page, user))


def run_build(edition: BrochureEdition) -> BrochureEdition:
    """Do a build that was begun; whatever happens, it does not stay in the state of being built.

    What was built before stays offered until the new files are stored, and stays when there are none.
    """
    try:
        return _build(edition)
    except BuildLost:
        edition.refresh_from_db()
    except PdfError as error:
        fail(edition, error.message)
    except Exception as error:
        # The editor is told; whoever runs the site reads the log.
        logger.exception("The brochure “%s” could not be built.", edition.title)
        disk_is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        unknown = _("Something went wrong. Please tell the people who look after this site.")
        fail(edition, PdfNoSpace().message if disk_is_full else unknown)
    except BaseException:
        fail(
            edition,
            _("The build was interrupted, e.g. because the server was restarted. Please start it again."),
        )
        raise
    return edition


def _build(edition: BrochureEdition) -> BrochureEdition:
    tell(edition, Stage.COLLECTING, _BEGINS[Stage.COLLECTING])
    page = source_of(edition.brochure)
    contents = {variant: build_content(page, channels=CHANNELS[variant]) for variant in Variant}
    problems = [problem for content in contents.values() for problem in content.problems]
    if not all(content.traces for content in contents.values()):
        edition.hints = _once(problems)
        fail(edition, _("There is no published profile in this brochure. Please look at its tab “Actors”."))
        return edition
    _remember_actors(edition, contents)
    tell(edition, Stage.CHECKING, _BEGINS[Stage.CHECKING])
    jobs = []
    for variant, content in contents.items():
        data, found = scrub(content.data)
        problems += problems_of(found, content.data)
        jobs.append(pdf_job(data, content, variant))
    edition.hints = _once(problems)
    edition.fingerprint = hashlib.sha256("".join(job.fingerprint() for job in jobs).encode()).hexdigest()
    if same := _unchanged(edition):
        return same
    pdfs = {}
    for number, job in enumerate(jobs):
        pdfs[job.variant] = make_pdf(job, stage=_watched(edition, number, len(jobs)))
    return _finish(edition, pdfs)


def _once(problems: list[Problem]) -> list[Problem]:
    """The problems without those that both files have."""
    return [problem for number, problem in enumerate(problems) if problem not in problems[:number]]


def source_of(page: BrochurePage) -> BrochurePage:
    """What is built: the published page; of one that was never published the latest draft."""
    return page if page.live else page.get_latest_revision_as_object()


def pdf_job(
    data: dict[str, Any], content: Content, variant: Variant, template: str = "brochure.typ"
) -> PdfJob:
    """The order for one PDF of a brochure."""
    return PdfJob(
        template=TEMPLATES / template,
        data=data,
        pictures=content.pictures,
        variant=variant,
        title=data["title"],
        language=data["language"],
        made_on=content.made_on,
    )


def _watched(edition: BrochureEdition, number: int, total: int) -> Callable[[Any], None]:
    """Tells how far one of several files is: the engine names its own steps alike."""
    first, last = _BEGINS[Stage.SETTING], _BEGINS[Stage.VERIFYING]
    share = (last - first) / total
    steps = {"setting": 0.0, "verifying": 0.8}

    def stage(name: Any) -> None:
        if str(name) in steps:
            tell(edition, Stage(str(name)), round(first + share * (number + steps[str(name)])))

    return stage


def _remember_actors(edition: BrochureEdition, contents: dict[Variant, Content]) -> None:
    """From now on a withdrawal finds this build; what was withdrawn just before is found in the end."""
    EditionActor.objects.bulk_create(
        EditionActor(
            edition=edition,
            variant=variant,
            actor_key=trace.actor_key,
            people=trace.people,
            precision=trace.precision,
            has_photos=trace.has_photos,
        )
        for variant, content in contents.items()
        for trace in content.traces
    )


def _unchanged(edition: BrochureEdition) -> BrochureEdition | None:
    """The offered edition that is the same to the byte; then nothing is built, and it says when one looked."""
    same = BrochureEdition.objects.filter(
        brochure=edition.brochure_id, state=EditionState.READY, fingerprint=edition.fingerprint
    ).first()
    if same is None or same.files.filter(document=None).exists():
        return None
    with transaction.atomic():
        same.confirmed_at, same.hints = timezone.now(), edition.hints
        same.save(update_fields=["confirmed_at", "hints"])
        BrochureEdition.objects.filter(pk=edition.pk).delete()
    return same


def _finish(edition: BrochureEdition, pdfs: dict[Variant, Pdf]) -> BrochureEdition:
    """Store the files and offer them in place of the edition before; all in one transaction, files go if it fails."""
    documents: list[Any] = []
    try:
        with transaction.atomic():
            locked = BrochureEdition.objects.select_for_update().get(pk=edition.pk)
            if locked.state != EditionState.BUILDING:
                raise BuildLost
            editions = BrochureEdition.objects.filter(brochure=edition.brochure_id)
            edition.number = (editions.aggregate(last=Max("number"))["last"] or 0) + 1
            for variant, pdf in pdfs.items():
                documents.append(_store(edition, variant, pdf))
            spoilt = locked.withdrawn_at or too_much(edition.actors.all())
            edition.withdrawn_at = locked.withdrawn_at or (timezone.now() if spoilt else None)
            edition.state = EditionState.WITHDRAWN if spoilt else EditionState.READY
            edition.explanation = _spoilt_message() if spoilt else ""
            edition.built_at, edition.percent, edition.schema = timezone.now(), 100, SCHEMA
            if not spoilt:
                editions.filter(state=EditionState.READY).update(state=EditionState.REPLACED)
            edition.save()
            log_about(edition, "skew_brochure.build", user=edition.built_by)
    except BaseException:
        for document in documents:
            document.file.storage.delete(document.file.name)
        raise
    return edition


def _spoilt_message() -> str:
    return _(
        "While the pages were set, somebody took back what is in them, or a profile was unpublished. "
        "Visitors do not get this edition. Please build it again."
    )


def _store(edition: BrochureEdition, variant: Variant, pdf: Pdf) -> Any:
    """A file as a document of the site; nobody guesses its name."""
    slug = german_slug(edition.title, fallback="broschuere")[:60]
    name = f"{slug}-{edition.number}-{variant}-{secrets.token_hex(4)}.pdf"
    document = get_document_model().objects.create(
        title=f"{edition} ({Variant(variant).label})"[:255],
        file=ContentFile(pdf.content, name=name),
        file_size=len(pdf.content),
        uploaded_by_user=edition.built_by,
    )
    EditionFile.objects.create(
        edition=edition,
        variant=variant,
        document=document,
        page_count=pdf.pages,
        size=len(pdf.content),
        sha256=pdf.sha256,
    )
    return document
