"""Addresses that are no pages; a host includes them before Wagtail's own."""

from django.urls import include, path

app_name = "skew_wagtail"

urlpatterns = [
    path("", include("skew_wagtail.privacy.urls")),
    path("", include("skew_wagtail.actors.urls")),
    path("", include("skew_wagtail.inventory.urls")),
    path("", include("skew_wagtail.inventory.applications.urls")),
    path("", include("skew_wagtail.inventory.research.urls")),
    path("", include("skew_wagtail.programmes.urls")),
    path("", include("skew_wagtail.programmes.advice.urls")),
    path("", include("skew_wagtail.programmes.interest.urls")),
    path("", include("skew_wagtail.forum.urls")),
    path("", include("skew_wagtail.forum.registration.urls")),
    path("", include("skew_wagtail.brochure.urls")),
]
