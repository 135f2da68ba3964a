"""What the pages of the selection share: each asks whether one may see or decide this very call."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError

from ...interest.models import ExpressionOfInterest, InterestState
from ...models import CallPage
from ..letters import letters_pdf
from ..publishing import may_change_page
from ..rights import may_decide
from ..settings import DecisionLetterSettings

_REGISTER = "skew_programmes_expressionofinterest_modeladmin"


def refused(request: HttpRequest) -> HttpResponse:
    """Back to the start page of the admin, with a sentence that says why."""
    messages.error(
        request,
        _("You do not review this call, so you may not see this. Whoever edits the call can add you."),
    )
    return redirect("wagtailadmin_home")


class CallView(WagtailAdminTemplateMixin):
    """A view about one call; a subclass says who may open it, else only those who decide."""

    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        call = self.call
        if not self.allowed():
            return refused(request)
        response = self.closed_to(call) or super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def allowed(self) -> bool:
        """Whether the user may open this."""
        return may_decide(self.request.user)

    def closed_to(self, call: CallPage) -> HttpResponse | None:
        """Where the user goes instead when this cannot be done now."""
        return None

    def closed_page(self, page: Page) -> HttpResponse | None:
        """Back with a sentence when the user may not change a page that this would change."""
        if may_change_page(self.request.user, page):
            return None
        text = _("You may not change the page “%(page)s” now, or somebody has locked it.")
        return self.back(text % {"page": page.title})

    def back(self, message: str) -> HttpResponse:
        """Back to where one comes from, with a sentence that says why."""
        messages.warning(self.request, message)
        return redirect(self.overview_url)

    @cached_property
    def call(self) -> CallPage:
        """The call."""
        return get_object_or_404(CallPage, id=self.kwargs["call_id"])

    @property
    def overview_url(self) -> str:
        """Where one comes from and goes back to."""
        return reverse("skew_selection:ranking", args=[self.call.pk])

    def get_success_url(self) -> str:
        return self.overview_url

    def get_page_subtitle(self) -> str:
        return self.call.title

    def above(self) -> list[dict[str, str]]:
        """The way down to this page."""
        register = {"url": reverse(f"{_REGISTER}_index"), "label": _("Expressions of interest")}
        return [register, {"url": self.overview_url, "label": self.call.title}]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.above(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shared = {"call": self.call, "overview_url": self.overview_url}
        return super().get_context_data(**kwargs) | shared

    def letters(self, interests: list[ExpressionOfInterest], file_name: str) -> HttpResponse:
        """Letters as a PDF to look at and print; a sentence where none can be made."""
        if why_not := missing_extra():
            return self.back(why_not)
        settings = DecisionLetterSettings.for_request(self.request)
        try:
            content = letters_pdf(self.call, interests, settings)
        except PdfError as error:
            return self.back(error.message)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{file_name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


class InterestView(CallView):
    """A view about one expression of interest; drafts are not found."""

    @cached_property
    def interest(self) -> ExpressionOfInterest:
        """The expression of interest."""
        sent = ExpressionOfInterest.objects.exclude(state=InterestState.DRAFT).select_related("call")
        return get_object_or_404(sent, id=self.kwargs["pk"])

    @cached_property
    def call(self) -> CallPage:
        """The call that it answers."""
        return self.interest.call

    @property
    def overview_url(self) -> str:
        return reverse(f"{_REGISTER}_inspect", args=[self.interest.pk])

    def get_page_subtitle(self) -> str:
        return str(self.interest)

    def above(self) -> list[dict[str, str]]:
        register = {"url": reverse(f"{_REGISTER}_index"), "label": _("Expressions of interest")}
        return [register, {"url": self.overview_url, "label": str(self.interest)}]
