"""What editors write about applications and suggestions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from ..models import InventoryIndexPage
from .models import ApplicationState, InventoryApplication, InventorySuggestion

_DECIDED = (ApplicationState.APPROVED, ApplicationState.DECLINED)
_ARRIVED = (ApplicationState.RECEIVED, ApplicationState.REVIEW, *_DECIDED)


class ApplicationStateForm(forms.ModelForm):
    """Where an application stands; dates must be in order."""

    class Meta:
        model = InventoryApplication
        fields = ["state", "received_on", "decided_on", "decision_text", "register_notes"]
        widgets = {"received_on": AdminDateInput, "decided_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            choice for choice in ApplicationState.choices if choice[0] != ApplicationState.DRAFT
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        received, decided = data.get("received_on"), data.get("decided_on")
        state = data.get("state")
        for name, day in (("received_on", received), ("decided_on", decided)):
            if day and day > timezone.localdate():
                self.add_error(name, _("This day is still to come."))
        if state in _ARRIVED and not received and "received_on" not in self.errors:
            self.add_error("received_on", _("Please enter when the signed letter arrived."))
        if state in _DECIDED and not decided and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Please enter when it was decided."))
        if received and decided and decided < received:
            self.add_error("decided_on", _("It would be decided before the letter arrived."))
        return data


class SuggestionStateForm(forms.ModelForm):
    """Where a suggestion stands."""

    class Meta:
        model = InventorySuggestion
        fields = ["state", "register_notes"]


class ProjectForm(forms.Form):
    """Below which list the new inventory goes; only lists to which the user may add."""

    parent = forms.ModelChoiceField(
        label=_("List of inventories"),
        queryset=InventoryIndexPage.objects.none(),
        empty_label=None,
        help_text=_("The inventory becomes a draft below this list. Names of people are not taken over."),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [
            page.pk
            for page in InventoryIndexPage.objects.all()
            if page.permissions_for_user(user).can_add_subpage()
        ]
        self.fields["parent"].queryset = InventoryIndexPage.objects.filter(pk__in=allowed)
