"""The editor's forms of a programme and of a call."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm


class ProgrammeForm(WagtailAdminPageForm):
    """A page form whose model municipalities know their programme, so that they can tell a foreign call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "model_municipalities" in self.formsets:
            for form in self.formsets["model_municipalities"].forms:
                form.instance.page = self.instance


class CallForm(WagtailAdminPageForm):
    """A page form that asks for each field of the set once only."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        rows = self.formsets.get("form_fields")
        asked = set()
        for form in rows.forms if rows is not None and rows.is_valid() else ():
            field = form.cleaned_data.get("field")
            if not field or form.cleaned_data.get("DELETE"):
                continue
            if field in asked:
                form.add_error("field", _("The form asks for this already. Please choose another field."))
            asked.add(field)
        return data
