from django.urls import path, re_path

from .views import begin, own

# The path before the file name is the page's, as with registration.html.
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)*)interest\.html$", begin.form_page, name="call_interest"),
    path("skew/interest/<str:token>/", own.go_on, name="interest"),
    path("skew/interest/<str:token>/change/", own.change_submitted, name="interest_change"),
    path("skew/interest/<str:token>/withdraw/", own.take_back, name="interest_withdraw"),
    path("skew/interest/<str:token>/interest.pdf", own.pdf, name="interest_pdf"),
    path("skew/interest/<str:token>/files/<int:number>/", own.file, name="interest_file"),
]
