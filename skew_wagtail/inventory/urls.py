from django.urls import re_path

from .views import public as views

# Wagtail's own pattern takes no dot; the path before the file name is the page's.
urlpatterns = [
    re_path(
        r"^(?P<path>(?:[\w\-]+/)*)statistics\.html$", views.directory_statistics, name="directory_statistics"
    ),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)statistics\.csv$", views.statistics_file, name="statistics_csv"),
]
