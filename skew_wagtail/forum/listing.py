"""The list of events: reading the question of a visitor, finding what fits, laying out the answer."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skew_wagtail.listing import Question, part_of, read_question
from skew_wagtail.vocabulary.models import GlossaryTerm, Municipality, Topic

if TYPE_CHECKING:
    from .models import ForumIndexPage

#: Kinds of events as they stand in addresses, with the word of the glossary and the relation that tells them.
KINDS = {
    "forum": ("networking_forum", "forumpage"),
    "workshop": ("networking_workshop", "networkingworkshoppage"),
}
CONDITIONS = {"municipality": "municipality", "topic": "topics__slug", "series": "series", "year": "year"}


def public_events(page: "ForumIndexPage") -> QuerySet:
    """The events of a list that anyone may see: those below it, and the workshops of the site's inventories.

    A workshop below another list belongs to that one. Each comes with its year in Berlin.
    """
    from .models import BERLIN, EventPage, ForumIndexPage

    site = page.get_site()
    elsewhere = ForumIndexPage.objects.not_page(page).values_list("path", flat=True)
    of_inventories = Q(
        networkingworkshoppage__isnull=False,
        path__startswith=site.root_page.path if site else page.path,
        locale=page.locale_id,
    )
    for path in elsewhere:
        of_inventories &= ~Q(path__startswith=path)
    events = EventPage.objects.filter(Q(path__startswith=page.path) | of_inventories).live().public()
    return events.annotate(year=ExtractYear("starts_at", tzinfo=BERLIN))


def asked_of(events: QuerySet, asked: QueryDict) -> Question:
    """Offer what these events have, take what of it is asked for; a query for each group of choices."""
    plain = events.order_by()
    topics = Topic.objects.filter(pk__in=plain.values("topics"))
    offered = {
        "municipality": (_("Place"), _snippets(Municipality, plain.values("municipality"))),
        "topic": (_("Topic"), {topic.slug: topic.label for topic in topics}),
        "kind": (_("Kind"), _kinds(plain)),
        "series": (_("Series"), _series(plain)),
        "year": (_("Year"), {str(year): str(year) for year, _number in years_of(events)}),
    }
    return read_question(offered, asked)


def _snippets(model: type, ids: QuerySet) -> dict[str, str]:
    return {str(each.pk): str(each) for each in model.objects.filter(pk__in=ids)}


def _series(events: QuerySet) -> dict[str, str]:
    from .models import EventSeries

    return _snippets(EventSeries, events.values("series"))


def _kinds(events: QuerySet) -> dict[str, str]:
    """Both kinds, or none where there is only one."""
    found = events.aggregate(**{kind: Count(relation) for kind, (_word, relation) in KINDS.items()})
    if not all(found.values()):
        return {}
    words = GlossaryTerm.objects.words()
    return {kind: words[word] for kind, (word, _relation) in KINDS.items()}


def years_of(events: QuerySet) -> list[tuple[int, int]]:
    """The years in which these events begin, the latest first, each with their number."""
    counted = events.exclude(year=None).order_by().values("year").annotate(number=Count("pk"))
    return [(row["year"], row["number"]) for row in counted.order_by("-year")]


def fitting(events: QuerySet, question: Question) -> QuerySet:
    """The events that fit all choices: those to come, the next one first, then those past, the latest first."""
    from .models import EventStatus

    for name, value in question.chosen.items():
        if name == "kind":
            events = events.filter(**{f"{KINDS[value][1]}__isnull": False})
        else:
            events = events.filter(**{CONDITIONS[name]: value})
    past = Q(ends_at__lte=timezone.now()) & ~Q(status=EventStatus.POSTPONED)
    events = events.annotate(
        is_past=Case(When(past, then=Value(1)), default=Value(0), output_field=IntegerField())
    )
    when_to_come = Case(When(is_past=0, then=F("starts_at")))
    order = ("is_past", when_to_come.asc(nulls_last=True), F("starts_at").desc(nulls_last=True), "pk")
    return events.order_by(*order).prefetch_related("days").select_related("municipality", "series", "locale")


def index_context(page: "ForumIndexPage", request: HttpRequest) -> dict[str, Any]:
    """What ``forum_index_page.html`` gets beside the page: see ``docs/reference/templates.md``.

    Raises:
        Http404: there is no such page of the list.
    """
    events = public_events(page)
    question = asked_of(events, request.GET)
    found = part_of(fitting(events, question), request)
    past = [event for event in found if event.is_past]
    # One place or one year is that of all; one topic is not.
    least = {"topic": 1, "series": 1}
    return {
        "events": found,
        "coming": [event for event in found if not event.is_past],
        "past": [(year, list(group)) for year, group in groupby(past, key=lambda event: event.year)],
        "years": years_of(events),
        "chosen_year": question.chosen.get("year", ""),
    } | question.context(lambda name: len(question.offered[name][1]) >= least.get(name, 2))
