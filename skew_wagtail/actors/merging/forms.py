"""Choosing, item by item."""

from typing import Any

from django import forms

from .items import Choice, Item


class MergeForm(forms.Form):
    """One choice for each item in which two profiles differ."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=500)

    def __init__(self, items: list[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.name: item for item in items}
        for item in items:
            choices = [choice for choice in Choice if choice != Choice.BOTH or item.can_join]
            self.fields[item.name] = forms.ChoiceField(
                label=item.label,
                choices=[(choice.value, choice.label) for choice in choices],
                initial=item.default.value,
                widget=forms.RadioSelect,
            )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by name of the item."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.items}

    def rows(self) -> list[dict[str, Any]]:
        """For each item its label and its options, each with what the profile has."""
        return [{"label": item.label, "options": self._options(item)} for item in self.items.values()]

    def _options(self, item: Item) -> list[dict[str, Any]]:
        texts = {Choice.KEPT: item.kept, Choice.MERGED: item.merged}
        return [
            {
                "name": item.name,
                "id": f"skew-{item.name}-{value}",
                "choice": value,
                "is_chosen": self[item.name].value() == value,
                "label": label,
                "lines": texts.get(value),
            }
            for value, label in self.fields[item.name].choices
        ]
