"""What the pages and lists of a workshop show, as plain data; a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.actors.models import ActorEntry, CooperationNeed, CooperationOffer
from skew_wagtail.actors.models.children import CooperationStatement, Visibility
from skew_wagtail.vocabulary.models import ActivityArea, Country, Topic

from ..models import BERLIN, NetworkingWorkshopPage
from .forms import cleaned_text, present
from .models import Side, WorkshopAgreement, WorkshopOrganisation, WorkshopStatement
from .pairs import (
    MOST_GROUPS,
    MOST_PAIRS,
    Pair,
    Party,
    Wish,
    find_common_interests,
    find_pairs,
)

_VOCABULARIES = {"topic": Topic, "country": Country, "area": ActivityArea}
_PROFILE_LISTS = {Side.SEEKS: CooperationNeed, Side.OFFERS: CooperationOffer}


class Audience(models.TextChoices):
    """Whom a list is for."""

    EVERYONE = "everyone", gettext_lazy("For everyone")
    MODERATOR = "moderator", gettext_lazy("For the moderator")


def overview(workshop: NetworkingWorkshopPage) -> dict[str, Any]:
    """The organisations with how much is written about each, the linked actors that are not noted yet, agreements."""
    counts = {
        str(side): models.Count("statements", filter=models.Q(statements__side=side), distinct=True)
        for side in Side
    }
    agreed = models.Count("agreements", distinct=True)
    organisations = list(present(workshop).annotate(agreed=agreed, **counts))
    noted = {row.actor_id for row in organisations}
    linked = workshop.linked_actors.select_related("actor").exclude(actor__in=noted - {None})
    return {
        "organisations": organisations,
        "linked": sorted({row.actor for row in linked}, key=lambda actor: actor.title.casefold()),
        "agreements": agreements_of(workshop),
    }


def agreements_of(workshop: NetworkingWorkshopPage) -> list[WorkshopAgreement]:
    """The agreements in the order in which they were made, with ``names`` of those who agreed."""
    rows = workshop.agreements.select_related("kind").prefetch_related("organisations__actor")
    agreements = list(rows)
    for agreement in agreements:
        agreement.names = sorted(str(each) for each in agreement.organisations.all())
    return agreements


@dataclass(frozen=True)
class Suggestions:
    """Who could work with whom; ``further`` of each are left out."""

    pairs: list[dict[str, Any]]
    further_pairs: int
    interests: list[dict[str, Any]]
    further_interests: int


def suggestions(workshop: NetworkingWorkshopPage) -> Suggestions:
    """Pairs and common interests, from what organisations let everyone see and from public profiles."""
    organisations = list(present(workshop))
    facets = _public_facets(organisations)
    parties = [_party(row, facets.get(row.actor_id, {})) for row in organisations]
    by_actor = {row.actor_id: row.pk for row in organisations if row.actor_id in facets}
    wishes = {side: _wishes(workshop, by_actor, side) for side in Side}
    pairs, count = find_pairs(parties, wishes[Side.SEEKS], wishes[Side.OFFERS], MOST_PAIRS)
    interests = find_common_interests(parties)
    groups = interests[:MOST_GROUPS]
    labels = _labels(
        {slug for pair in pairs for slug in pair.shared}
        | {each for group in groups for each in (("topic", group.topic), ("country", group.country))}
    )
    return Suggestions(
        [_pair_row(pair, labels) for pair in pairs],
        count - len(pairs),
        [
            {
                "topic": labels["topic", group.topic],
                "country": labels["country", group.country],
                "names": [party.name for party in group.parties],
            }
            for group in groups
        ],
        len(interests) - len(groups),
    )


def _pair_row(pair: Pair, labels: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "kind": pair.kind,
        "seeker": pair.seeker.name,
        "need": pair.need.text,
        "giver": pair.giver.name,
        "offer": pair.offer.text,
        "shared": [labels[each] for each in pair.shared],
    }


def _labels(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names of terms by facet and slug; a query for each facet."""
    found = {each: each[1] for each in wanted}
    for facet, model in _VOCABULARIES.items():
        slugs = [slug for name, slug in wanted if name == facet]
        found |= {(facet, term.slug): str(term) for term in model.objects.filter(slug__in=slugs)}
    return found


def _public_facets(organisations: list[WorkshopOrganisation]) -> dict[int, dict[str, list[str]]]:
    """What public profiles deal with, by page; one query."""
    ids = [row.actor_id for row in organisations if row.actor_id]
    return dict(ActorEntry.objects.public().filter(page__in=ids).values_list("page_id", "facets"))


def _party(organisation: WorkshopOrganisation, facets: dict[str, list[str]]) -> Party:
    topics, countries, areas = (frozenset(facets.get(name, ())) for name in _VOCABULARIES)
    return Party(organisation.pk, str(organisation), topics, countries, areas)


def _wishes(workshop: NetworkingWorkshopPage, by_actor: dict[int, int], side: Side) -> list[Wish]:
    """What everyone may see of one side, said on the day or on a public profile; each once; two queries.

    ``by_actor`` gives the organisation of a profile.
    """
    said = WorkshopStatement.objects.filter(organisation__workshop=workshop, side=side)
    on_profiles = _PROFILE_LISTS[side].objects.filter(page__in=list(by_actor))
    rows: list[tuple[int, CooperationStatement]] = [
        *((row.organisation_id, row) for row in _shared(said)),
        *((by_actor[row.page_id], row) for row in _shared(on_profiles)),
    ]
    unique = {(party, row.kind_id, cleaned_text(row.text)): (party, row) for party, row in reversed(rows)}
    return [
        Wish(party, str(row.kind), row.text, row.topic.slug if row.topic else "")
        for party, row in unique.values()
    ]


def _shared(rows: models.QuerySet) -> models.QuerySet:
    return rows.filter(visibility=Visibility.PUBLIC).select_related("kind", "topic")


def list_data(workshop: NetworkingWorkshopPage, audience: Audience) -> dict[str, Any]:
    """All that stands on the list to print, of the screen and of the PDF alike.

    For everyone it holds only what organisations let everyone see.
    """
    everything = audience == Audience.MODERATOR
    organisations = list(present(workshop).prefetch_related("statements__kind", "statements__topic"))
    found = suggestions(workshop)
    agreements = [each for each in agreements_of(workshop) if everything or each.is_public]
    return {
        "title": workshop.title,
        "subject": _("Who seeks and offers what, and what was agreed"),
        "audience": str(audience.label),
        "when": _day(workshop),
        "organisations": [
            row for each in organisations if (row := _organisation_row(each, everything))["lines"]
        ],
        "pairs": [_pair_texts(row) for row in found.pairs],
        "interests": [_interest_texts(row) for row in found.interests],
        "agreements": [_agreement_row(each, everything) for each in agreements],
        "labels": _list_labels(),
    }


def _day(workshop: NetworkingWorkshopPage) -> str:
    if workshop.starts_at is None:
        return ""
    return date_format(timezone.localtime(workshop.starts_at, BERLIN), "SHORT_DATE_FORMAT")


def _list_labels() -> dict[str, str]:
    return {
        "organisations": _("Needs and offers"),
        "pairs": _("Who could help whom"),
        "interests": _("Common interests"),
        "agreements": _("Agreements"),
        "nothing": _("Nothing yet."),
        "page": _("Page %(number)s of %(total)s"),
    }


def _organisation_row(organisation: WorkshopOrganisation, everything: bool) -> dict[str, Any]:
    lines = [
        {"label": str(side.label), "text": _statement_text(row, everything)}
        for side in Side
        for row in organisation.statements.all()
        if row.side == side and (everything or row.is_public)
    ]
    shows = organisation.interests_visibility == Visibility.PUBLIC
    if organisation.interests and (everything or shows):
        text = _marked(organisation.interests, shows, everything)
        lines.append({"label": _("common interests"), "text": text})
    return {"name": str(organisation), "lines": lines}


def _statement_text(row: WorkshopStatement, everything: bool) -> str:
    topic = f" ({row.topic})" if row.topic else ""
    return _marked(f"{row}{topic}", row.is_public, everything)


def _marked(text: str, is_public: bool, everything: bool) -> str:
    """A text; on the moderator's list with a word on what must not be passed on."""
    if everything and not is_public:
        return _("%(text)s [only the town hall]") % {"text": text}
    return text


def _pair_texts(row: dict[str, Any]) -> dict[str, str]:
    lines = [row["kind"]]
    if row["need"]:
        lines.append(_("Sought: %(text)s") % {"text": row["need"]})
    if row["offer"]:
        lines.append(_("Offered: %(text)s") % {"text": row["offer"]})
    return {
        "head": f"{row['seeker']} – {row['giver']}",
        "text": "\n".join(lines),
        "shared": _joined(row["shared"]),
    }


def _joined(texts: Iterable[str]) -> str:
    listed = ", ".join(texts)
    return _("In common: %(terms)s") % {"terms": listed} if listed else ""


def _interest_texts(row: dict[str, Any]) -> dict[str, str]:
    return {"head": f"{row['topic']}, {row['country']}", "text": ", ".join(row["names"]), "shared": ""}


def _agreement_row(agreement: WorkshopAgreement, everything: bool) -> dict[str, str]:
    due = date_format(agreement.due_date, "SHORT_DATE_FORMAT") if agreement.due_date else ""
    facts = [
        (_("kind"), str(agreement.kind)),
        (_("responsible"), agreement.responsible_body),
        (_("until"), due),
    ]
    return {
        "head": ", ".join(agreement.names),
        "text": _marked(agreement.text, agreement.is_public, everything),
        "shared": "; ".join(f"{label}: {value}" for label, value in facts if value),
    }
