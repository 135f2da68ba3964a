"""The list of programmes: reading the question of a visitor, laying out the answer."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from skew_wagtail.listing import part_of, read_question
from skew_wagtail.vocabulary.models import MunicipalityKind, Topic

from .presentation import CALLS_ATOM, described, next_change
from .states import State, state_labels

if TYPE_CHECKING:
    from .models import ProgrammeIndexPage

#: Calls that stand above the list, for something can still be done about them.
COMING = (State.OPEN, State.ANNOUNCED)


def index_context(page: "ProgrammeIndexPage", request: HttpRequest) -> dict[str, Any]:
    """What ``programme_index_page.html`` gets beside the page: see ``docs/reference/templates.md``.

    Raises:
        Http404: there is no such page of the list.
    """
    moment = timezone.now()
    everything = public_programmes(page)
    calls = described(public_calls(page), moment)
    question = read_question(_offered(everything, calls), request.GET)
    found = _filtered(everything, question.chosen, calls)
    programmes = part_of(found.order_by("-first_published_at", "-pk"), request)
    for programme in programmes:
        programme.described_calls = [call for call in calls if _is_below(call, programme)]
    return {
        "programmes": programmes,
        "coming_calls": [call for call in calls if call["state"] in COMING],
        "next_change": next_change(calls, moment),
        "calls_atom": f"{page.get_url(request) or ''}{CALLS_ATOM}",
    } | question.context(lambda name: bool(question.offered[name][1]))


def public_programmes(page: Page) -> QuerySet:
    """The programmes of a list that anyone may see."""
    from .models import ProgrammePage

    return ProgrammePage.objects.child_of(page).live().public()


def public_calls(page: Page) -> list[Any]:
    """The calls of these programmes that anyone may see."""
    from .models import CallPage

    paths = set(public_programmes(page).values_list("path", flat=True))
    calls = CallPage.objects.descendant_of(page).live().public()
    return [call for call in calls if call.path[: -call.steplen] in paths]


def _is_below(call: dict[str, Any], programme: Page) -> bool:
    return call["page"].path[: -programme.steplen] == programme.path


def _offered(programmes: QuerySet, calls: list[dict[str, Any]]) -> dict[str, tuple[Any, dict[str, str]]]:
    """What one may filter by: label and terms that any programme has, by the name of the parameter."""
    ids = programmes.values("pk")
    kinds = _terms(MunicipalityKind, programmes.model.municipality_kinds.through, "municipalitykind", ids)
    topics = _terms(Topic, programmes.model.topics.through, "topic", ids)
    used = {call["state"] for call in calls}
    states = {slug: label for slug, label in state_labels().items() if slug in used}
    return {
        "topic": (_("Topic"), topics),
        "municipality": (_("Kind of municipality"), kinds),
        "call": (_("Call"), states),
    }


def _terms(vocabulary: Any, through: Any, column: str, ids: QuerySet) -> dict[str, str]:
    used = through.objects.filter(programmepage__in=ids).values(column)
    return {term.slug: term.label for term in vocabulary.objects.filter(pk__in=used)}


def _filtered(programmes: QuerySet, chosen: dict[str, str], calls: list[dict[str, Any]]) -> QuerySet:
    """Those that fit all choices. A programme without kinds of municipality is for all of them."""
    if "topic" in chosen:
        programmes = programmes.filter(topics__slug=chosen["topic"])
    if "municipality" in chosen:
        fits = Q(municipality_kinds__slug=chosen["municipality"]) | Q(municipality_kinds=None)
        programmes = programmes.filter(fits)
    if "call" in chosen:
        found = [call["page"] for call in calls if call["state"] == chosen["call"]]
        programmes = programmes.filter(path__in={call.path[: -call.steplen] for call in found})
    return programmes
