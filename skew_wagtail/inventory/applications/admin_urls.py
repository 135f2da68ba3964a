from django.urls import path

from .views import admin

app_name = "skew_applications"

urlpatterns = [
    path("applications/<int:pk>/state/", admin.ApplicationStateView.as_view(), name="application_state"),
    path("applications/<int:pk>/project/", admin.ProjectView.as_view(), name="project"),
    path("suggestions/<int:pk>/state/", admin.SuggestionStateView.as_view(), name="suggestion_state"),
]
