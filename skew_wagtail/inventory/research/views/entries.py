"""One entry: look at it, edit it, move it on, decline it, make its profile, delete it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from ..actions.entries import (
    EntryRefused,
    add_entry,
    change_state,
    decline,
    delete_entry,
    edit_entry,
    may_decline,
)
from ..forms import DeclineForm, EntryForm
from ..models import EntryState, ResearchEntry
from ..names import Names, published_pages
from ..presentation import entry_context
from .base import EntryView, ProjectView


class EntryOverviewView(EntryView, TemplateView):
    """All about one entry: facts, interview, profile and approval, history."""

    template_name = "skew_wagtail/inventory/research/admin/entry.html"

    def get_page_title(self) -> str:
        return self.entry.name

    def get_page_subtitle(self) -> str:
        return self.project.title

    def above(self) -> list[dict[str, str]]:
        return super().above()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | entry_context(self.entry, self.request.user)


class AddView(ProjectView, FormView):
    """Add one entry."""

    page_title = gettext_lazy("Add an entry")
    form_class = EntryForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ResearchEntry(project=self.project)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Add")}

    def form_valid(self, form: EntryForm) -> HttpResponse:
        try:
            known = add_entry(form.instance, user=self.request.user)
        except EntryRefused as error:
            form.add_error("name", str(error))
            return self.form_invalid(form)
        for notice in known.notices():
            messages.warning(self.request, notice)
        messages.success(self.request, _("“%(name)s” is on the list now.") % {"name": form.instance.name})
        return redirect("skew_research:entry", form.instance.pk)


class EditView(EntryView, FormView):
    """Edit one entry."""

    page_title = gettext_lazy("Edit the entry")
    form_class = EntryForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.entry}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Save")}

    def form_valid(self, form: EntryForm) -> HttpResponse:
        edit_entry(form.instance, form.changed_data, user=self.request.user)
        if "name" in form.changed_data:
            known = Names(self.project, [self.entry.name]).known(
                self.entry.name, self.entry.town, itself=self.entry.pk
            )
            for notice in known.notices():
                messages.warning(self.request, notice)
        messages.success(self.request, _("The entry is saved."))
        return super().form_valid(form)


class StateView(EntryView, View):
    """Move an entry on in one click; declining asks for a reason first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.overview_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = request.POST.get("state", "")
        if state == EntryState.DECLINED:
            return redirect("skew_research:decline", self.entry.pk)
        if state not in EntryState.values:
            messages.error(request, _("Please choose the state."))
            return redirect(self.overview_url)
        try:
            change_state(self.entry, state, user=request.user)
        except EntryRefused as error:
            messages.warning(request, str(error))
        else:
            values = {"name": self.entry.name, "state": self.entry.get_state_display()}
            messages.success(request, _("“%(name)s”: %(state)s.") % values)
        return redirect(self.overview_url)


class DeclineView(EntryView, FormView):
    """The actor does not want: why, and what follows from it."""

    page_title = gettext_lazy("Declined")
    form_class = DeclineForm
    template_name = "skew_wagtail/inventory/research/admin/confirm.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_decline(self.entry, request.user):
            messages.warning(
                request,
                _(
                    "“%(name)s” has a published profile, which would go offline. Please ask the editors to do it."
                )
                % {"name": self.entry.name},
            )
            return redirect(self.overview_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentences = [
            _(
                "“%(name)s” goes on the list of refusals: nobody can publish or import it until that is lifted."
            )
            % {"name": self.entry.name}
        ]
        titles = [page.title for page in published_pages(self.entry)]
        if titles:
            names = ", ".join(titles)
            sentences.append(_("These profiles go offline at once: %(names)s.") % {"names": names})
        context = {"sentences": sentences, "button": _("Put it on the list of refusals")}
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        try:
            decline(self.entry, **form.cleaned_data, user=self.request.user)
        except EntryRefused as error:
            messages.warning(self.request, str(error))
        else:
            text = _("“%(name)s” is on the list of refusals now.") % {"name": self.entry.name}
            messages.success(self.request, text)
        return super().form_valid(form)


class DeleteView(EntryView, TemplateView):
    """Delete an entry, after asking."""

    page_title = gettext_lazy("Delete the entry")
    template_name = "skew_wagtail/inventory/research/admin/confirm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _(
            "“%(name)s” goes from the list for good, with its interview, notes and approval. A profile stays."
        ) % {"name": self.entry.name}
        return super().get_context_data(**kwargs) | {"sentences": [sentence], "button": _("Delete")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = self.entry.name
        delete_entry(self.entry, user=request.user)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
        return redirect(reverse("skew_research:list", args=[self.project.pk]))
