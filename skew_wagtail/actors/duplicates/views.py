"""Possible duplicates in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from .actions import compare_again, tell_apart
from .pairs import decided_pairs, decisions_of, may_edit_profiles, profile_or_404, suspected_pairs

_PER_PAGE = 25


class DuplicatesView(WagtailAdminTemplateMixin, TemplateView):
    """A list of pairs, for who may edit profiles; each sees those that they may edit."""

    header_icon = "copy"
    template_name = "skew_wagtail/actors/duplicates/pairs.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_edit_profiles(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        profiles = {"url": reverse("skew_actors:index"), "label": _("Profiles")}
        return [*self.breadcrumbs_items, profiles, {"url": "", "label": self.get_page_title()}]

    def rows(self) -> Any:
        """All that is listed."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows(), _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"pairs": page, "here": self.request.path}


class PairsView(DuplicatesView):
    """What looks alike, strongest first."""

    page_title = gettext_lazy("Possible duplicates")

    def rows(self) -> Any:
        return suspected_pairs(self.request.user)


class DecidedView(DuplicatesView):
    """What somebody said is two."""

    page_title = gettext_lazy("Confirmed as two")

    def rows(self) -> Any:
        return decisions_of(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"decided": decided_pairs(context["pairs"], self.request.user)}


class DistinctView(WagtailAdminTemplateMixin, View):
    """Two profiles are two organisations, or no longer so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_edit_profiles(request.user):
            raise PermissionDenied
        return redirect("skew_duplicates:pairs")

    def post(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        editable = page_permission_policy.instances_user_has_permission_for(request.user, "change")
        pages = [profile_or_404(pk) for pk in (one, other)]
        if one == other or editable.filter(pk__in=[one, other]).count() < 2:
            raise PermissionDenied
        names = {"one": pages[0].draft_title, "other": pages[1].draft_title}
        if "undo" in request.POST:
            compare_again(*pages)
            messages.success(request, _("“%(one)s” and “%(other)s” are compared again.") % names)
            return redirect("skew_duplicates:decided")
        try:
            tell_apart(*pages, request.user)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            text = _("“%(one)s” and “%(other)s” are two organisations. They are not suggested any more.")
            messages.success(request, text % names)
        return redirect("skew_duplicates:pairs")
