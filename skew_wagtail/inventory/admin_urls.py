from django.urls import path

from .views.admin import StepNotesView

app_name = "skew_inventory_notes"

urlpatterns = [
    path("<int:page_id>/", StepNotesView.as_view(), name="notes"),
]
