from django.urls import path

from .download_views import ExportView, download_template

app_name = "skew_downloads"

urlpatterns = [
    path("export/", ExportView.as_view(), name="export"),
    path("template/", download_template, name="template"),
]
