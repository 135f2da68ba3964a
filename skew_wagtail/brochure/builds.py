"""Who builds: one at a time for each brochure, and what a killed process left is taken over."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skew_wagtail import conf
from skew_wagtail.pdf.availability import missing_extra

from .models import BrochureEdition, BrochurePage, EditionState, Stage

#: How long a build may give no sign of life beyond the time that setting a PDF may take, in seconds.
_PATIENCE = 300


class BuildRefused(Exception):
    """No build was begun; the message says why."""


class BuildRunning(BuildRefused):
    """Somebody is building this brochure already; ``edition`` is the one under way."""

    def __init__(self, edition: BrochureEdition) -> None:
        super().__init__(_("This brochure is being built already. Please wait until that is done."))
        self.edition = edition


class BuildLost(Exception):
    """Another process took this build over, or gave it up."""


def start_build(page: BrochurePage, user: Any = None) -> BrochureEdition:
    """Begin an edition of a brochure.

    Raises:
        BuildRunning: somebody else does it at this moment.
        BuildRefused: the packages for PDFs are not installed.
    """
    if why := missing_extra():
        raise BuildRefused(why)
    give_up_stale_builds(page)
    try:
        with transaction.atomic():
            return BrochureEdition.objects.create(brochure=page, title=page.title, built_by=user)
    except IntegrityError as error:
        running = BrochureEdition.objects.filter(brochure=page, state=EditionState.BUILDING).first()
        if running is None:
            raise
        raise BuildRunning(running) from error


def give_up_stale_builds(page: BrochurePage) -> None:
    """A build without a sign of life was killed; what was built before it stays as it is."""
    limit = timezone.now() - timedelta(seconds=conf.get("PDF_TIMEOUT_SECONDS") + _PATIENCE)
    stale = BrochureEdition.objects.filter(brochure=page, state=EditionState.BUILDING, alive_at__lt=limit)
    stale.update(
        state=EditionState.FAILED,
        explanation=_(
            "The build was interrupted, e.g. because the server was restarted. Please start it again."
        ),
    )


def tell(edition: BrochureEdition, stage: Stage, percent: int) -> None:
    """Write down how far a build is, for who watches it.

    Raises:
        BuildLost: the build is not ours any more.
    """
    edition.stage, edition.percent, edition.alive_at = stage, percent, timezone.now()
    mine = BrochureEdition.objects.filter(pk=edition.pk, state=EditionState.BUILDING)
    if not mine.update(stage=stage, percent=percent, alive_at=edition.alive_at):
        raise BuildLost


def fail(edition: BrochureEdition, explanation: str) -> None:
    """The build ends without files; the editions before it are untouched."""
    edition.state, edition.explanation = EditionState.FAILED, explanation
    mine = BrochureEdition.objects.filter(pk=edition.pk, state=EditionState.BUILDING)
    mine.update(state=EditionState.FAILED, explanation=explanation, hints=edition.hints)
