"""Send a letter once more, after asking."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .actions import send_again
from .models import LetterState, OutgoingLetter


class SendAgainView(WagtailAdminTemplateMixin, TemplateView):
    """A letter that waits or could not be sent is tried at once."""

    template_name = "skew_wagtail/privacy/admin/send_again.html"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("skew_privacy.resend_outgoingletter"):
            raise PermissionDenied
        unsent = OutgoingLetter.objects.exclude(state=LetterState.SENT)
        self.letter = get_object_or_404(unsent, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    @property
    def letter_url(self) -> str:
        """The letter in its register."""
        return reverse("skew_privacy_outgoingletter_modeladmin_inspect", args=[self.letter.pk])

    def get_page_title(self) -> str:
        return _("Send the letter once more")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        register = reverse("skew_privacy_outgoingletter_modeladmin_index")
        return [
            *self.breadcrumbs_items,
            {"url": register, "label": _("Letters")},
            {"url": self.letter_url, "label": str(self.letter)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "why": self.letter.problem,
            "letter_url": self.letter_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if send_again(self.letter, user=request.user):
            messages.success(request, _("The letter is sent."))
        else:
            text = _("The letter could not be sent. %(why)s")
            messages.warning(request, text % {"why": self.letter.problem})
        return redirect(self.letter_url)
