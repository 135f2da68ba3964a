"""How far inventories are with their research, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..models import InventoryActor, InventoryProjectPage
from .models import ApprovalState, EntryState, ResearchEntry

_REACHED = (EntryState.CONTACTED, EntryState.AGREED, EntryState.INTERVIEWED, EntryState.DECLINED)


@dataclass(frozen=True)
class ResearchCounts:
    """Numbers of one inventory; each of the first four includes the next, for who was interviewed had agreed.

    ``found`` are all entries of the list, ``contacted`` those who answered in some way, ``agreed`` those who agreed
    to an interview. ``approved`` are profiles approved as they stand now, ``published`` the live profiles of the
    inventory, whether its page names them as interviewed or its list links them.
    """

    found: int = 0
    contacted: int = 0
    agreed: int = 0
    interviewed: int = 0
    declined: int = 0
    approved: int = 0
    published: int = 0


def research_counts(project_ids: Iterable[int]) -> dict[int, ResearchCounts]:
    """The numbers of inventories by their page's id; one query, however many they are."""
    rows = (
        InventoryProjectPage.objects.filter(pk__in=list(project_ids))
        .order_by()
        .values("pk")
        .annotate(
            found=Count("research_entries"),
            contacted=_in_state(*_REACHED),
            agreed=_in_state(EntryState.AGREED, EntryState.INTERVIEWED),
            interviewed=_in_state(EntryState.INTERVIEWED),
            declined=_in_state(EntryState.DECLINED),
            approved=Count("research_entries", filter=_approved("research_entries__")),
            linked=Count(
                "research_entries__profile", filter=Q(research_entries__profile__live=True), distinct=True
            ),
            named=Coalesce(Subquery(_named_only(), output_field=IntegerField()), 0),
        )
    )
    return {
        row.pop("pk"): ResearchCounts(published=row.pop("linked") + row.pop("named"), **row)
        for row in map(dict, rows)
    }


def _in_state(*states: str) -> Count:
    return Count("research_entries", filter=Q(research_entries__state__in=states))


def _approved(prefix: str = "") -> Q:
    """Entries whose profile is approved, and has not been changed since."""
    return Q(
        **{
            f"{prefix}approval__state": ApprovalState.APPROVED,
            f"{prefix}approval__revision": F(f"{prefix}profile__latest_revision"),
        }
    )


def _named_only() -> QuerySet:
    """How many live profiles the page of an inventory names that its list does not link."""
    listed = ResearchEntry.objects.filter(project=OuterRef("page"), profile__isnull=False).values("profile")
    named = InventoryActor.objects.filter(page=OuterRef("pk"), actor__live=True).exclude(actor__in=listed)
    return named.order_by().values("page").annotate(number=Count("actor", distinct=True)).values("number")
