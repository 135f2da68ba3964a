from django.urls import path, re_path

from .views import public

# The path before the file name is the page's, as with registration.html.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)advice\.html$", public.ask_page, name="advice_request"),
    path("skew/advice/received/<str:token>/", public.received, name="advice_received"),
]
