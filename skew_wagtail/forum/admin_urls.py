from django.urls import path

from .outcomes.views import OutcomeStateView, OutcomesView

app_name = "skew_outcomes"

urlpatterns = [
    path("", OutcomesView.as_view(), name="list"),
    path("<int:outcome_id>/state/", OutcomeStateView.as_view(), name="state"),
]
