from django.urls import path

from .duplicates.views import DecidedView, DistinctView, PairsView
from .merging.views import MergeView

app_name = "skew_duplicates"

urlpatterns = [
    path("", PairsView.as_view(), name="pairs"),
    path("two/", DecidedView.as_view(), name="decided"),
    path("two/<int:one>/<int:other>/", DistinctView.as_view(), name="distinct"),
    path("merge/<int:kept>/<int:merged>/", MergeView.as_view(), name="merge"),
]
