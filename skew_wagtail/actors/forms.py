"""The editor's form of a profile, with the records that lie outside the page."""

from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.forms.pages import WagtailAdminPageForm

from skew_wagtail import conf
from skew_wagtail.privacy.models import ActorAddress
from skew_wagtail.privacy.refusals import Refusals, refusal_message

from .models.record import ActorRecord

RECORD_MODELS: tuple[type[models.Model], ...] = (ActorAddress, ActorRecord)
#: Buttons of Wagtail's editor that lead to publishing, at once or by somebody's approval.
PUBLISHING = {"action-publish", "action-submit", "action-restart-workflow", "action-workflow-action"}
SENSITIVE_FIELDS = ("member_origins", "faith_affiliation", "donation_account")


def _record_form(model: type[models.Model]) -> type[forms.ModelForm]:
    return forms.modelform_factory(model, exclude=["actor_key"], formfield_callback=formfield_for_dbfield)


RECORD_FORMS = {model: _record_form(model) for model in RECORD_MODELS}


class ActorProfileForm(WagtailAdminPageForm):
    """A page form that also shows, checks and saves the address and the internal record.

    The records are written when a revision is saved (``ActorProfilePage.save_revision``), not for a
    preview. A request that holds none of a record's fields leaves that record alone.
    """

    # Declared here so that panels may name them; the records' own forms do the work.
    for _form in RECORD_FORMS.values():
        locals().update(_form.base_fields)
    del _form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.instance.translation_key
        self.record_forms = []
        for model, form_class in RECORD_FORMS.items():
            record = model.objects.filter(pk=key).first() or model(pk=key)
            form = form_class(self.data if self.is_bound else None, instance=record)
            self.record_forms.append(form)
            self.initial.update(form.initial)
            self.fields.update({name: form.fields[name] for name in form.fields if name in self.fields})
        self._offer_sensitive_fields()
        if "slug" in self.fields:
            # The page makes its own where the browser could not, as for a name in another script.
            self.fields["slug"].required = False

    def _offer_sensitive_fields(self) -> None:
        for name in set(SENSITIVE_FIELDS) - set(conf.get("SENSITIVE_FIELDS")):
            self.fields.pop(name, None)
            for form in self.record_forms:
                form.fields.pop(name, None)

    def _touched_records(self) -> list[forms.ModelForm]:
        return [
            form
            for form in self.record_forms
            if any(name in self.data for name in form.fields) and form.has_changed()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        for form in self._touched_records():
            for name, errors in form.errors.items():
                # What the field itself found wrong, Django has already put to this form.
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, errors)
        if PUBLISHING & set(self.data):
            self._check_refusals(cleaned_data.get("title", ""))
        return cleaned_data

    def _check_refusals(self, title: str) -> None:
        """An organisation that does not want to be listed may be kept as a draft only."""
        refusal = Refusals().find([title], self.instance.translation_key)
        if refusal:
            self.add_error("title", refusal_message(refusal))

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        page.record_forms = self._touched_records()
        return page
