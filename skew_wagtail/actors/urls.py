from django.urls import re_path

from . import views

# Wagtail's own pattern takes no dot; the path before the file name is the directory's.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)actors\.json$", views.actors_json_view, name="actors_json"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)actors\.atom$", views.actors_atom_view, name="actors_atom"),
]
