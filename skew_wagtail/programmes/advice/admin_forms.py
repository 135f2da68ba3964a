"""What editors write about requests for advice."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .answers import proposed_answer
from .models import AdviceRequest


class AdviceStateForm(forms.ModelForm):
    """Where a request stands."""

    class Meta:
        model = AdviceRequest
        fields = ["state", "register_notes"]


class AdviceAnswerForm(forms.Form):
    """The answer that is mailed; its hidden key makes one letter of it, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("It is mailed as it stands here. Greeting and ending are a proposal."),
    )

    def __init__(self, request: AdviceRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposed_answer(request)
        self.fields["key"].initial = uuid.uuid4
        self.fields["answer"].initial = self.proposal

    def clean_answer(self) -> str:
        """Something must have been written."""
        text = self.cleaned_data["answer"].replace("\r\n", "\n").strip()
        if text == self.proposal.strip():
            raise forms.ValidationError(_("This is only the proposal. Please write your answer into it."))
        return text
