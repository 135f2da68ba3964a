from django.urls import path

from .views import admin as views

app_name = "skew_brochure"

urlpatterns = [
    path("<int:page_id>/", views.OverviewView.as_view(), name="overview"),
    path("<int:page_id>/build/", views.BuildView.as_view(), name="build"),
    path("<int:page_id>/preview/", views.PreviewView.as_view(), name="preview"),
    path("<int:page_id>/preview/<int:profile_id>/", views.PreviewView.as_view(), name="preview_profile"),
]
