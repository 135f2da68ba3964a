"""Work on one request for advice in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from skew_wagtail.inventory.applications.views.admin import RecordFormView

from ..actions import answer, change_state
from ..admin_forms import AdviceAnswerForm, AdviceStateForm
from ..answers import has_address
from ..models import AdviceRequest


class AdviceFormView(RecordFormView):
    """A form about one request, for who may change requests."""

    model = AdviceRequest
    header_icon = "help"
    register_label = gettext_lazy("Requests for advice")


class AdviceStateView(AdviceFormView):
    """Record where a request stands."""

    form_class = AdviceStateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        # The form changes what it is given; the action compares with what was.
        given = AdviceRequest.objects.get(pk=self.record.pk)
        return super().get_form_kwargs() | {"instance": given}

    def form_valid(self, form: AdviceStateForm) -> HttpResponse:
        data = form.cleaned_data
        change_state(self.record, data["state"], notes=data["register_notes"], user=self.request.user)
        messages.success(self.request, _("Saved: %(state)s.") % {"state": self.record.get_state_display()})
        return redirect(self.overview_url)


class AdviceAnswerView(AdviceFormView):
    """Write the answer; it goes by mail."""

    form_class = AdviceAnswerForm
    template_name = "skew_wagtail/programmes/advice/admin/answer.html"
    title = gettext_lazy("Answer to %(name)s")
    button = gettext_lazy("Send the answer")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.record}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"asked": self.record.request_text}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._without_address() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._without_address() or super().post(request, *args, **kwargs)

    def _without_address(self) -> HttpResponse | None:
        if has_address(self.record):
            return None
        messages.warning(self.request, _("There is no mail address any more, so nobody can be answered."))
        return redirect(self.overview_url)

    def form_valid(self, form: AdviceAnswerForm) -> HttpResponse:
        data = form.cleaned_data
        if answer(self.record, data["answer"], key=data["key"], user=self.request.user):
            messages.success(self.request, _("The answer is on its way."))
        else:
            text = _("The answer is kept. The mail server did not take it; the outbox tries again by itself.")
            messages.warning(self.request, text)
        return redirect(self.overview_url)
