"""A brochure in the admin: build it, watch it being built, look at it, fetch its files."""

from functools import cached_property, partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError

from ..actions import source_of
from ..builds import BuildRefused, give_up_stale_builds, start_build
from ..content import build_content, choose
from ..content.book import site_of
from ..content.selection import chosen_among
from ..downloads import described
from ..leaflets import job_of, leaflet_of, pdf_of
from ..models import PRINTED, BrochureEdition, BrochurePage, EditionState
from ..rights import may_build
from ..tasks import build_edition


class BrochureView(WagtailAdminTemplateMixin):
    """A view about one brochure, for who may publish its page."""

    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_build(self.brochure, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def brochure(self) -> BrochurePage:
        """The brochure."""
        # By the column of Wagtail's own page, for which Django knows how large a number may be.
        return get_object_or_404(BrochurePage, id=self.kwargs["page_id"])

    @property
    def overview_url(self) -> str:
        """Where all about the brochure stands."""
        return reverse("skew_brochure:overview", args=[self.brochure.pk])


class OverviewView(BrochureView, TemplateView):
    """How the brochure stands: the build under way, the latest edition with its problems, those before.

    With ``format=json`` it tells a script how far the build is.
    """

    template_name = "skew_wagtail/brochure/admin/overview.html"

    def get_page_title(self) -> str:
        return self.brochure.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("skew_brochures:index"), "label": _("Brochures")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        give_up_stale_builds(self.brochure)
        if request.GET.get("format") == "json":
            running = self.running
            return JsonResponse(
                {
                    "running": running is not None,
                    "percent": running.percent if running else 100,
                    "stage": running.get_stage_display() if running else "",
                }
            )
        return super().get(request, *args, **kwargs)

    @cached_property
    def running(self) -> BrochureEdition | None:
        """The build under way."""
        return self.brochure.editions.filter(state=EditionState.BUILDING).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = self.brochure.editions.exclude(state=EditionState.BUILDING).select_related("built_by")
        editions = list(editions.prefetch_related("files__document"))
        latest = editions[0] if editions else None
        return super().get_context_data(**kwargs) | {
            "brochure": self.brochure,
            "running": self.running,
            "latest": latest,
            "why": latest.explanation if latest else "",
            "hints": latest.hints if latest else [],
            "must_rebuild": latest is not None and latest.state == EditionState.WITHDRAWN,
            "editions": [
                {
                    "edition": edition,
                    "files": [described(file) for file in edition.files.all() if file.document],
                }
                for edition in editions
            ],
            "missing_extra": missing_extra(),
            "profiles": choose(source_of(self.brochure), PRINTED).entries,
        }


class BuildView(BrochureView, View):
    """Begin a build; in any case the overview says how it stands."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.overview_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            edition = start_build(self.brochure, request.user)
        except BuildRefused as error:
            messages.warning(request, str(error))
        else:
            transaction.on_commit(partial(build_edition.enqueue, edition.pk))
        return redirect(self.overview_url)


class PreviewView(BrochureView, View):
    """The brochure as it would be now, drafts of the page included, or one of its profiles; nothing is kept."""

    def get(
        self, request: HttpRequest, page_id: int, profile_id: int | None = None, **kwargs: Any
    ) -> HttpResponse:
        draft = self.brochure.get_latest_revision_as_object()
        try:
            content = build_content(draft) if profile_id is None else self._one_profile(draft, profile_id)
            if not content.traces:
                messages.warning(request, _("There is nothing to show: no published profile is chosen."))
                return redirect(self.overview_url)
            pdf = pdf_of(job_of(content))
        except PdfError as error:
            messages.error(request, error.message)
            return redirect(self.overview_url)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="vorschau.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response

    def _one_profile(self, draft: BrochurePage, profile_id: int) -> Any:
        """Only of a profile that is in the brochure."""
        inside = {entry.page_id for entry in choose(draft, PRINTED).entries}
        chosen = chosen_among([profile_id] if profile_id in inside else [], PRINTED)
        return leaflet_of(
            chosen,
            title=draft.title,
            subtitle=_("Preview of one profile"),
            locale=draft.locale,
            channels=PRINTED,
            base_url=site_of(draft),
            look=draft,
        )
