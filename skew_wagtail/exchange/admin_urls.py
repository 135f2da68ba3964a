from django.urls import path

from .exporting.views import ExportView, download_template
from .importing import views

app_name = "skew_exchange"

urlpatterns = [
    path("imports/new/", views.UploadView.as_view(), name="upload"),
    path("imports/<int:pk>/", views.PreviewView.as_view(), name="preview"),
    path("imports/<int:pk>/columns/", views.ColumnsView.as_view(), name="columns"),
    path("imports/columns/<int:pk>/forget/", views.ForgetColumnsView.as_view(), name="forget_columns"),
    path("imports/<int:pk>/decide/", views.DecideView.as_view(), name="decide"),
    path("imports/<int:pk>/apply/", views.ApplyView.as_view(), name="apply"),
    path("exports/new/", ExportView.as_view(), name="export"),
    path("exports/template/", download_template, name="template"),
]
