from django.urls import path

from .views import BoardView

app_name = "skew_board"

urlpatterns = [
    path("", BoardView.as_view(), name="board"),
]
