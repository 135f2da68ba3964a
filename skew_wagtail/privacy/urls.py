from django.urls import path

from .views import public

urlpatterns = [
    path("skew/withdrawal/", public.withdrawal_request, name="withdrawal_request"),
    path("skew/withdrawal/sent/", public.withdrawal_sent, name="withdrawal_sent"),
    path("skew/withdrawal/done/", public.withdrawal_done, name="withdrawal_done"),
    path("skew/withdrawal/<str:token>/", public.withdrawal, name="withdrawal"),
]
