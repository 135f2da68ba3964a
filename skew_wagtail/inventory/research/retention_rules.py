"""How long research lists are kept; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.retention import RetentionRule

from ..models import InventoryStep
from .models import ResearchEntry


def _of_closed_projects() -> QuerySet:
    """Entries of inventories that are closed: since the closing meeting, else since the end of the period."""
    closing = InventoryStep.objects.filter(page=OuterRef("project"), key="closing_meeting")
    closing = closing.order_by().values("page").annotate(day=Max("actual_date")).values("day")
    return ResearchEntry.objects.annotate(
        starts_on=Coalesce(Subquery(closing), F("project__end_date"))
    ).exclude(starts_on=None)


RULES = (
    RetentionRule(
        slug="research-entries",
        label=_("entries of research lists without a profile"),
        help_text=_(
            "Days after the inventory was closed; entries that never became a profile go with their interview. "
            "E.g. 365, until nobody asks any more whom one has asked. Usual: %(days)d."
        ),
        days=365,
        records=lambda: _of_closed_projects().filter(profile=None),
    ),
    RetentionRule(
        slug="researched-profiles",
        label=_("entries of research lists with a profile"),
        help_text=_(
            "Days after the inventory was closed; interview, answers, notes and approval go, the profile stays. "
            "E.g. 1096, as long as one must prove the approval. Usual: %(days)d."
        ),
        days=1096,
        records=lambda: _of_closed_projects().exclude(profile=None),
    ),
)
