from django.urls import path

from .outbox.views import SendAgainView
from .views import admin

app_name = "skew_privacy"

urlpatterns = [
    path("<uuid:actor_key>/", admin.ConsentsView.as_view(), name="consents"),
    path("<uuid:actor_key>/consent/", admin.RecordConsentView.as_view(), name="record_consent"),
    path("<uuid:actor_key>/withdrawal/", admin.WithdrawConsentView.as_view(), name="withdraw"),
    path("<uuid:actor_key>/link/", admin.SendLinkView.as_view(), name="send_link"),
    path("letters/<int:pk>/again/", SendAgainView.as_view(), name="send_again"),
    path("refusals/<int:pk>/lift/", admin.LiftRefusalView.as_view(), name="lift_refusal"),
]
