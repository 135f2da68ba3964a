"""How long this room keeps what; the reasons are in docs/how-to/data-protection.md."""

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from .models import ImportedProfile, ImportRun, ImportUpload

RULES = (
    RetentionRule(
        slug="uploads",
        label=_("uploaded spreadsheets"),
        help_text="",
        days=1,
        records=lambda: ImportUpload.objects.annotate(starts_on=TruncDate("created_at")),
        is_editable=False,
    ),
    RetentionRule(
        slug="imports",
        label=_("rows of the register of imports"),
        help_text=_(
            "Days after the import. E.g. 730, so that one can see what a spreadsheet changed while its inventory "
            "is under way. Usual: %(days)d."
        ),
        days=730,
        records=lambda: ImportRun.objects.annotate(starts_on=TruncDate("finished_at")),
    ),
    RetentionRule(
        slug="import-undo",
        label=_("what it takes to undo imports"),
        help_text=_(
            "Days after the import in which it can be undone. E.g. 30; until then, values that a spreadsheet replaced "
            "are kept. Usual: %(days)d."
        ),
        days=30,
        records=lambda: ImportedProfile.objects.annotate(starts_on=TruncDate("created_at")),
    ),
)
