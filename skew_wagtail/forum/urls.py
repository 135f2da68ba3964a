from django.urls import re_path

from .views import public as views

# Wagtail's own pattern takes no dot; the path before the file name is the page's.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)event\.ics$", views.event_ics, name="event_ics"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)events\.ics$", views.events_ics, name="events_ics"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)events\.atom$", views.events_atom, name="events_atom"),
]
