"""The guide, the directory and the team of an inventory, for who may edit its page."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from ..actions.team import set_up_research, setup_of
from ..forms import SetupForm
from .base import ProjectView


class SetupView(ProjectView, FormView):
    """Choose them."""

    for_editors = True
    page_title = gettext_lazy("Team and guide")
    form_class = SetupForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": setup_of(self.project)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Save")}

    def form_valid(self, form: SetupForm) -> HttpResponse:
        set_up_research(self.project, **form.cleaned_data, user=self.request.user)
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)
