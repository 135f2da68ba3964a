"""The organiser's lists: on the screen, as a spreadsheet, on paper; links that invite organisations."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError
from skew_wagtail.spreadsheets import SafeExport

from ...models import BERLIN
from ..forms import groups_of
from ..invitations import invitations_of
from ..models import Registration, RegistrationState
from ..rows import COLUMNS, NEED_COLUMN, name_of, numbers_of, registrations_of, row_of
from ..seats import seats_of
from ..sheet import FILE_NAME, sheet_pdf
from .base import EventView


class RegistrationListView(SafeExport, SpreadsheetExportMixin, EventView, ListView):
    """All registrations of an event, searched and filtered; the same as CSV and XLSX."""

    template_name = "skew_wagtail/forum/admin/registrations.html"
    paginate_by = 50
    export_filename = "anmeldungen"
    page_kwarg = "p"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") in self.FORMATS:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Any, ...]:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    @property
    def chosen(self) -> dict[str, str]:
        """What is searched for; characters that no text can hold are left out."""
        return {name: self.request.GET.get(name, "").replace("\x00", "") for name in ("q", "state", "group")}

    @property
    def list_export(self) -> list[str]:
        """The columns of the spreadsheet."""
        return [*COLUMNS, *(NEED_COLUMN if self.sees_needs else ())]

    def get_queryset(self) -> QuerySet:
        query, state, group = self.chosen.values()
        found = registrations_of(self.event, query=query, state=state, group=group)
        return found.select_related("group", "access_need") if self.sees_needs else found

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        return str((COLUMNS | NEED_COLUMN)[field])

    def to_row_dict(self, item: Registration) -> dict[str, Any]:
        row = row_of(item, with_need=self.sees_needs)
        if row["since"]:
            # Without a zone, which spreadsheets do not know.
            row["since"] = timezone.make_naive(row["since"], BERLIN).replace(microsecond=0)
        return {name: row[name] for name in self.list_export}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        seats = seats_of(self.event)
        return context | {
            "rows": [
                row_of(registration, with_need=self.sees_needs)
                | {"pk": registration.pk, "label": name_of(registration) or str(registration)}
                | {"is_cancelled": registration.state == RegistrationState.CANCELLED}
                for registration in context["object_list"]
            ],
            "chosen": self.chosen,
            "states": RegistrationState.choices,
            "groups": groups_of(self.event),
            "numbers": numbers_of(self.event),
            "capacity": seats.capacity,
            "sees_needs": self.sees_needs,
            "without_export": self._without("export", "p"),
        }

    def _without(self, *names: str) -> str:
        """What is searched for, as the end of an address."""
        params = self.request.GET.copy()
        for name in names:
            params.pop(name, None)
        return params.urlencode()


class SheetView(EventView, View):
    """The list for the door as a PDF: who has a seat, with a box to tick."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        why_not = missing_extra()
        try:
            content = None if why_not else sheet_pdf(self.event)
        except PdfError as error:
            why_not = error.message
        if why_not:
            messages.warning(request, why_not)
            return redirect(self.list_url)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        return response


class InvitationsView(EventView, TemplateView):
    """A link for each organisation that takes part or was asked; who uses it has its name filled in."""

    template_name = "skew_wagtail/forum/admin/invitations.html"
    title = gettext_lazy("Invite organisations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = invitations_of(self.event)
        return super().get_context_data(**kwargs) | {"rows": rows, "is_live": self.event.live}
