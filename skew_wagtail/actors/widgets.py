"""Form widgets of the admin."""

from django import forms
from wagtail.admin.staticfiles import versioned_static


class TermChecklist(forms.CheckboxSelectMultiple):
    """Terms to tick in a box that scrolls; with many terms a field above narrows them while typing."""

    template_name = "skew_wagtail/actors/widgets/term_checklist.html"

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": [versioned_static("skew_wagtail/admin.css")]},
            js=[versioned_static("skew_wagtail/checklist.js")],
        )
