from django.urls import path

from .views import approvals, entries, interviews, listing, setup

app_name = "skew_research"

urlpatterns = [
    path("", listing.ProjectsView.as_view(), name="projects"),
    path("<int:project_id>/", listing.ResearchListView.as_view(), name="list"),
    path("<int:project_id>/states/", listing.BulkView.as_view(), name="states"),
    path("<int:project_id>/add/", entries.AddView.as_view(), name="add"),
    path("<int:project_id>/add-many/", listing.PasteView.as_view(), name="add_many"),
    path("<int:project_id>/export/", listing.ExportView.as_view(), name="export"),
    path("<int:project_id>/setup/", setup.SetupView.as_view(), name="setup"),
    path("entries/<int:pk>/", entries.EntryOverviewView.as_view(), name="entry"),
    path("entries/<int:pk>/edit/", entries.EditView.as_view(), name="edit"),
    path("entries/<int:pk>/state/", entries.StateView.as_view(), name="state"),
    path("entries/<int:pk>/decline/", entries.DeclineView.as_view(), name="decline"),
    path("entries/<int:pk>/delete/", entries.DeleteView.as_view(), name="delete"),
    path("entries/<int:pk>/interview/", interviews.InterviewView.as_view(), name="interview"),
    path("entries/<int:pk>/draft/", interviews.DraftView.as_view(), name="draft"),
    path("entries/<int:pk>/approval/ask/", approvals.AskView.as_view(), name="ask"),
    path("entries/<int:pk>/approval/record/", approvals.RecordView.as_view(), name="record"),
]
