"""The form of the retention periods: a number of days for every rule."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from .rule import LONGEST, SHORTEST, editable_rules


class RetentionForm(WagtailAdminModelForm):
    """Fields are made when the form is, for rules are registered by rooms above this one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in editable_rules():
            self.fields[rule.slug] = forms.IntegerField(
                label=capfirst(str(rule.label)),
                help_text=str(rule.help_text) % {"days": rule.days},
                min_value=SHORTEST,
                max_value=LONGEST,
                initial=self.instance.days_of(rule),
            )

    def save(self, commit: bool = True) -> Any:
        """Keep what differs from the defaults only, so that a better default reaches who chose none."""
        days = dict(self.instance.days)
        for rule in editable_rules():
            days.pop(rule.slug, None)
            if self.cleaned_data[rule.slug] != rule.days:
                days[rule.slug] = self.cleaned_data[rule.slug]
        self.instance.days = days
        return super().save(commit=commit)


class RetentionHandler(ObjectList):
    """The form in Wagtail's settings, with a field for every rule that is registered when it is opened first."""

    def on_model_bound(self) -> None:
        fields = [FieldPanel(rule.slug) for rule in editable_rules()]
        self.children = [MultiFieldPanel(fields, heading=_("How many days we keep what"))]
        super().on_model_bound()

    def get_form_class(self) -> type[forms.ModelForm]:
        # The panels name fields that the model does not have.
        return forms.modelform_factory(self.model, form=RetentionForm, fields=[])
