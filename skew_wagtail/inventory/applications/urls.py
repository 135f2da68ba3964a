from django.urls import path

from .views import application, suggestion

urlpatterns = [
    path("skew/application/", application.begin, name="application"),
    path("skew/application/<str:token>/", application.go_on, name="application_draft"),
    path("skew/application/<str:token>/sheet/", application.sheet, name="application_sheet"),
    path("skew/application/<str:token>/sheet.pdf", application.pdf, name="application_pdf"),
    path("skew/suggestion/", suggestion.suggest, name="suggestion"),
    path("skew/suggestion/received/", suggestion.received, name="suggestion_received"),
]
