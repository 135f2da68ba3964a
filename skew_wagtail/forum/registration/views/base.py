"""What all pages of the organiser share: one event, for whoever may edit it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...models import EventPage
from ..rights import may_see_needs, may_see_registrations


class EventView(WagtailAdminTemplateMixin):
    """A page about the registrations of one event."""

    header_icon = "group"
    title = gettext_lazy("Registrations")

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponse:
        self.event = get_object_or_404(EventPage, id=page_id)
        if not may_see_registrations(self.event, request.user):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    @property
    def sees_needs(self) -> bool:
        """Whether the user may see what people need to take part."""
        return may_see_needs(self.request.user)

    @property
    def list_url(self) -> str:
        """The list of registrations."""
        return reverse("skew_registrations:overview", args=[self.event.pk])

    def get_header_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.event.pk])
        steps = [*self.breadcrumbs_items, {"url": edit, "label": self.event.get_admin_display_title()}]
        here = str(self.title)
        if here != _("Registrations"):
            steps.append({"url": self.list_url, "label": _("Registrations")})
        return [*steps, {"url": "", "label": here}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"event": self.event, "overview_url": self.list_url, "list_url": self.list_url}
        return super().get_context_data(**kwargs) | context
