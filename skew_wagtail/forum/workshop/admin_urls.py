from django.urls import path

from . import views

app_name = "skew_workshop"

urlpatterns = [
    path("<int:page_id>/", views.OverviewView.as_view(), name="overview"),
    path("<int:page_id>/organisations/<int:row_id>/", views.OrganisationView.as_view(), name="organisation"),
    path(
        "<int:page_id>/organisations/<int:row_id>/profile/",
        views.ProfileView.as_view(),
        name="profile",
    ),
    path("<int:page_id>/agreements/new/", views.AgreementView.as_view(), name="new_agreement"),
    path("<int:page_id>/agreements/<int:row_id>/", views.AgreementView.as_view(), name="agreement"),
    path("<int:page_id>/pairs/", views.PairsView.as_view(), name="pairs"),
    path("<int:page_id>/outcomes/", views.OutcomesView.as_view(), name="outcomes"),
    path("<int:page_id>/list/", views.ListView.as_view(), name="handout"),
    path("<int:page_id>/list/pdf/", views.ListPdfView.as_view(), name="handout_pdf"),
]
