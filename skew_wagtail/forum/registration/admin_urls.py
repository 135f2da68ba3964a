from django.urls import path

from .views import attendance, lists, work

app_name = "skew_registrations"

urlpatterns = [
    path("<int:page_id>/", lists.RegistrationListView.as_view(), name="overview"),
    path("<int:page_id>/sheet/", lists.SheetView.as_view(), name="sheet"),
    path("<int:page_id>/attendance/", attendance.AttendanceView.as_view(), name="attendance"),
    path("<int:page_id>/attendance/report/", attendance.ReportView.as_view(), name="report"),
    path("<int:page_id>/add/", work.AddView.as_view(), name="add"),
    path("<int:page_id>/write/", work.WriteView.as_view(), name="write"),
    path("<int:page_id>/invitations/", lists.InvitationsView.as_view(), name="invitations"),
    path("<int:page_id>/<int:pk>/cancel/", work.CancelView.as_view(), name="cancel"),
]
