from django.urls import path

from .views import admin

app_name = "skew_advice"

urlpatterns = [
    path("<int:pk>/state/", admin.AdviceStateView.as_view(), name="state"),
    path("<int:pk>/answer/", admin.AdviceAnswerView.as_view(), name="answer"),
]
