from django.urls import path

from . import views

app_name = "skew_exchange"

urlpatterns = [
    path("new/", views.UploadView.as_view(), name="upload"),
    path("<int:pk>/", views.PreviewView.as_view(), name="preview"),
    path("<int:pk>/decide/", views.DecideView.as_view(), name="decide"),
    path("<int:pk>/apply/", views.ApplyView.as_view(), name="apply"),
]
