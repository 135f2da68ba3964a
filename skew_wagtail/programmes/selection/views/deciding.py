"""The ranking of a call and what follows from it: decisions, letters, publishing."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from skew_wagtail.spreadsheets import SafeExport

from ...interest.models import ExpressionOfInterest, InterestState
from ..actions import decide, has_closed, note
from ..errors import SelectionError
from ..forms import DecisionsForm, ModelMunicipalityForm, NotesForm
from ..letters import ALL_FILE_NAME, FILE_NAME, decided_in, has_letter
from ..publishing import (
    goes_live,
    may_change_page,
    no_longer_chosen,
    programme_of,
    publish_model_municipality,
    publish_selection,
)
from ..rights import is_reviewer, left_to_review, may_choose_reviewers, may_decide, may_see
from ..table import RankingTable, Row, number
from .base import CallView, InterestView

_COLUMNS = {
    "rank": gettext_lazy("Rank"),
    "municipality": gettext_lazy("Municipality"),
    "total": gettext_lazy("Points on average"),
    "lowest": gettext_lazy("Lowest"),
    "highest": gettext_lazy("Highest"),
    "reviews": gettext_lazy("Reviews"),
    "completeness": gettext_lazy("Completeness"),
    "state": gettext_lazy("State"),
}


class RankingView(SafeExport, SpreadsheetExportMixin, CallView, TemplateView):
    """Who has how many points, as a table, a picture, CSV and XLSX.

    Reviewers see it once they have reviewed everything themselves.
    """

    page_title = gettext_lazy("Ranking")
    template_name = "skew_wagtail/programmes/selection/ranking.html"
    export_filename = "rangliste"

    def allowed(self) -> bool:
        return may_see(self.request.user, self.call)

    @cached_property
    def left(self) -> int:
        """How much the user has to review before the ranking opens."""
        user = self.request.user
        if may_decide(user) or not is_reviewer(user, self.call):
            return 0
        return left_to_review(user, self.call).count()

    @cached_property
    def table(self) -> RankingTable:
        """The ranking."""
        return RankingTable(self.call, sort=self.request.GET.get("sort", ""))

    @property
    def list_export(self) -> list[str]:
        """The columns of the spreadsheet."""
        criteria = [f"criterion-{criterion.pk}" for criterion in self.table.criteria]
        first = list(_COLUMNS)[:3]
        return [*first, *criteria, *list(_COLUMNS)[3:]]

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        titles = {f"criterion-{criterion.pk}": criterion.title for criterion in self.table.criteria}
        return str((_COLUMNS | titles)[field])

    def to_row_dict(self, item: Row) -> dict[str, Any]:
        place, interest = item.place, item.interest
        row = {
            "rank": place.rank,
            "municipality": str(interest),
            "total": number(place.total),
            "lowest": number(place.lowest),
            "highest": number(place.highest),
            "reviews": place.reviews,
            "completeness": item.completeness,
            "state": interest.get_state_display(),
        }
        row |= {
            f"criterion-{criterion.pk}": number(place.by_criterion.get(criterion.pk))
            for criterion in self.table.criteria
        }
        return {name: "" if row[name] is None else row[name] for name in self.list_export}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and not self.left:
            return self.as_spreadsheet(self.table.rows, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def above(self) -> list[dict[str, str]]:
        return super().above()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"left": self.left, "links": self._links()}
        if self.left:
            return context
        table = self.table
        # Read once, before the template asks for its parts.
        rows = [self._shown(row, position) for position, row in enumerate(table.rows, start=1)]
        return context | {"table": table, "rows": rows, "criteria": self._criteria(), "chart": table.chart()}

    def _criteria(self) -> list[dict[str, Any]]:
        return [
            {"title": each.title, "weight": each.weight, "sort": f"criterion-{each.pk}"}
            for each in self.table.criteria
        ]

    def _shown(self, row: Row, position: int) -> dict[str, Any]:
        inspect = reverse("skew_programmes_expressionofinterest_modeladmin_inspect", args=[row.interest.pk])
        return {
            "row": row,
            "label": str(row.interest),
            "url": inspect,
            "state": row.interest.get_state_display(),
            "means": row.means(self.table.criteria),
            "ends_seats": position == self.table.seats_after,
        }

    def _links(self) -> dict[str, str]:
        user, call = self.request.user, self.call
        decides = may_decide(user)
        closed = has_closed(call)
        allowed = {
            "decide": decides and closed,
            "letters": decides and bool(decided_in(call)),
            "publish_selection": decides
            and closed
            and not call.selection_published
            and may_change_page(user, call),
            "reviewers": may_choose_reviewers(user, call),
            "next_review": is_reviewer(user, call),
        }
        return {
            name: reverse(f"skew_selection:{name}", args=[call.pk]) for name, may in allowed.items() if may
        }


class DecideView(CallView, FormView):
    """Decide about all of a call at once."""

    page_title = gettext_lazy("Decide")
    form_class = DecisionsForm
    template_name = "skew_wagtail/programmes/selection/decide.html"

    def closed_to(self, call: Any) -> HttpResponse | None:
        if not has_closed(call):
            return self.back(_("The deadline is not over yet. Please decide afterwards."))
        return None

    @cached_property
    def table(self) -> RankingTable:
        """The ranking."""
        return RankingTable(self.call)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rows": self.table.rows}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        own = {"rows": context["form"].rows(), "seats": self.call.seats_planned}
        return context | own | {"button": _("Save the decisions")}

    def form_valid(self, form: DecisionsForm) -> HttpResponse:
        try:
            changed = decide(self.call, form.decisions, form.cleaned_data["day"], self.request.user)
        except SelectionError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        text = ngettext("%(number)d decision saved.", "%(number)d decisions saved.", changed)
        messages.success(self.request, text % {"number": changed})
        if hint := RankingTable(self.call).hint():
            messages.warning(self.request, hint)
        if listed := no_longer_chosen(self.call):
            text = _("Still listed in the programme, please take them out there: %(names)s")
            messages.warning(self.request, text % {"names": ", ".join(map(str, listed))})
        return super().form_valid(form)


class LettersView(CallView, View):
    """All letters of a call in one file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        interests = decided_in(self.call)
        if not interests:
            return self.back(_("Nothing is decided yet, so there are no letters."))
        return self.letters(interests, ALL_FILE_NAME)


class LetterView(InterestView, View):
    """One letter."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_letter(self.interest):
            return self.back(_("Nothing is decided yet, so there are no letters."))
        return self.letters([self.interest], FILE_NAME)


class NotesView(InterestView, FormView):
    """Internal notes."""

    page_title = gettext_lazy("Internal notes")
    form_class = NotesForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        # The form changes what it is given.
        given = ExpressionOfInterest.objects.get(pk=self.interest.pk)
        return super().get_form_kwargs() | {"instance": given}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Save")}

    def form_valid(self, form: NotesForm) -> HttpResponse:
        note(self.interest, form.cleaned_data["register_notes"], self.request.user)
        messages.success(self.request, _("Saved."))
        return redirect(self.overview_url)


class PublishView(InterestView, FormView):
    """Make a chosen municipality a model municipality of the programme."""

    page_title = gettext_lazy("Publish as model municipality")
    form_class = ModelMunicipalityForm
    template_name = "skew_wagtail/programmes/selection/publish.html"

    def closed_to(self, call: Any) -> HttpResponse | None:
        if self.interest.state != InterestState.CHOSEN:
            return self.back(_("Only a chosen municipality can become a model municipality."))
        return self.closed_page(programme_of(call))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"interest": self.interest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme = programme_of(self.call)
        live = goes_live(self.request.user, programme)
        own = {
            "programme_title": programme.title,
            "button": _("Publish as model municipality") if live else _("Put into the draft"),
            "goes_live": live,
            "is_published": self.call.selection_published,
        }
        return super().get_context_data(**kwargs) | own

    def form_valid(self, form: ModelMunicipalityForm) -> HttpResponse:
        try:
            live = publish_model_municipality(self.interest, **form.cleaned_data, user=self.request.user)
        except SelectionError as error:
            return self.back(error.message)
        name = {"municipality": self.interest}
        if live:
            messages.success(self.request, _("%(municipality)s stands in the programme now.") % name)
        else:
            text = _(
                "%(municipality)s stands in the draft of the programme. Visitors see it when somebody publishes the "
                "programme."
            )
            messages.warning(self.request, text % name)
        return super().form_valid(form)


class PublishSelectionView(CallView, TemplateView):
    """Asks before visitors see who was chosen."""

    page_title = gettext_lazy("Publish the selection")
    template_name = "skew_wagtail/programmes/selection/publish_selection.html"

    def closed_to(self, call: Any) -> HttpResponse | None:
        if not has_closed(call):
            return self.back(_("The deadline is not over yet. Please publish the selection afterwards."))
        return self.closed_page(call)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = ExpressionOfInterest.objects.filter(call=self.call.pk, state=InterestState.CHOSEN)
        listed = set(self.call.chosen.filter(page__live=True).values_list("municipality_id", flat=True))
        own = {
            "chosen": chosen.count(),
            "not_listed": [str(each) for each in chosen if each.municipality_id not in listed],
            "goes_live": goes_live(self.request.user, self.call),
        }
        return super().get_context_data(**kwargs) | own

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            live = publish_selection(self.call, request.user)
        except SelectionError as error:
            return self.back(error.message)
        if live:
            messages.success(request, _("Visitors see the selection now."))
        else:
            messages.warning(
                request,
                _(
                    "The selection stands in the draft of the call. Visitors see it when somebody publishes the call."
                ),
            )
        return redirect(self.overview_url)
