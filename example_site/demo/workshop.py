"""What was written down at the town's past workshop: needs, offers, two agreements."""

from datetime import date
from typing import Any

from skew_wagtail.forum.models import NetworkingWorkshopPage
from skew_wagtail.forum.workshop.actions import add_actors, add_by_name
from skew_wagtail.forum.workshop.models import (
    Side,
    WorkshopAgreement,
    WorkshopOrganisation,
    WorkshopStatement,
)
from skew_wagtail.vocabulary.models import CooperationKind, OutcomeKind

_BY_HAND = "Nachbarschaftstreff Färberviertel"
#: By the number of the actor: what it seeks and offers, who may see it.
_STATEMENTS = (
    (0, Side.SEEKS, "rooms", "Ein Raum für 40 Menschen, donnerstags ab 18 Uhr", "public"),
    (0, Side.OFFERS, "speakers", "Zwei Stimmen für Abende in Schulen", "public"),
    (1, Side.OFFERS, "rooms", "Saal mit Küche, Di bis Do frei", "public"),
    (1, Side.SEEKS, "volunteers", "Hilfe beim Sommerfest", "public"),
    (2, Side.SEEKS, "interpreting", "Tigrinya für Elternabende", "public"),
    (2, Side.OFFERS, "volunteers", "Sechs Leute, die anpacken", "public"),
    (3, Side.OFFERS, "interpreting", "Arabisch und Tigrinya, nach Absprache", "public"),
    (3, Side.SEEKS, "funding", "Rat zu einem Antrag, noch nicht öffentlich", "internal"),
    (4, Side.SEEKS, "speakers", "Jemand, der von Ghana erzählt", "public"),
)


def fill_workshop(user: Any) -> None:
    """Write down what six organisations said at the workshop that is over."""
    workshop = NetworkingWorkshopPage.objects.order_by("starts_at").first()
    actors = [row.actor for row in workshop.linked_actors.order_by("sort_order", "pk")[:5]]
    rows = {row.actor_id: row for row in add_actors(workshop, actors, user)}
    present = [rows[actor.pk] for actor in actors]
    kinds = {kind.slug: kind for kind in CooperationKind.objects.all()}
    for number, (actor, side, kind, text, visibility) in enumerate(_STATEMENTS):
        WorkshopStatement.objects.create(
            organisation=present[actor],
            side=side,
            kind=kinds[kind],
            text=text,
            visibility=visibility,
            sort_order=number,
            changed_by=user,
        )
    guest = add_by_name(workshop, _BY_HAND, user)
    guest.interests = "Gemeinsam kochen, voneinander lernen"
    guest.save()
    _agree(workshop, present[:2], "next_step", "Der Saal wird donnerstags für ein halbes Jahr geteilt.", user)
    _agree(
        workshop, [*present[2:4], guest], "joint_activity", "Ein Abend der Sprachen im Färberviertel.", user
    )


def _agree(
    workshop: NetworkingWorkshopPage, who: list[WorkshopOrganisation], kind: str, text: str, user: Any
) -> None:
    agreement = WorkshopAgreement.objects.create(
        workshop=workshop,
        kind=OutcomeKind.objects.get(slug=kind),
        text=text,
        responsible_body=str(who[0])[:200],
        due_date=date(2027, 3, 31),
        visibility="public",
        changed_by=user,
    )
    agreement.organisations.set(who)
