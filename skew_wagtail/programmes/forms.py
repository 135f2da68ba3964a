"""The editors' forms of programmes and calls."""

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
    """A page form that asks for each field of the set once only, and keeps the criteria for which there are points."""

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

    """A page form that keeps the criteria for which reviewers gave points."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        criteria = self.formsets.get("criteria")
        if criteria is None or not self.instance.pk or not self.is_bound:
            return is_valid
        deleted = criteria.deleted_forms
        kept = {form.instance.pk for form in criteria.forms if form not in deleted}
        for title in self._scored_titles(kept):
            self.add_error(
                None,
                _(
                    "“%(criterion)s” has points of reviewers and must stay. If it is missing below, go back to an "
                    "earlier version of the call in its history."
                )
                % {"criterion": title},
            )
            is_valid = False
        return is_valid

    def _scored_titles(self, kept: set[int | None]) -> list[str]:
        """Titles of the criteria with points that the form would take away."""
        criteria = self.instance._meta.get_field("criteria").related_model.objects
        lost = criteria.filter(page=self.instance.pk, scores__isnull=False).exclude(
            pk__in=[pk for pk in kept if pk]
        )
        return list(lost.distinct().values_list("title", flat=True))
