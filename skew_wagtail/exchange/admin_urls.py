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
    path("imports/<int:pk>/resolve/", views.ResolveView.as_view(), name="resolve"),
    path("imports/<int:pk>/report/", views.UploadReportView.as_view(), name="upload_report"),
    path("imports/<int:pk>/apply/", views.ApplyView.as_view(), name="apply"),
    path("imports/runs/<int:pk>/report/", views.RunReportView.as_view(), name="run_report"),
    path("imports/runs/<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("exports/new/", ExportView.as_view(), name="export"),
    path("exports/template/", download_template, name="template"),
]
