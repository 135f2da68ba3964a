"""Ask the actor for its word on the profile, or record it by hand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.models import Site

from ..actions.approvals import ask, record_answer
from ..actions.entries import EntryRefused
from ..forms import RecordForm
from ..letters import recipient
from ..models import ProfileApproval
from .base import EntryView


class AskView(EntryView, TemplateView):
    """Send the letter, after saying to whom it goes."""

    page_title = gettext_lazy("Ask for the approval")
    template_name = "skew_wagtail/inventory/research/admin/confirm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to = recipient(self.entry)
        sentences = [
            _(
                "A mail with a link goes to %(address)s. The page behind it shows the draft as visitors would see it."
            )
            % {"address": to or "–"},
            _(
                "Who agrees, agrees to the text of this version. That is no consent to publish names, phone numbers "
                "and mail addresses: you record that under Consents."
            ),
        ]
        return super().get_context_data(**kwargs) | {"sentences": sentences, "button": _("Send the mail")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        site = self.project.get_site() or Site.find_for_request(request)
        try:
            ask(self.entry, site, user=request.user)
        except EntryRefused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The mail is on its way."))
        return redirect(self.overview_url)


class RecordView(EntryView, FormView):
    """Record what the actor said on paper, by phone or by mail."""

    page_title = gettext_lazy("Record an approval")
    form_class = RecordForm
    template_name = "skew_wagtail/inventory/research/admin/confirm.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        approval = ProfileApproval.objects.filter(entry=self.entry).first() or ProfileApproval()
        approval.entry = self.entry
        return super().get_form_kwargs() | {"instance": approval}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _(
            "It counts for the profile as it stands now, changes that are not published included. That is no consent "
            "to publish names, phone numbers and mail addresses: you record that under Consents."
        )
        return super().get_context_data(**kwargs) | {"sentences": [sentence], "button": _("Save")}

    def form_valid(self, form: RecordForm) -> HttpResponse:
        try:
            record_answer(self.entry, **form.cleaned_data, user=self.request.user)
        except EntryRefused as error:
            messages.warning(self.request, str(error))
        else:
            messages.success(self.request, _("The answer is recorded."))
        return super().form_valid(form)
