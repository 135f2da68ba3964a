"""The board in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..research.accounts import mail_address
from .actions import subscribe, unsubscribe
from .models import DigestSubscription
from .presentation import board_context
from .rights import may_open_board


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    """Where all inventories stand; each sees those they may. POST switches the reminders by mail on or off."""

    header_icon = "tasks"
    page_title = gettext_lazy("Overview of the inventories")
    template_name = "skew_wagtail/inventory/board/board.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_open_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("digest") == "on":
            subscribe(request.user)
            messages.success(request, _("You get a mail on days on which something is due."))
        else:
            unsubscribe(request.user)
            messages.success(request, _("You get no more reminders by mail."))
        return redirect("skew_board:board")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            **board_context(user, self.request.GET.dict()),
            "here": self.request.path,
            "is_reminded": DigestSubscription.objects.filter(user=user).exists(),
            "has_mail_address": bool(mail_address(user)),
        }
