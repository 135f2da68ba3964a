"""The example site's addresses and, beside them, the directory as tutorials write it."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from example_site.urls import urlpatterns as example_site
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.vocabulary.models import Country, Topic

PAGE_SIZE = 24


def _chosen(request: HttpRequest):
    pages = ActorProfilePage.objects.live().public().child_of(ActorDirectoryPage.objects.get())
    if topics := request.GET.getlist("topic"):
        pages = pages.filter(topics__slug__in=topics)
    if countries := request.GET.getlist("country"):
        pages = pages.filter(engagement_countries__slug__in=countries)
    return pages.distinct().order_by("title")


def plain_list(request: HttpRequest) -> HttpResponse:
    """Filter and list pages, no counts; each card asks for what it shows."""
    pages = _chosen(request)
    context = {"count": pages.count(), "pages": pages[:PAGE_SIZE], "facets": []}
    return render(request, "tutorial.html", context)


def counting_list(request: HttpRequest) -> HttpResponse:
    """The same with a count for each topic and country, one query each."""
    pages = _chosen(request)
    used = [
        (topic.label_de, pages.filter(topics=topic).count())
        for topic in Topic.objects.annotate(n=Count("pk"))
    ] + [
        (country.label_de, pages.filter(engagement_countries=country).count())
        for country in Country.objects.filter(
            slug__in=ActorProfilePage.engagement_countries.through.objects.values("country__slug")
        )
    ]
    context = {"count": pages.count(), "pages": pages[:PAGE_SIZE], "facets": used}
    return render(request, "tutorial.html", context)


urlpatterns = [path("plain/", plain_list), path("counting/", counting_list), *example_site]
