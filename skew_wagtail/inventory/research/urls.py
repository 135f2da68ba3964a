from django.urls import path

from .views import public

urlpatterns = [
    path("skew/approval/<str:token>/", public.approval, name="approval"),
    path("skew/approval-received/", public.received, name="approval_received"),
]
