"""Forms of this room in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import InventoryStep, StepNote


class StepNotesForm(forms.Form):
    """A field for the internal note of each step."""

    def __init__(self, *args: Any, steps: list[InventoryStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        notes = dict(StepNote.objects.filter(step__in=steps).values_list("step_id", "text"))
        for step in steps:
            self.fields[self._name(step)] = forms.CharField(
                label=step.title,
                required=False,
                initial=notes.get(step.pk, ""),
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Internal, e.g. Ms Beispiel asks for a second date."),
            )

    @staticmethod
    def _name(step: InventoryStep) -> str:
        return f"note-{step.pk}"

    def changed_notes(self) -> dict[InventoryStep, str]:
        """The notes that are not as they were, by step."""
        return {
            step: self.cleaned_data[self._name(step)]
            for step in self.steps
            if self._name(step) in self.changed_data
        }
