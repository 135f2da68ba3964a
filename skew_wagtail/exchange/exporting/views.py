"""Files that editors take out of the admin: profiles, and the empty spreadsheet for contractors."""

import tempfile
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from skew_wagtail.actors.models import ActorDirectoryPage

from .disclosure import Scope, allowed_scopes, editable_directories, may_export
from .export import export_actors
from .template import write_template
from .writing import TextTooLong

_FORMATS = (
    ("xlsx", _("Excel workbook (.xlsx)")),
    ("csv", _("CSV for a spreadsheet program (.csv)")),
    ("json", _("JSON for programs (.json)")),
)


class ExportForm(forms.Form):
    """What to export, and how."""

    scope = forms.ChoiceField(label=_("How much"), widget=forms.RadioSelect)
    file_format = forms.ChoiceField(
        label=_("Format"), choices=_FORMATS, widget=forms.RadioSelect, initial="xlsx"
    )
    directory = forms.ModelChoiceField(
        label=_("Directory"), queryset=ActorDirectoryPage.objects.none(), required=False, empty_label=_("all")
    )
    live_only = forms.BooleanField(label=_("published profiles only"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(scope.value, scope.label) for scope in allowed_scopes(user)]
        self.fields["scope"].initial = Scope.SHARED.value
        self.fields["directory"].queryset = editable_directories(user)


class ExportView(WagtailAdminTemplateMixin, FormView):
    """Choose and download; for who may edit profiles."""

    form_class = ExportForm
    template_name = "skew_wagtail/exchange/export.html"
    header_icon = "download"
    page_title = _("Export profiles")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_export(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ExportForm) -> HttpResponse:
        choice = dict(form.cleaned_data)
        suffix, scope = choice.pop("file_format"), Scope(choice.pop("scope"))
        # Wholly written before the first byte leaves: an error is a message, not half a file.
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
        try:
            export_actors(file, suffix, scope, user=self.request.user, **choice)
        except TextTooLong as error:
            form.add_error("file_format", str(error))
            return self.form_invalid(form)
        return _attached(file, f"akteure-{timezone.localdate():%Y-%m-%d}.{suffix}")


@require_safe
def download_template(request: HttpRequest) -> FileResponse:
    """The empty spreadsheet, for everybody in the admin: there is nobody's data in it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_template(file)
    return _attached(file, "vorlage-bestandsaufnahme.xlsx")


def _attached(file: Any, name: str) -> FileResponse:
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
