"""The list of stories: reading the question of a visitor, laying out the answer."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from skew_wagtail.listing import part_of, read_question
from skew_wagtail.vocabulary.models import ActivityArea, MunicipalityKind, SizeBand, Topic

from .presentation import NEWEST_FIRST, ROW_RELATIONS

if TYPE_CHECKING:
    from .models import StoryIndexPage

#: Where a filter looks, by the name of its parameter.
_LOOKUPS = {
    "topic": "topics__slug",
    "size": "municipality__size__slug",
    "municipality": "municipality__kind__slug",
    "state": "municipality__state__slug",
}


def index_context(page: "StoryIndexPage", request: HttpRequest) -> dict[str, Any]:
    """What ``story_index_page.html`` gets beside the page: see ``docs/reference/templates.md``.

    Raises:
        Http404: there is no such page of the list.
    """
    everything = public_stories(page)
    question = read_question(_offered(everything), request.GET)
    found = everything.filter(**{_LOOKUPS[name]: slug for name, slug in question.chosen.items()})
    found = found.select_related(*ROW_RELATIONS).order_by(*NEWEST_FIRST)
    stories = part_of(found, request)
    return {"stories": stories} | question.context(lambda name: bool(question.offered[name][1]))


def public_stories(page: "StoryIndexPage") -> QuerySet:
    """The stories of a list that anyone may see."""
    from .models import StoryPage

    return StoryPage.objects.child_of(page).live().public()


def _offered(stories: QuerySet) -> dict[str, tuple[Any, dict[str, str]]]:
    """What one may filter by: label and terms that any story has, by the name of the parameter."""
    through = stories.model.topics.through.objects
    return {
        "topic": (
            _("Topic"),
            _terms(Topic, through.filter(storypage__in=stories.values("pk")).values("topic")),
        ),
        "size": (_("Inhabitants"), _terms(SizeBand, stories.values("municipality__size"))),
        "municipality": (
            _("Kind of municipality"),
            _terms(MunicipalityKind, stories.values("municipality__kind")),
        ),
        "state": (_("Federal state"), _terms(ActivityArea, stories.values("municipality__state"))),
    }


def _terms(vocabulary: Any, used: QuerySet) -> dict[str, str]:
    return {term.slug: term.label for term in vocabulary.objects.filter(pk__in=used)}
