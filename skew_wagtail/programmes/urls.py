from django.urls import re_path

from . import views

# Wagtail's own pattern takes no dot; the path before the file name is the page's.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)calls\.atom$", views.calls_feed, name="calls_feed"),
]
