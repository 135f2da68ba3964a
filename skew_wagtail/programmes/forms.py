"""The editor's form of a programme."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm


class ProgrammeForm(WagtailAdminPageForm):
    """A page form whose model municipalities know their programme, so that they can tell a foreign call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "model_municipalities" in self.formsets:
            for form in self.formsets["model_municipalities"].forms:
                form.instance.page = self.instance
