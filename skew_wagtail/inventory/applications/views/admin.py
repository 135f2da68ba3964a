"""Work on one application or suggestion in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions import answer_suggestion, change_state, create_project
from ..admin_forms import ApplicationStateForm, ProjectForm, SuggestionStateForm
from ..models import ApplicationState, InventoryApplication, InventorySuggestion


class RecordFormView(WagtailAdminTemplateMixin, FormView):
    """A form about one record, for who may change such records; drafts are not found."""

    model: Any = InventoryApplication
    template_name = "skew_wagtail/privacy/admin/form.html"
    header_icon = "form"
    button = gettext_lazy("Save")
    title = gettext_lazy("State of %(name)s")
    register_label = gettext_lazy("Applications")

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(f"{self.model._meta.app_label}.change_{self.model._meta.model_name}"):
            raise PermissionDenied
        self.record = get_object_or_404(self.model.objects.exclude(state=ApplicationState.DRAFT), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    @property
    def overview_url(self) -> str:
        """The record in its register."""
        return reverse(f"{self._register}_inspect", args=[self.record.pk])

    @property
    def _register(self) -> str:
        return f"{self.model._meta.app_label}_{self.model._meta.model_name}_modeladmin"

    def get_success_url(self) -> str:
        return self.overview_url

    def get_header_title(self) -> str:
        return str(self.title) % {"name": self.record}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        register = reverse(f"{self._register}_index")
        return [
            *self.breadcrumbs_items,
            {"url": register, "label": self.register_label},
            {"url": self.overview_url, "label": str(self.record)},
            {"url": "", "label": self.get_header_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": self.button, "overview_url": self.overview_url}


class ApplicationStateView(RecordFormView):
    """Record what became of an application."""

    form_class = ApplicationStateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        # The form changes what it is given; the action compares with what was.
        given = InventoryApplication.objects.get(pk=self.record.pk)
        return super().get_form_kwargs() | {"instance": given}

    def form_valid(self, form: ApplicationStateForm) -> HttpResponse:
        data = form.cleaned_data
        change_state(
            self.record,
            data["state"],
            received_on=data["received_on"],
            decided_on=data["decided_on"],
            decision=data["decision_text"],
            notes=data["register_notes"],
            user=self.request.user,
        )
        messages.success(self.request, _("Saved: %(state)s.") % {"state": self.record.get_state_display()})
        return super().form_valid(form)


class SuggestionStateView(RecordFormView):
    """Record what became of a suggestion."""

    model = InventorySuggestion
    form_class = SuggestionStateForm
    header_icon = "comment"
    register_label = gettext_lazy("Suggestions")

    def get_form_kwargs(self) -> dict[str, Any]:
        given = InventorySuggestion.objects.get(pk=self.record.pk)
        return super().get_form_kwargs() | {"instance": given}

    def form_valid(self, form: SuggestionStateForm) -> HttpResponse:
        data = form.cleaned_data
        answer_suggestion(self.record, data["state"], notes=data["register_notes"], user=self.request.user)
        messages.success(self.request, _("Saved: %(state)s.") % {"state": self.record.get_state_display()})
        return super().form_valid(form)


class ProjectView(RecordFormView):
    """Make the inventory from an approved application, below a list to which the user may add."""

    form_class = ProjectForm
    title = gettext_lazy("Make the inventory of %(name)s")
    button = gettext_lazy("Make the inventory")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        application = InventoryApplication.objects.filter(pk=pk).first()
        may_change = request.user.has_perm("skew_inventory.change_inventoryapplication")
        if (
            may_change
            and application
            and application.state not in (ApplicationState.APPROVED, ApplicationState.DRAFT)
        ):
            messages.warning(request, _("An inventory is made from an approved application only."))
            return redirect("skew_inventory_inventoryapplication_modeladmin_inspect", pk)
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_form().fields["parent"].queryset.exists():
            messages.warning(request, _("There is no list of inventories to which you may add one."))
            return redirect(self.overview_url)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: ProjectForm) -> HttpResponse:
        page = create_project(self.record, form.cleaned_data["parent"], self.request.user)
        messages.success(
            self.request, _("“%(title)s” is a draft now, with its steps.") % {"title": page.title}
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
