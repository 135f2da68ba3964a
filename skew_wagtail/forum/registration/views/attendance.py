"""Attendance at the door, on a phone: one button for each person, saved at once, so that several can tick."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from ..actions import record_attendance, take_over_attendance
from ..models import Registration
from ..rows import name_of, numbers_of, registrations_of
from .base import EventView


class AttendanceView(EventView, TemplateView):
    """Everybody who has a seat, by name, with a button."""

    template_name = "skew_wagtail/forum/admin/attendance.html"
    title = gettext_lazy("Attendance")

    @property
    def query(self) -> str:
        """What is searched for."""
        return self.request.GET.get("q", "").replace("\x00", "")

    @property
    def own_url(self) -> str:
        """This page, with what is searched for."""
        url = reverse("skew_registrations:attendance", args=[self.event.pk])
        return f"{url}?{urlencode({'q': self.query})}" if self.query else url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seated = registrations_of(self.event, query=self.query).seated()
        numbers = numbers_of(self.event)
        return super().get_context_data(**kwargs) | {
            "rows": [
                {
                    "pk": registration.pk,
                    "label": name_of(registration) or str(registration),
                    "group": registration.group,
                    "people": registration.people,
                    "came": registration.attended_number,
                }
                for registration in seated.order_by("person_name", "organisation", "pk")
            ],
            "query": self.query,
            "came": numbers["came"],
            "expected": numbers["confirmed"],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("registration", "")
        is_key = key.isascii() and key.isdecimal() and len(key) < 10
        seated = Registration.objects.seated().filter(event=self.event.pk)
        registration = get_object_or_404(seated, pk=key if is_key else 0)
        number = self._number(registration)
        record_attendance(registration, number, user=request.user)
        label = name_of(registration) or str(registration)
        if number is None:
            messages.success(request, _("Taken back: %(name)s.") % {"name": label})
        else:
            messages.success(request, _("Noted: %(name)s.") % {"name": label})
        return redirect(f"{self.own_url}#r{registration.pk}")

    def _number(self, registration: Registration) -> int | None:
        """How many came, by the button that was pressed; of a group what was typed, at most all of it."""
        if self.request.POST.get("action") != "came":
            return None
        typed = self.request.POST.get("number", "")
        if typed.isascii() and typed.isdecimal() and len(typed) < 4:
            return min(int(typed), registration.people)
        return registration.people


class ReportView(EventView, View):
    """Take the number of those who came over into the report, as a draft."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.list_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = take_over_attendance(self.event, request.user)
        text = ngettext(
            "%(num)d participant stands in a draft of the report. Please check and publish it.",
            "%(num)d participants stand in a draft of the report. Please check and publish it.",
            number,
        )
        messages.success(request, text % {"num": number})
        return redirect("wagtailadmin_pages:edit", self.event.pk)
