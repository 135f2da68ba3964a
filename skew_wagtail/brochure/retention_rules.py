"""How long this room keeps what; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .models import BrochureEdition, EditionFile, EditionState


def _withdrawn_files() -> QuerySet:
    withdrawn = EditionFile.objects.filter(edition__state=EditionState.WITHDRAWN)
    return withdrawn.annotate(starts_on=TruncDate("edition__withdrawn_at"))


def _failed_builds() -> QuerySet:
    failed = BrochureEdition.objects.filter(state=EditionState.FAILED)
    return failed.annotate(starts_on=TruncDate("started_at"))


RULES = (
    RetentionRule(
        slug="withdrawn-brochures",
        label=_("files of withdrawn brochures"),
        help_text=_(
            "Days after something in them was taken back; visitors do not get them from that day on. E.g. 30, until "
            "the brochure is built anew. Usual: %(days)d."
        ),
        days=30,
        records=_withdrawn_files,
    ),
    RetentionRule(
        slug="failed-builds",
        label=_("builds of brochures that failed"),
        help_text="",
        days=30,
        records=_failed_builds,
        is_editable=False,
    ),
)
