"""The interview of an entry, and the draft of the profile that comes of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from skew_wagtail.actors.models import ActorDirectoryPage

from ..actions.drafts import Draft, make_draft
from ..actions.entries import EntryRefused
from ..actions.interviews import save_interview
from ..actions.team import setup_of
from ..forms import DirectoryForm, InterviewForm
from ..models import Interview, InterviewQuestion
from .base import EntryView


class InterviewView(EntryView, FormView):
    """Appointment, answers, notes."""

    page_title = gettext_lazy("Interview")
    form_class = InterviewForm
    template_name = "skew_wagtail/privacy/admin/form.html"

    def _interview(self) -> Interview:
        """The interview, or a new one with the guide of the inventory."""
        interview = Interview.objects.select_related("guide").filter(entry=self.entry).first()
        if interview is None:
            asks = {"asked_by": self.entry.assigned_to, "guide": setup_of(self.project).guide}
            interview = Interview(**asks)
        interview.entry = self.entry
        return interview

    def get_form_kwargs(self) -> dict[str, Any]:
        interview = self._interview()
        questions = list(InterviewQuestion.objects.filter(guide=interview.guide_id))
        return super().get_form_kwargs() | {"instance": interview, "questions": questions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": _("Save")}

    def form_valid(self, form: InterviewForm) -> HttpResponse:
        save_interview(form.instance, form.questions, form.changed_answers(), user=self.request.user)
        messages.success(self.request, _("The interview is saved."))
        if "guide" in form.changed_data and form.instance.guide:
            # With the questions of the guide that was just chosen.
            return redirect(self.request.path)
        return super().form_valid(form)


class DraftView(EntryView, FormView):
    """Make or fill the draft of the profile: in one click where the directory is known, else after choosing it."""

    page_title = gettext_lazy("Make the draft of the profile")
    form_class = DirectoryForm
    template_name = "skew_wagtail/inventory/research/admin/confirm.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _("Below which directory does the draft go? Nothing is published.")
        return super().get_context_data(**kwargs) | {"sentences": [sentence], "button": _("Make the draft")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.entry.profile:
            return redirect(self.overview_url)
        if not self.get_form().fields["directory"].queryset.exists():
            messages.warning(request, _("There is no directory to which you may add a profile."))
            return redirect(self.overview_url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = setup_of(self.project).directory
        if "directory" in request.POST:
            return super().post(request, *args, **kwargs)
        if self.entry.profile or known:
            return self._make(known)
        return redirect("skew_research:draft", self.entry.pk)

    def form_valid(self, form: DirectoryForm) -> HttpResponse:
        return self._make(form.cleaned_data["directory"])

    def _make(self, directory: ActorDirectoryPage | None) -> HttpResponse:
        try:
            draft = make_draft(self.entry, directory, user=self.request.user)
        except EntryRefused as error:
            messages.warning(self.request, str(error))
        else:
            self._tell(draft)
        return redirect(self.overview_url)

    def _tell(self, draft: Draft) -> None:
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[draft.page.pk]), _("Edit"))
        if draft.is_new:
            text = _("The draft is made. Filled: %(fields)s.")
        elif draft.filled:
            text = _("A new version of the draft is saved. Filled: %(fields)s.")
        else:
            text = _("There was nothing empty to fill; the profile stays as it is.")
        fields = ", ".join(draft.filled) or "–"
        messages.success(self.request, text % {"fields": fields}, buttons=[edit])
        for sentence, names in (
            (_("These fields had a text already and were left: %(fields)s."), draft.left),
            (_("These answers are too long for their field and were left: %(fields)s."), draft.too_long),
            (_("Please enter by hand, the answers stand below: %(fields)s."), draft.by_hand),
        ):
            if names:
                messages.warning(self.request, sentence % {"fields": ", ".join(names)})
