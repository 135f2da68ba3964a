"""The list: look, filter, change states, add many, download; and all lists on which one may work."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...rights import projects_for
from ..actions.entries import add_entries, change_states
from ..counts import ResearchCounts, research_counts
from ..forms import PasteForm
from ..listing import FilterForm, columns, found_entries, rows, spreadsheet
from ..models import EntryState, ResearchEntry
from ..pasting import read_lines
from .base import ProjectView

_PER_PAGE = 50
#: How many messages a page bears.
_MOST_TOLD = 20


class ProjectsView(WagtailAdminTemplateMixin, TemplateView):
    """The inventories on whose research one may work."""

    header_icon = "list-ul"
    page_title = gettext_lazy("Research")
    template_name = "skew_wagtail/inventory/research/admin/projects.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        projects = projects_for(self.request.user).select_related("municipality").order_by("title", "pk")
        page = Paginator(projects, _PER_PAGE).get_page(self.request.GET.get("p"))
        counts = research_counts(project.pk for project in page)
        listed = [
            {
                "project": project,
                "url": reverse("skew_research:list", args=[project.pk]),
                "counts": counts.get(project.pk, ResearchCounts()),
            }
            for project in page
        ]
        return super().get_context_data(**kwargs) | {
            "listed": listed,
            "page_obj": page,
            "here": self.request.path,
        }


class ResearchListView(ProjectView, TemplateView):
    """The research list of one inventory."""

    page_title = gettext_lazy("Research list")
    template_name = "skew_wagtail/inventory/research/admin/list.html"

    def above(self) -> list[dict[str, str]]:
        return super().above()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, sort = self.request.GET, self.request.GET.get("sort", "name")
        form = FilterForm(query, project=self.project)
        page = Paginator(found_entries(self.project, form, sort), _PER_PAGE).get_page(query.get("p"))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page_obj": page,
            "rows": rows(list(page)),
            "columns": columns(query, sort),
            "sort": sort,
            "counts": research_counts([self.project.pk])[self.project.pk],
            "states": [choice for choice in EntryState.choices if choice[0] != EntryState.DECLINED],
            "query": query.urlencode(),
            "is_filtered": any(form.cleaned_data.values()),
            "may_set_up": self.may_edit_project,
        }


class BulkView(ProjectView, View):
    """Put the chosen entries, or one by its button, into a state; in any case the list says how they stand."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.list_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one, _colon, following = request.POST.get("one", "").partition(":")
        chosen = [one] if one else request.POST.getlist("entry")
        state = following if one else request.POST.get("state", "")
        ids = [int(pk) for pk in chosen[:_PER_PAGE] if pk.isdecimal() and len(pk) < 19]
        entries = list(ResearchEntry.objects.filter(project=self.project, pk__in=ids))
        if state not in EntryState.values or state == EntryState.DECLINED:
            messages.error(request, _("Please choose the state."))
        elif not entries:
            messages.error(request, _("Please tick the entries first."))
        else:
            self._change(entries, state)
        query = QueryDict(request.POST.get("query", "")).urlencode()
        return redirect(f"{self.list_url}?{query}" if query else self.list_url)

    def _change(self, entries: list[ResearchEntry], state: str) -> None:
        changed, problems = change_states(entries, state, user=self.request.user)
        for problem in problems[:_MOST_TOLD]:
            messages.warning(self.request, problem)
        if changed:
            text = ngettext("%(count)d entry: %(state)s.", "%(count)d entries: %(state)s.", changed)
            messages.success(self.request, text % {"count": changed, "state": EntryState(state).label})


class PasteView(ProjectView, FormView):
    """Add many lines at once: all of them, or none when one is wrong."""

    page_title = gettext_lazy("Add many at once")
    form_class = PasteForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Add")}

    def form_valid(self, form: PasteForm) -> HttpResponse:
        pasted = read_lines(form.cleaned_data["text"], self.project)
        if pasted.problems:
            for problem in self._some(pasted.problems):
                form.add_error("text", problem)
            return self.form_invalid(form)
        added = add_entries(self.project, pasted.entries, user=self.request.user)
        count = len(added.entries)
        text = ngettext("%(count)d entry added.", "%(count)d entries added.", count)
        messages.success(self.request, text % {"count": count})
        if added.twice:
            names = ", ".join(self._some(added.twice))
            messages.warning(self.request, _("On the list already: %(names)s.") % {"names": names})
        for notice in self._some(added.notices):
            messages.warning(self.request, notice)
        return super().form_valid(form)

    @staticmethod
    def _some(texts: list[str]) -> list[str]:
        further = len(texts) - _MOST_TOLD
        if further <= 0:
            return texts
        text = ngettext("and %(count)d more", "and %(count)d more", further) % {"count": further}
        return [*texts[:_MOST_TOLD], text]


class ExportView(ProjectView, View):
    """What the filter finds, as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        form = FilterForm(request.GET, project=self.project)
        entries = found_entries(self.project, form, request.GET.get("sort", "name"))
        response = StreamingHttpResponse(spreadsheet(entries), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="rechercheliste.csv"'
        return response
