from django.urls import re_path

from .views import public as views

# Wagtail's own pattern takes no dot; the path before the file name is the page's.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)actors\.pdf$", views.directory_pdf, name="directory_pdf"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)profile\.pdf$", views.profile_pdf, name="profile_pdf"),
]
