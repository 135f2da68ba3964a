"""The page on which two profiles are merged."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..duplicates.pairs import profile_or_404
from ..models import ActorProfilePage
from .actions import merge_profiles
from .forms import MergeForm
from .plan import MergePlan, MergeRefused, plan_merge
from .summary import consequences, outcome


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """Which of two profiles stays, what is taken of each, and what follows."""

    header_icon = "copy"
    page_title = gettext_lazy("Merge profiles")
    template_name = "skew_wagtail/actors/duplicates/merge.html"

    @cached_property
    def profiles(self) -> tuple[ActorProfilePage, ActorProfilePage]:
        """The one that stays and the one that goes."""
        return tuple(profile_or_404(self.kwargs[name]) for name in ("kept", "merged"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        pairs = {"url": reverse("skew_duplicates:pairs"), "label": _("Possible duplicates")}
        return [*self.breadcrumbs_items, pairs, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            plan = plan_merge(*self.profiles, request.user)
        except MergeRefused as refusal:
            return self._refused(str(refusal))
        form = MergeForm(plan.items, initial={"version": plan.version})
        return self.render_to_response(self._context(plan, form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept, merged = self.profiles
        try:
            plan = plan_merge(kept, merged, request.user)
            form = MergeForm(plan.items, request.POST)
            if not form.is_valid():
                messages.error(request, _("Something could not be understood. Please choose again."))
                return self.render_to_response(self._context(plan, form))
            page = merge_profiles(kept, merged, form.choices, request.user, form.cleaned_data["version"])
        except MergeRefused as refusal:
            return self._refused(str(refusal))
        except ValidationError as error:
            return self._refused(" ".join(error.messages))
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
        messages.success(request, outcome(page, merged), buttons=[button])
        return redirect("skew_duplicates:pairs")

    def _context(self, plan: MergePlan, form: MergeForm) -> dict[str, Any]:
        kept, merged = self.profiles
        return self.get_context_data(
            form=form, kept=kept, merged=merged, consequences=consequences(plan), rows=form.rows()
        )

    def _refused(self, reason: str) -> HttpResponse:
        kept, merged = self.profiles
        context = self.get_context_data(kept=kept, merged=merged, reason=reason)
        status = 409 if self.request.method == "POST" else 200
        return render(self.request, self.template_name, context, status=status)
