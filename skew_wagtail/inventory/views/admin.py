"""What of an inventory is for the town hall only."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions import save_step_notes
from ..forms import StepNotesForm
from ..models import InventoryProjectPage


class StepNotesView(WagtailAdminTemplateMixin, FormView):
    """The internal notes on the steps of an inventory, for who may edit it."""

    header_icon = "clipboard-list"
    page_title = gettext_lazy("Internal notes")
    form_class = StepNotesForm
    template_name = "skew_wagtail/inventory/admin/step_notes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.inventory.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def inventory(self) -> InventoryProjectPage:
        """The inventory."""
        # By the column of Wagtail's own page, for which Django knows how large a number may be.
        return get_object_or_404(InventoryProjectPage, id=self.kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        return self.inventory.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("skew_inventory:index"), "label": _("Inventories")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, above, here]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"steps": list(self.inventory.steps.all())}

    def form_valid(self, form: StepNotesForm) -> HttpResponse:
        save_step_notes(self.inventory, form.changed_notes(), user=self.request.user)
        messages.success(self.request, _("The internal notes are saved."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"inventory": self.inventory}
