"""Open next steps in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from skew_wagtail.vocabulary.models import OutcomeKind

from ..models import EventOutcome, OutcomeState
from .actions import set_outcome_state
from .queries import PARTS, in_order, may_follow_up, numbers, outcomes_for, today

_PER_PAGE = 25


class OutcomesView(WagtailAdminTemplateMixin, TemplateView):
    """What events brought about, across all of them; each editor sees those of the events they may edit."""

    header_icon = "tasks"
    page_title = gettext_lazy("Open next steps")
    template_name = "skew_wagtail/forum/admin/outcomes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_follow_up(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        forums = {"url": reverse("skew_forum:index"), "label": _("Forums")}
        return [*self.breadcrumbs_items, forums, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        outcomes = outcomes_for(self.request.user)
        kinds = {kind.slug: kind for kind in OutcomeKind.objects.filter(pk__in=outcomes.values("kind"))}
        part = asked.get("part") if asked.get("part") in PARTS else "open"
        kind = kinds.get(asked.get("kind", ""))
        if kind:
            outcomes = outcomes.filter(kind=kind)
        counted = numbers(outcomes)
        query = f"part={part}" + (f"&kind={kind.slug}" if kind else "")
        return super().get_context_data(**kwargs) | {
            "outcomes": Paginator(in_order(outcomes, part), _PER_PAGE).get_page(asked.get("p")),
            "parts": [(name, label, counted[name]) for name, label in PARTS.items()],
            "part": part,
            "kinds": list(kinds.values()),
            "kind": kind,
            "query": query,
            "states": OutcomeState.choices,
            "today": today(),
            "here": self.request.path,
        }


class OutcomeStateView(WagtailAdminTemplateMixin, View):
    """One click on how far an outcome has come."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_follow_up(request.user):
            raise PermissionDenied
        return redirect("skew_outcomes:list")

    def post(self, request: HttpRequest, outcome_id: int) -> HttpResponse:
        outcome = get_object_or_404(EventOutcome.objects.select_related("page"), id=outcome_id)
        state = request.POST.get("state")
        if state not in OutcomeState.values:
            state = outcome.state
        try:
            is_public = set_outcome_state(outcome, state, user=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            label = OutcomeState(state).label
            if is_public:
                messages.success(request, _("The outcome is now “%(state)s”.") % {"state": label})
            else:
                text = _(
                    "“%(state)s” is saved in the draft of “%(event)s”; visitors see it once that is published."
                )
                messages.warning(request, text % {"state": label, "event": outcome.page.draft_title})
        query = QueryDict(request.POST.get("query", "")).urlencode()
        return HttpResponseRedirect(reverse("skew_outcomes:list") + (f"?{query}" if query else ""))
