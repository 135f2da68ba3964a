"""What the pages of the research share: each asks whether one may work on this very inventory."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...models import InventoryProjectPage
from ...rights import may_edit_project, may_work_on
from ..models import ResearchEntry


class ProjectView(WagtailAdminTemplateMixin):
    """A view about the research of one inventory."""

    header_icon = "list-ul"
    #: What is for who may edit the page of the inventory, not for the whole team.
    for_editors = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = may_edit_project if self.for_editors else may_work_on
        if not allowed(request.user, self.project):
            return self.refuse(request)
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def refuse(self, request: HttpRequest) -> HttpResponse:
        """Back to the start page, as Wagtail does it, but with a message that says why and whom to ask.

        Raises:
            PermissionDenied: a script asked, which cannot follow.
        """
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        if self.for_editors:
            message = _("Only those who may edit the inventory can do this. Please ask the editors.")
        else:
            message = _("You are not on the team of this inventory. Please ask the editors to add you.")
        messages.error(request, message)
        return redirect("wagtailadmin_home")

    @cached_property
    def project(self) -> InventoryProjectPage:
        """The inventory."""
        # By the column of Wagtail's own page, for which Django knows how large a number may be.
        return get_object_or_404(InventoryProjectPage, id=self.kwargs["project_id"])

    @cached_property
    def may_edit_project(self) -> bool:
        """Whether the user may edit the page of the inventory."""
        return may_edit_project(self.request.user, self.project)

    @property
    def list_url(self) -> str:
        """The research list."""
        return reverse("skew_research:list", args=[self.project.pk])

    @property
    def overview_url(self) -> str:
        """Where one comes from and goes back to."""
        return self.list_url

    def get_success_url(self) -> str:
        return self.overview_url

    def get_page_subtitle(self) -> str:
        return self.project.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.above(), here]

    def above(self) -> list[dict[str, str]]:
        """The way down to this page."""
        projects = {"url": reverse("skew_research:projects"), "label": _("Research")}
        return [projects, {"url": self.list_url, "label": self.project.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shared = {"project": self.project, "list_url": self.list_url, "overview_url": self.overview_url}
        return super().get_context_data(**kwargs) | shared


class EntryView(ProjectView):
    """A view about one entry, for the team of its inventory."""

    @cached_property
    def entry(self) -> ResearchEntry:
        """The entry."""
        entries = ResearchEntry.objects.select_related(
            "project", "kind", "assigned_to", "profile", "interview__asked_by", "approval__recorded_by"
        )
        return get_object_or_404(entries, id=self.kwargs["pk"])

    @cached_property
    def project(self) -> InventoryProjectPage:
        """The inventory on whose list the entry is."""
        return self.entry.project

    @property
    def overview_url(self) -> str:
        return reverse("skew_research:entry", args=[self.entry.pk])

    def get_page_subtitle(self) -> str:
        return self.entry.name

    def above(self) -> list[dict[str, str]]:
        return [*super().above(), {"url": self.overview_url, "label": self.entry.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"entry": self.entry}
