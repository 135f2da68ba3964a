"""Form widgets that choose terms. A hidden term is offered only where it is chosen already."""

from typing import Any

from django import forms
from wagtail.admin.staticfiles import versioned_static


class OffersActiveTerms:
    """Leaves hidden terms out of the options, but for those that are chosen, so that hiding loses nothing."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        offered = [
            (label, [option for option in options if _is_offered(option)], index)
            for label, options, index in groups
        ]
        return [group for group in offered if group[1]]


def _is_offered(option: dict[str, Any]) -> bool:
    term = getattr(option["value"], "instance", None)
    return option["selected"] or getattr(term, "is_active", True)


class TermSelect(OffersActiveTerms, forms.Select):
    """A plain list for one term; Wagtail would open a window for it."""


class TermChecklist(OffersActiveTerms, forms.CheckboxSelectMultiple):
    """Terms to tick in a box that scrolls; with many terms a field above narrows them while typing."""

    template_name = "skew_wagtail/vocabulary/term_checklist.html"

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": [versioned_static("skew_wagtail/admin.css")]},
            js=[versioned_static("skew_wagtail/checklist.js")],
        )
