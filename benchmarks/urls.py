"""The example site's addresses and, beside them, the directory as tutorials write it."""

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from example_site import urls as example_site
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage, ActorTag
from skew_wagtail.vocabulary.models import ActorKind, Country, SpokenLanguage, Topic

PAGE_SIZE = 24


def _chosen(request: HttpRequest) -> QuerySet:
    pages = ActorProfilePage.objects.live().public().child_of(ActorDirectoryPage.objects.get())
    if topics := request.GET.getlist("topic"):
        pages = pages.filter(topics__slug__in=topics)
    if countries := request.GET.getlist("country"):
        pages = pages.filter(engagement_countries__slug__in=countries)
    return pages.distinct().order_by("title")


def _terms() -> dict[str, list[Model]]:
    """What a visitor may choose from, by field; one query each."""
    terms: dict[str, list[Model]] = {
        "tags": list(ActorTag.objects.all()),
        "kind": list(ActorKind.objects.all()),
    }
    for field, model in {
        "topics": Topic,
        "engagement_countries": Country,
        "spoken_languages": SpokenLanguage,
    }.items():
        used = getattr(ActorProfilePage, field).through.objects.values(model._meta.model_name)
        terms[field] = list(model.objects.filter(pk__in=used))
    return terms


def _page(request: HttpRequest, pages: QuerySet, options: list[tuple[Model, object]]) -> HttpResponse:
    context = {"count": pages.count(), "pages": pages[:PAGE_SIZE], "options": options}
    return render(request, "tutorial.html", context)


def plain_list(request: HttpRequest) -> HttpResponse:
    """Filter and list pages, options without counts; each card asks for what it shows."""
    options = [(term, "") for terms in _terms().values() for term in terms]
    return _page(request, _chosen(request), options)


def counting_list(request: HttpRequest) -> HttpResponse:
    """The same with a count at each option, one query each."""
    pages = _chosen(request)
    options = [
        (term, pages.filter(**{field: term}).count()) for field, terms in _terms().items() for term in terms
    ]
    return _page(request, pages, options)


urlpatterns = [
    path("plain/", plain_list),
    path("counting/", counting_list),
    *example_site.urlpatterns,
]
