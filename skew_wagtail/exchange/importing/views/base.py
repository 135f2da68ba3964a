"""What all steps of an import in the admin have in common."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...models import ImportUpload
from ..rights import may_import

REGISTER = "skew_exchange_importrun_modeladmin_index"


class ImportView(WagtailAdminTemplateMixin):
    """A step of the import: for who may import, and with a directory to import into."""

    header_icon = "upload"
    page_title = gettext_lazy("Import a spreadsheet")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return self.detour() or super().dispatch(request, *args, **kwargs)

    def detour(self) -> HttpResponse | None:
        """Where one has to go instead, if something else comes first."""
        return None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        register = {"url": reverse(REGISTER), "label": _("Imports")}
        return [*self.breadcrumbs_items, register, {"url": "", "label": self.get_page_title()}]


class UploadedView(ImportView):
    """A step with a file that this account has uploaded; first of all somebody says what its columns are."""

    @cached_property
    def upload(self) -> ImportUpload:
        """The file."""
        uploads = ImportUpload.objects.select_related("directory", "run")
        return get_object_or_404(uploads, pk=self.kwargs["pk"], user=self.request.user)

    def detour(self) -> HttpResponse | None:
        return redirect("skew_exchange:columns", self.upload.pk) if self.upload.needs_columns else None


class WaitingView(UploadedView, View):
    """Something done to an upload that waits; in any case the preview says how it stands."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("skew_exchange:preview", self.upload.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.is_waiting and self.upload.preview is not None:
            self.act(request)
        return redirect("skew_exchange:preview", self.upload.pk)

    def act(self, request: HttpRequest) -> None:
        """Do it."""
        raise NotImplementedError

    def keep_options(self) -> None:
        """Save what was chosen; what the import would do has to be found out anew."""
        self.upload.preview = None
        self.upload.save(update_fields=["options", "preview"])
