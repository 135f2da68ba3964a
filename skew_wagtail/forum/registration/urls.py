from django.urls import path, re_path

from .views import public

# The path before the file name is the page's, as with statistics.html.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)registration\.html$", public.register_page, name="event_registration"),
    path("skew/registration/sent/", public.sent, name="registration_sent"),
    path("skew/registration/<str:token>/", public.own, name="registration"),
]
